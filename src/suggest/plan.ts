import { routeBudgets } from '../config/budgets/defaults.ts';
import { mergeBudgets, writtenKey, type BudgetMap } from '../config/budgets/merge.ts';
import type { BudgetInput } from '../config/budgets/schema.ts';
import type { ConfigInput } from '../config/schema.ts';
import { formatLimit } from '../config/units/time-and-percent.ts';
import { toleranceOf } from '../compare/quantity.ts';
import { toleranceFraction } from '../judge/calibration.ts';
import type { Budget } from '../model/budget.ts';
import type { RecordStep } from '../model/interaction.ts';
import type { Limit } from '../model/limit.ts';
import type { Route } from '../model/route.ts';
import type { Edit } from '../source/edit.ts';
import type { Suggestion } from './suggestion.ts';

/** Why a limit of the file is not changed. */
type KeptBecause = 'blocks' | 'looser' | 'removed' | 'percentile' | 'shared';
type LimitKey = 'max' | 'max-increase';

/** What becomes of one suggested limit. */
export interface PlannedLimit {
  readonly route: string | null;
  readonly path: string;
  readonly key: LimitKey;
  /** Its place in the file. */
  readonly at: Edit['path'];
  /** Null where only a default of the gate is written out. */
  readonly suggested: readonly Limit[] | null;
  /** What applies now. */
  readonly existing: readonly Limit[] | null;
  readonly action: 'added' | 'tightened' | 'same' | 'written-out' | KeptBecause;
}

export interface Plan {
  readonly limits: readonly PlannedLimit[];
  readonly edits: readonly Edit[];
}

/** The budgets of one place in the file: of a route, or of all. */
interface Scope {
  readonly route: string | null;
  readonly at: Edit['path'];
  readonly own: BudgetMap;
  readonly inherited: BudgetMap;
  /** What applies now, the defaults of the gate included. */
  readonly effective: readonly Budget[];
}

/**
 * What suggestions change in a file: they add budgets that warn, and tighten those that warn. A budget that blocks is never
 * changed, and no budget is loosened.
 */
export function planChanges(suggestions: readonly Suggestion[], input: ConfigInput, routes: readonly Route[]): Plan {
  const groups = Map.groupBy(suggestions, ({ route }) => route);
  const plans = [...groups].map(([route, those]) => planScope(scopeOf(route, input, routes), those));
  return { limits: plans.flatMap(({ limits }) => limits), edits: plans.flatMap(({ edits }) => edits) };
}

/** A page without input, so that INP is not among the defaults that are written out. */
const NO_SCRIPT: readonly RecordStep[] = [];

function scopeOf(route: string | null, input: ConfigInput, routes: readonly Route[]): Scope {
  const index = input.routes.findIndex(({ name }) => name === route);
  const own = input.routes[index]?.budgets;
  if (own === undefined)
    return {
      route: null,
      at: ['budgets'],
      own: input.budgets,
      inherited: {},
      effective: routeBudgets(input.budgets, {}, NO_SCRIPT),
    };
  return {
    route,
    at: ['routes', index, 'budgets'],
    own,
    inherited: input.budgets,
    effective: routes[index]?.budgets ?? mergeBudgets(input.budgets, own),
  };
}

function planScope(scope: Scope, suggestions: readonly Suggestion[]): Plan {
  const plans = suggestions.map((suggestion) => planBudget(scope, suggestion));
  const edited = suggestions.filter((_, at) => (plans[at]?.edits.length ?? 0) > 0).map(({ path }) => path);
  const rest = edited.length === 0 ? NO_PLAN : writtenOut(scope, edited);
  return {
    limits: [...plans.flatMap(({ limits }) => limits), ...rest.limits],
    edits: [...plans.flatMap(({ edits }) => edits), ...rest.edits],
  };
}

const NO_PLAN: Plan = { limits: [], edits: [] };

/** Defaults apply only where no budget is declared: with the first one they would be lost. */
function writtenOut({ route, at, effective }: Scope, edited: readonly string[]): Plan {
  const rest = effective.filter(({ isDefault, path }) => isDefault === true && !edited.includes(path));
  return {
    limits: rest.map(({ path, max }) => ({
      route,
      path,
      key: 'max',
      at: [...at, path, 'max'],
      suggested: null,
      existing: max === null ? null : [max],
      action: 'written-out',
    })),
    edits: rest.map(({ path, max, maxIncrease }) => ({ path: [...at, path], value: entryOf(max, maxIncrease) })),
  };
}

