import type { MetricResult } from '../compare/compare.ts';
import type { Budget } from '../model/budget.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Metric } from '../model/metric.ts';
import type { Reason } from '../model/verdict.ts';
import { MIN_BLOCKS } from '../stats/plan.ts';
import { withoutNumbers } from './finding.ts';
import type { Finding } from './finding.ts';

const MISSING: Readonly<Record<Metric, Reason>> = { lcp: 'no-lcp', inp: 'no-interaction', cls: 'no-cls' };

/**
 * Why no budget of a campaign can be judged, or null where they can. A head that cannot be visited while base can is
 * the pull request's fault; everything else is nobody's, and never a pass.
 */
export function campaignFailure(campaign: Campaign | undefined): ((budget: Budget) => Finding) | null {
  if (campaign === undefined) return (budget) => withoutNumbers(budget, 'interrupted');
  const { unmeasurable, hasBase, blocks } = campaign;
  if (unmeasurable === null) return null;
  const base = unmeasurable.sides.includes('base');
  const head = unmeasurable.sides.includes('head');
  if (head && !base && hasBase) return (budget) => withoutNumbers(budget, 'not-measurable-on-head', 'fail');
  if (head) return (budget) => withoutNumbers(budget, 'not-measurable');
  if (base) return (budget) => withoutNumbers(budget, 'not-measurable-on-base');
  if (blocks.length >= MIN_BLOCKS) return null;
  return (budget) => withoutNumbers(budget, unmeasurable.code === 'interrupted' ? 'interrupted' : 'too-few-blocks');
}

/** A budget on a metric that the visits did not measure, or not often enough. */
export function metricFailure(budget: Budget, result: Exclude<MetricResult, { status: 'measured' }>): Finding {
  if (result.status === 'too-few-blocks') return withoutNumbers(budget, 'too-few-blocks');
  return result.onHead
    ? withoutNumbers(budget, 'not-measurable-on-head', 'fail')
    : withoutNumbers(budget, MISSING[budget.metric]);
}
