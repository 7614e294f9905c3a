import type { Hosts } from '../../compare/control.ts';
import type { CampaignJudgement } from '../../judge/campaign.ts';
import type { Campaign } from '../../model/campaign.ts';
import type { Finding } from '../../judge/finding.ts';
import { METRICS, type Metric } from '../../model/metric.ts';
import { count } from './format.ts';
import { metricName } from './names.ts';

/** A block has two visits of each side. */
const VISITS_PER_SIDE = 2;

/** How a campaign came to its verdicts, where that is more than "it was measured". */
export function storyNotes(campaign: Campaign, judged: CampaignJudgement, adjusted: readonly Metric[]): string[] {
  return [
    ...confirmationNotes(campaign, judged),
    ...hostNotes(judged, adjusted),
    ...METRICS.flatMap((metric) => metricNotes(metric, campaign, judged)),
    ...failureNotes(campaign),
    ...endNotes(campaign, judged),
  ];
}

function confirmationNotes({ confirmation }: Campaign, { confirmed, findings, metrics }: CampaignJudgement): string[] {
  if (confirmation === null) return [];
  const fresh = `${VISITS_PER_SIDE * confirmation.blocks.length} fresh visits per side`;
  const has = (standing: Finding['confirmation']): boolean =>
    findings.some(({ finding }) => finding.confirmation === standing);
  const lost = findings.some(
    ({ finding: { confirmation: said, reason } }) => said === 'agreed' && reason === 'not-measurable-on-head',
  );
  const why = confirmation.unmeasurable === null ? '' : ` (${confirmation.unmeasurable.reason.replace(/\.$/, '')})`;
  const decidedAt = (metric: Metric): string => {
    const result = metrics?.[metric];
    return result?.status === 'measured' ? ` (after ${VISITS_PER_SIDE * result.decided} visits per side)` : '';
  };
  return [
    ...(confirmed.length === 0
      ? []
      : [
          `${confirmed.map((metric) => metricName(metric) + decidedAt(metric)).join(' and ')}: suspected to be worse, and confirmed by ${fresh} after a restart of Chrome; base, head and change come from the fresh visits alone.`,
        ]),
    ...(has('refused')
      ? [`Something was suspected to be worse, but ${fresh} after a restart of Chrome did not confirm it.`]
      : []),
    ...(has('impossible')
      ? [`Something is suspected to be worse, but could not be measured again after a restart of Chrome${why}.`]
      : []),
    ...(lost ? [`After a restart of Chrome, base could be measured but head could not${why}.`] : []),
  ];
}

const HOST_WORDS: Readonly<Record<Exclude<Hosts, 'not-compared'>, string>> = {
  alike: 'No difference between the hosts was found: the control page is about as fast on both deploys.',
  differ: 'The hosts differ: the control page is not equally fast on both deploys.',
  unknown: 'The hosts could not be compared: the control page was measured too few times.',
};

function hostNotes({ hosts }: CampaignJudgement, adjusted: readonly Metric[]): string[] {
  if (hosts === 'not-compared') return [];
  if (adjusted.length === 0) return [HOST_WORDS[hosts]];
  const names = adjusted.map(metricName).join(', ');
  return [
    `${HOST_WORDS[hosts]} ${names} is compared relative to it: base, head and change are divided by how slow it was at each visit; \`max\` applies to the measured values.`,
  ];
}

function metricNotes(metric: Metric, { blocks }: Campaign, { metrics }: CampaignJudgement): string[] {
  const result = metrics?.[metric];
  if (result?.status !== 'measured') return [];
  const missing = blocks.length - result.root.series.length;
  return [
    ...(missing > 0
      ? [
          `${metricName(metric)} is missing in some visits: ${missing} of ${count(blocks.length, 'round')} of four visits are left out.`,
        ]
      : []),
    ...(result.unstable
      ? [
          `${metricName(metric)} is unstable on head: visits more than 25 % above the median are more frequent than on base.`,
        ]
      : []),
  ];
}

/** First attempts that failed and were made good: a reader of numbers should know. */
function failureNotes({ firstAttempts }: Campaign): string[] {
  const failed = firstAttempts.flat().filter((attempt) => attempt.failed);
  if (failed.length === 0) return [];
  const on = (side: 'base' | 'head'): number => failed.filter((attempt) => attempt.side === side).length;
  return [
    `${count(failed.length, 'visit')} failed at the first attempt: ${on('base')} on base, ${on('head')} on head.`,
  ];
}

/** A reader of an inconclusive budget should know that more blocks were to be had. */
function endNotes({ stopped, blocks }: Campaign, { findings }: CampaignJudgement): string[] {
  if (stopped !== 'decided' || !findings.some(({ finding }) => finding.open)) return [];
  const isBroken = findings.some(({ row: { verdict, enforce } }) => verdict === 'fail' && enforce === 'block');
  const what = isBroken ? 'a budget was already broken' : 'a budget was already suspected to be broken';
  return [
    `Measuring stopped after ${VISITS_PER_SIDE * blocks.length} visits per side: ${what}, and no other was likely to break.`,
  ];
}
