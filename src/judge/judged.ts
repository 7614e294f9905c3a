import type { CampaignResult, MetricResult } from '../compare/compare.ts';
import type { PerMetric } from '../model/metrics/index.ts';
import type { CampaignJudgement } from './campaign.ts';

type Measured = Extract<MetricResult, { status: 'measured' }>;
type ComparedMetric = Pick<Measured, 'status' | 'comparison'> | Exclude<MetricResult, Measured>;

/** What is kept of a judged campaign: what it was judged to be, without the values of its visits. */
export interface JudgedCampaign extends Pick<CampaignJudgement, 'route' | 'condition' | 'findings'> {
  /** Per metric its comparison; null if the campaign could not be judged. */
  readonly metrics: PerMetric<ComparedMetric> | null;
}

/** A run has many campaigns, and each has the values of every node in every visit: those are let go. */
export function withoutValues({ route, condition, findings, metrics }: CampaignJudgement): JudgedCampaign {
  return { route, condition, findings, metrics: metrics === null ? null : comparedIn(metrics) };
}

function comparedIn(metrics: CampaignResult): PerMetric<ComparedMetric> {
  const compared = Object.entries(metrics).map(([metric, result]) => [metric, comparedOf(result)] as const);
  return Object.fromEntries(compared) as PerMetric<ComparedMetric>;
}

function comparedOf(result: MetricResult): ComparedMetric {
  return result.status === 'measured' ? { status: 'measured', comparison: result.comparison } : result;
}
