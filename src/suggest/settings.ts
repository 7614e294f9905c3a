import { rootTolerances } from '../compare/quantity.ts';
import { campaignMinutes, toleranceFraction, type CampaignNoise } from '../judge/calibration.ts';
import type { Budget } from '../model/budget.ts';
import { count } from '../report/words/format.ts';
import type { MaxBlocks } from '../stats/plan.ts';
import { percent } from './limits.ts';

/** A setting of the whole file. */
export interface SuggestedSetting {
  readonly key: 'max-blocks' | 'max-minutes';
  readonly value: number;
  readonly why: string;
}

const MOST_BLOCKS = 20;
/** A slower runner than this machine still finishes. */
const SLOWER = 1.25;
/** Of the schema. */
const MOST_MINUTES = 360;

interface Need {
  readonly blocks: MaxBlocks;
  readonly isEnough: boolean;
  readonly name: string;
  readonly tolerance: number;
}

/**
 * How many blocks the tolerances need, and how long they take.
 *
 * @param budgets those of each route once the suggestions are in the file
 */
export function suggestSettings(
  campaigns: readonly CampaignNoise[],
  budgets: ReadonlyMap<string, readonly Budget[]>,
): SuggestedSetting[] {
  const known = campaigns.filter(({ route, metrics }) => budgets.has(route) && metrics.length > 0);
  const needs = known.flatMap((campaign) => needsOf(campaign, budgets.get(campaign.route) ?? []));
  const most = needs.toSorted((one, other) => other.blocks - one.blocks)[0];
  if (most === undefined) return [];
  const minutes = known.reduce((sum, { visitMs }) => sum + campaignMinutes(most.blocks, visitMs), 0);
  return [
    { key: 'max-blocks', value: most.blocks, why: reasonOf(most) },
    {
      key: 'max-minutes',
      value: Math.min(MOST_MINUTES, Math.max(1, Math.ceil(minutes * SLOWER))),
      why: `${count(known.length, 'campaign')} of ${most.blocks} blocks take ${minutes.toFixed(1)} min on this machine, and a slower one gets a quarter more; a decided route stops earlier.`,
    },
  ];
}

function needsOf({ route, condition, metrics }: CampaignNoise, budgets: readonly Budget[]): Need[] {
  return metrics.flatMap(({ noise: { metric, level, certifiable } }) => {
    if (certifiable.length === 0 || !(level > 0)) return [];
    const tolerance = toleranceFraction(rootTolerances(metric, budgets), level);
    const enough = certifiable.find(({ fraction }) => fraction <= tolerance);
    const name = `${metric} of ${route} on ${condition}`;
    return [{ blocks: enough?.maxBlocks ?? MOST_BLOCKS, isEnough: enough !== undefined, name, tolerance }];
  });
}

function reasonOf({ blocks, isEnough, name, tolerance }: Need): string {
  return isEnough
    ? `${blocks} blocks clear an unchanged page of the tolerance of ${name} (${percent(tolerance)}), which needs most.`
    : `the noise of ${name} is too large for its tolerance (${percent(tolerance)}) even in ${blocks} blocks, so it will often be inconclusive.`;
}
