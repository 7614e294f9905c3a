import { collectBlocks } from '../compare/collect.ts';
import { comparedBlocks, isAdjusted } from '../compare/compare.ts';
import type { CampaignResult, CompareRule, MetricResult } from '../compare/compare.ts';
import type { Hosts } from '../compare/control.ts';
import { estimateTrees } from '../compare/estimate-tree.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { nodeAt } from '../model/breakdown.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Comparison } from '../model/comparison.ts';
import { METRICS, type Metric } from '../model/metric.ts';
import type { PerMetric } from '../model/metrics/index.ts';
import type { Finding } from './finding.ts';
import type { DeclaredLimit, JudgedLimit } from './limits.ts';

/** Null if too few fresh blocks measured the metric. */
export type Fresh = PerMetric<FreshRoots | null>;

type MeasuredResult = Extract<MetricResult, { status: 'measured' }>;

/** A metric's values in the fresh blocks: as they are compared, and as they were measured. */
interface FreshRoots {
  readonly root: SeriesNode;
  readonly raw: SeriesNode;
}

/** The fresh blocks' values per metric; null if no fresh blocks were made. */
export function freshRoots({ confirmation }: Campaign, compared: readonly Metric[], rule: CompareRule): Fresh | null {
  if (confirmation === null) return null;
  const roots = compared.map((metric) => {
    const root = collectBlocks(comparedBlocks(confirmation.blocks, metric, rule), metric);
    const raw = isAdjusted(metric, rule) ? collectBlocks(confirmation.blocks, metric) : root;
    return [metric, root === null || raw === null ? null : { root, raw }] as const;
  });
  return Object.fromEntries(roots) as Fresh;
}

/** Whether fresh blocks agreed about a number of the metric. */
export function isAgreed({ declared, finding }: JudgedLimit, metric: Metric): boolean {
  return (
    finding.confirmation === 'agreed' &&
    declared.budget.metric === metric &&
    finding.reason !== 'not-measurable-on-head'
  );
}

/**
 * After a confirmation base, head and difference come from the fresh blocks alone: the old ones were chosen for being slow,
 * so they read too slow on average, and they only decided. A red that was not confirmed, or that hosts explain, leaves the
 * effect unclear.
 */
export function withFresh(
  decided: CampaignResult,
  judged: readonly JudgedLimit[],
  confirmed: readonly Metric[],
  { fresh, hosts, rule }: { readonly fresh: Fresh | null; readonly hosts: Hosts; readonly rule: CompareRule },
): CampaignResult {
  const freshened = (metric: Metric, result: MetricResult): MetricResult => {
    if (result.status !== 'measured') return result;
    const root = fresh?.[metric]?.root ?? null;
    if (confirmed.includes(metric) && root !== null) return changed(result, estimateTrees(root));
    const isBlurred = (hosts === 'differ' || hosts === 'unknown') && !isAdjusted(metric, rule);
    const { effect } = result.comparison;
    const isUnclear = effect !== null && (isBlurred || (effect === 'worse' && isDoubted(judged, metric)));
    return isUnclear ? changed(result, { effect: 'unclear' }) : result;
  };
  const results = METRICS.flatMap((metric): [Metric, MetricResult][] => {
    const result = decided[metric];
    return result === undefined ? [] : [[metric, freshened(metric, result)]];
  });
  return Object.fromEntries(results) as CampaignResult;
}

function changed(result: MeasuredResult, over: Partial<Comparison>): MeasuredResult {
  return { ...result, comparison: { ...result.comparison, ...over } };
}

/** Whether a red of the metric had to be confirmed. */
function isDoubted(judged: readonly JudgedLimit[], metric: Metric): boolean {
  return judged.some(
    ({ declared: { budget }, finding }) => budget.metric === metric && finding.confirmation !== 'none',
  );
}

/** An increase of a confirmed metric shows what the fresh blocks say of its node; a part they did not see is 0. */
export function valued(
  { budget, kind }: DeclaredLimit,
  finding: Finding,
  metrics: CampaignResult | null,
  confirmed: readonly Metric[],
): Finding {
  if (kind === 'max' || finding.decision === null || !confirmed.includes(budget.metric)) return finding;
  const result = metrics?.[budget.metric];
  if (result?.status !== 'measured' || result.comparison.difference === null) return finding;
  const { value, low, high } = nodeAt(result.comparison.difference, budget.segments) ?? { value: 0, low: 0, high: 0 };
  return { ...finding, value, low, high };
}
