import type { Budget } from '../../model/budget.ts';
import { measuresInput } from '../../model/input.ts';
import type { RecordStep } from '../../model/interaction.ts';
import { definitionOf, METRICS } from '../../model/metric.ts';
import { formatLimit } from '../units/time-and-percent.ts';
import { mergeBudgets, type BudgetMap } from './merge.ts';
import { placeIn } from '../../source/positions.ts';
import type { Source } from '../../source/yaml.ts';

/** Only core metrics have default budgets. */
const CORE = METRICS.filter((metric) => definitionOf(metric).isCore);

/**
 * The budgets of a route. If the file declares none, the defaults apply, because a run without budgets would report
 * nothing. They only warn: the user has not agreed to be blocked by them, or to wait for them. A route whose budgets
 * were removed with `null` gets no defaults.
 */
export function routeBudgets(ofFile: BudgetMap, own: BudgetMap, script: readonly RecordStep[]): Budget[] {
  if (!isUndeclared(ofFile, own)) return mergeBudgets(ofFile, own);
  const hasInput = measuresInput(script);
  return CORE.filter((metric) => hasInput || !definitionOf(metric).needsInput).map((metric) => ({
    ...definitionOf(metric).defaults,
    path: metric,
    segments: [metric],
    metric,
    percentile: 75,
    enforce: 'warn',
    isDefault: true,
  }));
}

function isUndeclared(ofFile: BudgetMap, own: BudgetMap): boolean {
  return Object.keys(ofFile).length === 0 && Object.keys(own).length === 0;
}

interface DeclaredBudgets {
  readonly budgets: BudgetMap;
  readonly routes: readonly { readonly name: string; readonly budgets: BudgetMap }[];
}

/** Names the routes that have the defaults, in one sentence that begins with `file:line:column`. */
export function defaultBudgetWarnings(file: string, source: Source, { budgets, routes }: DeclaredBudgets): string[] {
  const names = routes.filter((route) => isUndeclared(budgets, route.budgets)).map(({ name }) => name);
  if (names.length === 0) return [];
  const place = placeIn(file, source.position(['routes'], 'key'));
  const all =
    names.length === routes.length ? 'no route has budgets' : `no budgets are declared for ${names.join(', ')}`;
  return [
    `${place}: ${all}, so the defaults warn (${defaultLimits()}, and whatever is slower than base) and nothing blocks; declare your own, for example budgets: { lcp: { max: 2500 ms, max-increase: [5 %, 50 ms] } }.`,
  ];
}

/** `LCP 2500 ms, INP 200 ms, CLS 0.1` */
function defaultLimits(): string {
  return CORE.map(definitionOf)
    .map(({ name, defaults }) => `${name} ${formatLimit(defaults.max)}`)
    .join(', ');
}
