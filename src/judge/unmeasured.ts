import type { MetricResult } from '../compare/compare.ts';
import type { Budget } from '../model/budget.ts';
import { DOUBTS, type Campaign } from '../model/campaign.ts';
import { definitionOf, METRICS, type Metric } from '../model/metric.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import type { FailureStanding } from '../stats/failures.ts';
import { MIN_BLOCKS, type Plan } from '../stats/plan.ts';
import { needsConfirmation } from './confirm.ts';
import { inconclusive, withoutNumbers } from './finding.ts';
import type { Finding } from './finding.ts';
import { flakiness } from './flaky.ts';
import { identicalFindings, type IdenticalTerms } from './identical.ts';

/** Of what visits say of a metric that they did not measure. */
const SAID: readonly Reason[] = [
  ...METRICS.flatMap((metric) => definitionOf(metric).unmeasured),
  'not-recorded',
  'not-settled',
];

/**
 * What stands for every budget of a campaign that has nothing to judge them by; null if it has. Of a route that serves
 * identical bytes they are kept. If head cannot be visited while base can, the pull request is to blame. Any other failure
 * blames neither side, and is never a pass.
 */
export function campaignFailure(
  campaign: Campaign | undefined,
  plan: Plan,
  terms: IdenticalTerms,
): ((budget: Budget) => Finding) | null {
  if (campaign === undefined) return (budget) => withoutNumbers(budget, 'interrupted');
  const { unmeasurable, hasBase, blocks, firstAttempts, stopped } = campaign;
  if (DOUBTS.some((code) => code === unmeasurable?.code)) return (budget) => withoutNumbers(budget, 'not-measurable');
  const failed = failedAttempts(campaign, plan);
  if (failed !== null) return failed;
  if (stopped === 'identical-bytes') return identicalFindings(campaign, terms);
  if (unmeasurable === null) return blocks.length < MIN_BLOCKS ? tooShort(stopped) : null;
  // Dropped blocks after a good warm-up: each side could be measured at times, and head not less often than base.
  if (firstAttempts.length > 0) {
    const onBase = hasBase && !unmeasurable.sides.includes('head');
    return (budget) => withoutNumbers(budget, onBase ? 'not-measurable-on-base' : 'not-measurable');
  }
  const base = unmeasurable.sides.includes('base');
  const head = unmeasurable.sides.includes('head');
  if (head && !base && hasBase) return (budget) => withoutNumbers(budget, 'not-measurable-on-head', 'fail');
  if (head) return (budget) => withoutNumbers(budget, 'not-measurable');
  return (budget) => withoutNumbers(budget, 'not-measurable-on-base');
}

const TOO_MANY_FAILURES: Partial<Record<FailureStanding, { readonly reason: Reason; readonly verdict: Verdict }>> = {
  'worse-on-head': { reason: 'not-measurable-on-head', verdict: 'fail' },
  'too-many-on-both': { reason: 'not-measurable', verdict: 'unmeasured' },
};

/** How often first attempts failed, side against side: a head that fails more often than base is worse than a slow one. */
function failedAttempts(campaign: Campaign, plan: Plan): ((budget: Budget) => Finding) | null {
  const found = TOO_MANY_FAILURES[flakiness(campaign, plan) ?? 'fewer-than-matter'];
  return found === undefined ? null : (budget) => withoutNumbers(budget, found.reason, found.verdict);
}

/**
 * A finding beside failed first attempts of head that are neither many nor few: while later blocks can tell, no budget is
 * cleared, and none that blocks is done with unless it is broken: what looks broken may be refused by fresh blocks. At the
 * end none is kept. Where the time was up before they could, it is as with too few blocks.
 */
export function besideFailures(
  finding: Finding,
  { enforce }: Budget,
  campaign: Campaign | undefined,
  plan: Plan,
): Finding {
  if (campaign === undefined) return finding;
  const standing = flakiness(campaign, plan);
  if (standing !== 'open' && standing !== 'unclear') return finding;
  const isOpen = standing === 'open' && enforce === 'block' && !isBroken(finding, campaign, plan);
  if (isOpen && finding.verdict !== 'pass') return { ...finding, open: true };
  if (campaign.stopped === 'time' && (finding.verdict === 'pass' || finding.verdict === 'inconclusive'))
    return { ...finding, verdict: 'unmeasured', reason: 'out-of-time' };
  if (finding.verdict !== 'pass') return finding;
  return { ...inconclusive(finding, 'flaky-on-head'), open: standing === 'open' };
}

/** Whether it blocks whatever comes; a red that waits for fresh blocks may be refused by them. */
function isBroken(finding: Finding, campaign: Campaign, plan: Plan): boolean {
  return finding.verdict === 'fail' && finding.enforce === 'block' && !needsConfirmation(finding, plan, campaign);
}

/** A campaign that ended before its first look could be taken. */
function tooShort(stopped: Campaign['stopped']): (budget: Budget) => Finding {
  if (stopped === null) return (budget) => withoutNumbers(budget, 'interrupted');
  return (budget) => withoutNumbers(budget, stopped === 'time' ? 'out-of-time' : 'too-few-blocks');
}

/** A budget on a metric that the visits did not measure, or not often enough. */
export function metricFailure(budget: Budget, result: Exclude<MetricResult, { status: 'measured' }>): Finding {
  if (result.status === 'too-few-blocks') return withoutNumbers(budget, 'too-few-blocks');
  return result.onHead
    ? withoutNumbers(budget, 'not-measurable-on-head', 'fail')
    : { ...withoutNumbers(budget, reasonOf(budget.metric, result.why)), open: result.seen };
}

function reasonOf(metric: Metric, why: string | null): Reason {
  return SAID.find((reason) => reason === why) ?? definitionOf(metric).unmeasured[0];
}