function planBudget(scope: Scope, suggestion: Suggestion): Plan {
  const { route, at, own, inherited, effective } = scope;
  const { path } = suggestion;
  const key = writtenKey(own, path);
  const written = key === undefined ? undefined : own[key];
  const now = effective.find((budget) => budget.path === path);
  const state: State = {
    now,
    level: suggestion.max?.value ?? 1,
    isRemoved: (name) => written === null || written?.[name] === null,
    blocks: enforcementOf(now, written, inherited[writtenKey(inherited, path) ?? path]) === 'block',
  };
  const limits = limitsOf(suggestion).map((each): PlannedLimit => {
    const existing = existingOf(now, each.key);
    return {
      route,
      path,
      ...each,
      at: [...at, key ?? path, each.key],
      existing,
      action: actionFor(each, existing, state),
    };
  });
  const changed = limits.filter(({ action }) => action === 'added' || action === 'tightened');
  if (changed.length === 0) return { limits, edits: [] };
  if (now === undefined || now.isDefault === true) {
    const max = changed.find(({ key: name }) => name === 'max')?.suggested?.[0] ?? now?.max ?? null;
    const increase = changed.find(({ key: name }) => name === 'max-increase')?.suggested ?? now?.maxIncrease ?? null;
    return { limits, edits: [{ path: [...at, key ?? path], value: entryOf(max, increase) }] };
  }
  const edits = changed.map(({ key: name, suggested }) => ({
    path: [...at, key ?? path, name],
    value: name === 'max' ? textOf(suggested?.[0]) : increaseText(suggested ?? []),
  }));
  return { limits, edits };
}

/** Of a budget that has no limit yet, what the file says of it. */
function enforcementOf(
  now: Budget | undefined,
  written: BudgetInput | null | undefined,
  inherited: BudgetInput | null | undefined,
): Budget['enforce'] {
  return now?.enforce ?? written?.enforce ?? inherited?.enforce ?? 'warn';
}

interface State {
  readonly now: Budget | undefined;
  /** About what the node measures. */
  readonly level: number;
  /** Whether the route takes the limit away with null. */
  readonly isRemoved: (key: LimitKey) => boolean;
  readonly blocks: boolean;
}

interface Wanted {
  readonly key: LimitKey;
  readonly suggested: readonly Limit[];
}

function limitsOf({ max, maxIncrease }: Suggestion): Wanted[] {
  return [
    ...(max === null ? [] : [{ key: 'max' as const, suggested: [max] }]),
    ...(maxIncrease === null ? [] : [{ key: 'max-increase' as const, suggested: maxIncrease }]),
  ];
}

function existingOf(now: Budget | undefined, key: LimitKey): readonly Limit[] | null {
  if (now === undefined) return null;
  return key === 'max' ? (now.max === null ? null : [now.max]) : now.maxIncrease;
}

/** Every budget that is suggested is about it. */
const P75 = 75;

function actionFor(
  { key, suggested }: Wanted,
  existing: readonly Limit[] | null,
  { now, level, isRemoved, blocks }: State,
): PlannedLimit['action'] {
  if (isRemoved(key)) return 'removed';
  const order = existing === null ? -1 : sizeOf(key, suggested, level) - sizeOf(key, existing, level);
  if (order === 0) return 'same';
  if (order > 0) return 'looser';
  if (blocks) return 'blocks';
  if (existing === null) return 'added';
  return key === 'max' && now?.percentile !== P75 ? 'percentile' : 'tightened';
}

/** All tolerances have to be exceeded, so the largest counts. */
function sizeOf(key: LimitKey, limits: readonly Limit[], level: number): number {
  if (key === 'max') return limits[0]?.value ?? Infinity;
  return Number(toleranceFraction(limits.map(toleranceOf), level).toFixed(9));
}

function entryOf(max: Limit | null, maxIncrease: readonly Limit[] | null): object {
  return {
    ...(max === null ? {} : { max: textOf(max) }),
    ...(maxIncrease === null ? {} : { 'max-increase': increaseText(maxIncrease) }),
    enforce: 'warn',
  };
}

function textOf(limit: Limit | undefined): string | number {
  if (limit === undefined) throw new Error('a limit is missing');
  return limit.unit === 'score' ? limit.value : formatLimit(limit);
}

function increaseText(limits: readonly Limit[]): string | number | (string | number)[] {
  return limits.length === 1 ? textOf(limits[0]) : limits.map(textOf);
}
