import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import type { Comparison, Difference } from '../../model/comparison.ts';
import type { GraphMetric } from '../../model/metric.ts';
import type { Place } from '../../model/place.ts';

/** What a comparison is of. */
interface CostSubject extends Place {
  readonly metric: GraphMetric;
}

/** Costs are computed, not sampled: the smallest change counts, except for floating-point residue. */
const DUST = 1e-9;

/** Base and head of one cost, compared exactly. `base` is null if there is nothing to compare with. */
export function compareCosts(about: CostSubject, base: Breakdown | null, head: Breakdown): Comparison {
  const shared = { ...about, unit: 'cost' as const, blocks: 0, base, head };
  if (base === null) return { ...shared, difference: null, relative: null, effect: null };
  const difference = differenceOf(base, head);
  const relative = fraction(difference.value, base.value);
  return {
    ...shared,
    difference,
    relative: { value: relative, low: relative, high: relative },
    effect: effectOf(difference.value),
  };
}

/** Nothing moved, at any depth. */
export function isUnchanged({ difference }: Pick<Comparison, 'difference'>): boolean {
  const isStill = (node: NonNullable<Comparison['difference']>): boolean =>
    node.value === 0 && node.parts.every(isStill);
  return difference !== null && isStill(difference);
}

/** Only as deep as `depth` parts, for what needs no explanation. */
export function pruned(breakdown: Breakdown, depth: number): Breakdown {
  const { id, value, parts } = breakdown;
  return depth === 0 ? leaf(id, value) : { id, value, parts: parts.map((part) => pruned(part, depth - 1)) };
}

/** head − base at every node of either; two unbounded costs have no computable difference. */
function differenceOf(base: Breakdown, head: Breakdown): Difference {
  const value = minus(head.value, base.value);
  const parts = alignedParts(base, head).map(([one, other]) => differenceOf(one, other));
  const explained = parts.reduce((sum, part) => sum + part.value, 0);
  // Parts that turn from bounded to unbounded and back cancel out to nothing that adds up.
  return { id: head.id, value, low: value, high: value, parts: sameSum(explained, value) ? parts : [] };
}

function alignedParts(base: Breakdown, head: Breakdown): [base: Breakdown, head: Breakdown][] {
  const before = new Map(base.parts.map((part) => [part.id, part]));
  const after = new Map(head.parts.map((part) => [part.id, part]));
  const ids = new Set([...after.keys(), ...before.keys()]);
  return Array.from(ids, (id) => [
    before.get(id) ?? emptied(after.get(id), id),
    after.get(id) ?? emptied(before.get(id), id),
  ]);
}

/** What a side lacks counts 0, and so does everything below it. */
function emptied(other: Breakdown | undefined, id: string): Breakdown {
  return sumOf(id, other?.parts.map((part) => emptied(part, part.id)) ?? []);
}

export function minus(head: number, base: number): number {
  return head === base ? 0 : head - base;
}

function sameSum(sum: number, value: number): boolean {
  return sum === value || Math.abs(sum - value) <= DUST;
}

function fraction(change: number, base: number): number | null {
  const relative = change / base;
  return Number.isFinite(relative) ? relative : null;
}

function effectOf(change: number): Comparison['effect'] {
  if (Math.abs(change) <= DUST) return 'same';
  return change > 0 ? 'worse' : 'better';
}
