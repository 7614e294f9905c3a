import { measuresInput } from '../../model/input.ts';
import { definitionOf } from '../../model/metric.ts';
import type { Route } from '../../model/route.ts';
import { findOverlaps, type Overlap } from './overlaps.ts';
import { declares, mergeBudgets, writtenKey, type BudgetMap } from './merge.ts';
import { placeIn, type Position } from '../../source/positions.ts';
import type { ConfigInput } from '../schema.ts';
import type { KeyPath, Source } from '../../source/yaml.ts';

/**
 * Budgets of parts that add up to more than the whole's: once for the defaults, and for each route whose own budgets are
 * among them. Each begins with its `file:line:column`.
 */
export function budgetWarnings(file: string, source: Source, input: ConfigInput, routes: readonly Route[]): string[] {
  const locate = (path: KeyPath): Position => source.position(path, 'key');
  const ofDefaults = findOverlaps(mergeBudgets(input.budgets, {})).map((overlap) =>
    sentence(file, locate, overlap, { map: input.budgets, path: ['budgets'], owner: '' }),
  );
  const ofRoutes = routes.flatMap((route, index) => {
    const map: BudgetMap = input.routes[index]?.budgets ?? {};
    const scope: Scope = { map, path: ['routes', index, 'budgets'], owner: ` on the route ${route.name}` };
    return findOverlaps(route.budgets)
      .filter(({ whole, parts }) => [whole, ...parts].some((budget) => declares(map, budget.path)))
      .map((overlap) => sentence(file, locate, overlap, scope));
  });
  return [...ofDefaults, ...ofRoutes];
}

/** Budgets on INP where no interaction gives it a value: they will be unmeasured, and that blocks. */
export function inputWarnings(file: string, source: Source, routes: readonly Route[]): string[] {
  return routes.flatMap((route, index) => {
    if (measuresInput(route.interactions) || !route.budgets.some(({ metric }) => definitionOf(metric).needsInput))
      return [];
    const place = placeIn(file, source.position(['routes', index], 'key'));
    return `${place}: the route ${route.name} has a budget on inp but no interaction, so it will be unmeasured; add one, or write budgets: { inp: null } on the route.`;
  });
}

interface Scope {
  readonly map: BudgetMap;
  readonly path: KeyPath;
  /** Appended to the arithmetic. */
  readonly owner: string;
}

/** Points at the whole where the scope declares it, else at the first of the parts that it declares. */
function sentence(file: string, locate: (path: KeyPath) => Position, overlap: Overlap, scope: Scope): string {
  const keys = [overlap.whole, ...overlap.parts].map((budget) => writtenKey(scope.map, budget.path));
  const key = keys.find((written) => written !== undefined);
  const position = locate(key === undefined ? scope.path : [...scope.path, key]);
  return `${placeIn(file, position)}: ${overlap.arithmetic}${scope.owner}.`;
}
