import type { Budget, Limit } from '../../model/budget.ts';
import { unitOf, type Metric } from '../../model/metric.ts';
import { readBudgetPath, type BudgetPath } from './path.ts';
import type { BudgetInput } from './schema.ts';
import { parseLimit } from '../units/time-and-percent.ts';

/** A `budgets:` map of the file, checked. */
export type BudgetMap = Readonly<Record<string, BudgetInput | null | undefined>>;

const DEFAULT_PERCENTILE = 75;

interface Entry {
  readonly node: BudgetPath;
  readonly input: BudgetInput | null;
}

/**
 * The budgets of a route: its own merged over the defaults key by key. A null removes a key or a whole budget; a budget
 * without a limit is dropped.
 */
export function mergeBudgets(defaults: BudgetMap, own: BudgetMap): Budget[] {
  const merged = new Map<string, Entry>();
  for (const entry of entriesOf(defaults)) merged.set(entry.node.path, entry);
  for (const { node, input } of entriesOf(own)) {
    const inherited = merged.get(node.path)?.input;
    merged.set(node.path, { node, input: input === null ? null : { ...inherited, ...input } });
  }
  return [...merged.values()].flatMap(({ node, input }) => resolveBudget(node, input));
}

/** Whether a budget map has a budget on this node, however it spells the path. */
export function declares(budgets: BudgetMap, path: string): boolean {
  return writtenKey(budgets, path) !== undefined;
}

/** The key under which a budget map has a node. */
export function writtenKey(budgets: BudgetMap, path: string): string | undefined {
  return Object.keys(budgets).find((key) => nodeOf(key).path === path);
}

function entriesOf(budgets: BudgetMap): Entry[] {
  return Object.entries(budgets).flatMap(([key, input]) => (input === undefined ? [] : [{ node: nodeOf(key), input }]));
}

function nodeOf(written: string): BudgetPath {
  const node = readBudgetPath(written);
  if ('what' in node) throw new Error(`unchecked budget path ${written}`);
  return node;
}

function resolveBudget(node: BudgetPath, input: BudgetInput | null): Budget[] {
  const max = input?.max ?? null;
  const increase = input?.['max-increase'] ?? null;
  if (input === null || (max === null && increase === null)) return [];
  const increases = Array.isArray(increase)
    ? (increase as readonly (string | number)[])
    : increase === null
      ? []
      : [increase];
  return [
    {
      ...node,
      max: max === null ? null : toLimit(node.metric, max),
      percentile: input.percentile ?? DEFAULT_PERCENTILE,
      maxIncrease: increase === null ? null : increases.map((value) => toLimit(node.metric, value as string | number)),
      enforce: input.enforce ?? 'block',
    },
  ];
}

function toLimit(metric: Metric, written: string | number): Limit {
  if (typeof written === 'number' && unitOf(metric) === 'score') return { value: written, unit: 'score' };
  const limit = typeof written === 'string' ? parseLimit(written) : undefined;
  if (limit === undefined) throw new Error(`unchecked limit ${written}`);
  return limit;
}
