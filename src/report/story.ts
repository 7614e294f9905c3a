import type { CampaignJudgement } from '../judge/campaign.ts';
import type { Campaign } from '../model/campaign.ts';
import { METRICS, type Metric } from '../model/metric.ts';
import { count } from './format.ts';
import { metricName } from './names.ts';

/** How a campaign came to its verdicts, where that is more than "it was measured". */
export function storyNotes(campaign: Campaign, judged: CampaignJudgement, adjusted: readonly Metric[]): string[] {
  return [
    ...confirmationNotes(campaign, judged),
    ...hostNotes(judged, adjusted),
    ...METRICS.flatMap((metric) => metricNotes(metric, campaign, judged)),
    ...failureNotes(campaign),
  ];
}

function confirmationNotes({ confirmation, blocks }: Campaign, { confirmed, findings }: CampaignJudgement): string[] {
  if (confirmation === null) return [];
  const fresh = count(confirmation.length, 'fresh block');
  const refused = findings.some(({ finding }) => finding.confirmation === 'refused');
  return [
    ...(confirmed.length === 0
      ? []
      : [
          `${confirmed.map(metricName).join(' and ')}: ${count(blocks.length, 'block')} found it worse, ${fresh} after a restart confirmed it; the numbers are those of the fresh blocks alone.`,
        ]),
    ...(refused
      ? [`${count(blocks.length, 'block')} found something worse that ${fresh} after a restart did not confirm.`]
      : []),
  ];
}

function hostNotes({ hosts }: CampaignJudgement, adjusted: readonly Metric[]): string[] {
  if (hosts === 'not-compared') return [];
  const units = adjusted.length === 0 ? '' : ` ${adjusted.map(metricName).join(', ')} is in units of it.`;
  return hosts === 'differ'
    ? [`The hosts differ: the control page is not equally fast on both deploys.${units}`]
    : [`The hosts are alike: the control page is equally fast on both deploys.${units}`];
}

function metricNotes(metric: Metric, { blocks }: Campaign, { metrics }: CampaignJudgement): string[] {
  const result = metrics?.[metric];
  if (result?.status !== 'measured') return [];
  const missing = blocks.length - result.root.series.length;
  return [
    ...(missing > 0
      ? [`${metricName(metric)} is missing in ${missing} of ${count(blocks.length, 'block')}; the others decide.`]
      : []),
    ...(result.unstable
      ? [`${metricName(metric)} is unstable on head: single visits are far slower, as none on base are.`]
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
