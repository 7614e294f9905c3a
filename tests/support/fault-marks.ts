import type { Fault } from '../../fixtures/faults/fault.ts';
import type { CampaignResult } from '../../src/compare/compare.ts';
import { formatPath, nodeAt } from '../../src/model/breakdown.ts';
import type { Difference } from '../../src/model/comparison.ts';
import { isMetric, METRICS, type Metric } from '../../src/model/metric.ts';
import type { Condition } from '../../src/model/route.ts';
import { studentQuantile } from '../../src/stats/distributions.ts';

/** What a row must keep to. */
export interface Bounds {
  /** The share of the true change that must land in the right part, and what must not land in any other. */
  readonly minInPart: number;
  readonly maxElsewhere: number;
  /** How far the total may lie from the truth: a share of it, or so much (ms; score). */
  readonly totalShare: number;
  readonly totalWithin: Readonly<Record<Metric, number>>;
}

/** What a whole campaign on an idle machine keeps to. */
const EXACT: Bounds = {
  minInPart: 0.85,
  maxElsewhere: 0.1,
  totalShare: 0.1,
  totalWithin: { lcp: 12, inp: 12, cls: 0.01, fcp: 12, bytes: 0 },
};

/** What the better of two visits keeps to beside a busy core: most of the change is in its part, and in no other. */
export const ROUGH: Bounds = {
  minInPart: 0.6,
  maxElsewhere: 0.4,
  totalShare: 0.4,
  totalWithin: { lcp: 60, inp: 60, cls: 0.01, fcp: 60, bytes: 0 },
};

/** How often the comparison of base with itself may show anything by chance. */
const FALSE_ALARMS = 0.01;
/** A share of less says nothing, ms: rows without a computable truth must make the page this much worse. */
const MIN_CHANGE_MS = 100;

/** What the lab found for a row, and everything that is wrong with it. Milliseconds, or scores for CLS. */
export interface Marks {
  /** Null if it cannot be computed. */
  readonly truth: number | null;
  readonly total: number;
  readonly inPart: number;
  /** The largest change of any other part beside the right one or beside a node above it. */
  readonly elsewhere: { readonly path: string; readonly value: number } | null;
  /** Empty if the row has passed. */
  readonly complaints: readonly string[];
}

/** The metric that a row makes worse. */
export function metricOf({ part }: Fault): Metric {
  const [metric = ''] = part;
  if (!isMetric(metric)) throw new Error(`${formatPath(part)} is not a part of a metric`);
  return metric;
}

/** Holds what a campaign found against the row's truth. */
export function mark(fault: Fault, dial: number, condition: Condition, result: CampaignResult): Marks {
  return markDifference(fault, { dial, condition, root: differenceOf(metricOf(fault), result), bounds: EXACT });
}

interface Exam {
  readonly dial: number;
  readonly condition: Condition;
  /** Of the row's metric. */
  readonly root: Difference;
  readonly bounds: Bounds;
}

/** Holds a metric's difference against the row's truth. */
export function markDifference(fault: Fault, { dial, condition, root, bounds }: Exam): Marks {
  const truth = fault.truth(dial, condition);
  const found = {
    truth,
    total: root.value,
    inPart: nodeAt(root, fault.part)?.value ?? 0,
    elsewhere: largestElsewhere(root, fault.part),
  };
  return { ...found, complaints: [...wrongTotal(metricOf(fault), found, bounds), ...wrongPlace(fault, found, bounds)] };
}

/**
 * What a comparison of base with itself shows although nothing changed; empty if it shows nothing. A change is shown
 * where it is more than a row's total may be off by, and more than chance gives any of the tree's nodes in 1 % of
 * comparisons: their 95 % intervals are one by one, so they are widened for so many (Bonferroni).
 */
export function falseAlarms(result: CampaignResult): string[] {
  return METRICS.flatMap((metric) => {
    const found = result[metric];
    if (found?.status !== 'measured') return [];
    const nodes = nodesOf(differenceOf(metric, result));
    const widening = intervalWidening(nodes.length, found.comparison.blocks);
    const changed = nodes.filter(
      ({ node: { value, low, high } }) =>
        Math.abs(value) > Math.max(EXACT.totalWithin[metric], (widening * (high - low)) / 2),
    );
    return [
      ...(found.comparison.effect === 'worse' ? [`${metric} is judged worse`] : []),
      ...changed.map(({ path, node }) => `${formatPath(path)} changed by ${shown(node.value)}`),
    ];
  });
}

/** What two visits of each side show although nothing changed: what a row's total may be off by is not shown. */
export function roughAlarms(found: readonly Difference[]): string[] {
  return found.flatMap((root) =>
    nodesOf(root)
      .filter(({ path: [metric], node }) => Math.abs(node.value) > ROUGH.totalWithin[metric as Metric])
      .map(({ path, node }) => `${formatPath(path)} changed by ${shown(node.value)}`),
  );
}

/** By what the estimator's 95 % interval must be widened for all of `nodes` to be right in 99 % of comparisons. */
function intervalWidening(nodes: number, blocks: number): number {
  const degrees = 3 * blocks - 1;
  return studentQuantile(1 - FALSE_ALARMS / nodes, degrees) / studentQuantile(0.95, degrees);
}

function nodesOf(
  node: Difference,
  above: readonly string[] = [],
): readonly { readonly path: readonly string[]; readonly node: Difference }[] {
  const path = [...above, node.id];
  return [{ path, node }, ...node.parts.flatMap((part) => nodesOf(part, path))];
}

function differenceOf(metric: Metric, result: CampaignResult): Difference {
  const found = result[metric];
  const difference = found?.status === 'measured' ? found.comparison.difference : null;
  if (difference === null) throw new Error(`${metric} was not measured`);
  return difference;
}

type FoundMarks = Omit<Marks, 'complaints'>;

function wrongTotal(metric: Metric, { truth, total }: FoundMarks, { totalShare, totalWithin }: Bounds): string[] {
  if (truth === null)
    return total >= MIN_CHANGE_MS ? [] : [`the total changed by ${shown(total)}, too little to see where it lands`];
  const within = Math.max(totalShare * truth, totalWithin[metric]);
  return Math.abs(total - truth) <= within
    ? []
    : [`the total changed by ${shown(total)}, not by ${shown(truth)} ± ${shown(within)}`];
}

function wrongPlace(
  { part }: Fault,
  { truth, total, inPart, elsewhere }: FoundMarks,
  { minInPart, maxElsewhere }: Bounds,
): string[] {
  const change = truth ?? total;
  if (change === 0) return [];
  const complaints: string[] = [];
  if (!(inPart >= minInPart * change)) complaints.push(`${formatPath(part)} got ${shown(inPart)} of ${shown(change)}`);
  if (elsewhere !== null && !(Math.abs(elsewhere.value) < maxElsewhere * change))
    complaints.push(`${elsewhere.path} got ${shown(elsewhere.value)} of ${shown(change)}`);
  return complaints;
}

function largestElsewhere(root: Difference, part: readonly string[]): Marks['elsewhere'] {
  const others = part.slice(1).flatMap((id, index) => {
    const above = part.slice(0, index + 1);
    const beside = nodeAt(root, above)?.parts.filter((sibling) => sibling.id !== id) ?? [];
    return beside.map((sibling) => ({ path: formatPath([...above, sibling.id]), value: sibling.value }));
  });
  return others.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0] ?? null;
}

function shown(value: number): string {
  return Math.abs(value) < 2 ? value.toFixed(4) : value.toFixed(1);
}
