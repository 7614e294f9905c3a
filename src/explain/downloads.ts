import type { Campaign } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import type { Downloads } from '../model/report.ts';
import { MOST_HOSTS } from '../model/sample.ts';
import { median } from '../stats/numbers.ts';

/**
 * What a visit to one side downloads; null if it was not visited. Each visit is summed before taking the median,
 * because hosts that take turns are typical only together.
 */
export function typicalDownloads(campaign: Campaign, side: Side): Downloads | null {
  const visits = campaign.blocks
    .flatMap((block) => block.visits)
    .filter((visit) => visit.side === side)
    .map(({ outcome }) => outcome.evidence.traffic);
  if (visits.length === 0) return null;
  const totals = visits.map((traffic) => traffic.reduce((sum, { bytesDown }) => sum + bytesDown, 0));
  return { bytes: Math.round(median(totals)), isOfLargest: visits.some(({ length }) => length >= MOST_HOSTS) };
}
