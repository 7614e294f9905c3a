import type { RunRecord } from '../model/record.ts';
import { looksOf, type Plan } from '../stats/plan.ts';
import { decisionOf } from './decision.ts';
import type { OutlinedRecord } from './outline.ts';

export type LookRecord = Extract<OutlinedRecord, { type: 'look' }>;
export type CampaignEnd = Extract<OutlinedRecord, { type: 'campaign' }>;

/**
 * Why a campaign cannot have ended as it says, as the end of a sentence about its visits; null if it can. Where its budgets
 * were decided, or its plan was at its end, it has a look at all of its blocks, and one at each number of blocks before at
 * which the plan has one: what is open after the last of them says whether it went on.
 *
 * @param complete its blocks
 */
export function misfitOf(
  run: RunRecord,
  { stopped }: CampaignEnd,
  looks: readonly LookRecord[],
  complete: number,
): string | null {
  if (stopped !== 'decided' && stopped !== 'maximum') return null;
  const last = looks.at(-1);
  if (last?.blocks !== complete) return `are ${complete} blocks, and its end lacks a look at all of them`;
  if (looks.slice(0, -1).some(({ open }) => open.length === 0)) return 'go on after a look that decided everything';
  if (stopped === 'decided' && last.open.length > 0)
    return 'end as if its budgets were decided, and its last look says that they were not';
  const counts = looks.map(({ blocks }) => blocks);
  return plannedLooks(run, counts).some((planned) => isBegun(planned, counts, stopped))
    ? null
    : 'were not looked at when its plan says';
}

function isBegun(planned: readonly number[], counts: readonly number[], stopped: 'decided' | 'maximum'): boolean {
  const isWhole = stopped === 'decided' || counts.length === planned.length;
  return isWhole && counts.every((blocks, index) => blocks === planned[index]);
}

const MAXIMA = [10, 15, 20] as const;

/**
 * The looks of the run's plan. Where samples were judged by a policy from elsewhere, they were made by the plan of another
 * one, which is not recorded: then those of all plans.
 */
function plannedLooks(run: RunRecord, counts: readonly number[]): number[][] {
  const own = [run.plan];
  const others: readonly Plan[] = [
    ...MAXIMA.map((maxBlocks) => ({ kind: 'looks' as const, maxBlocks })),
    ...counts.slice(0, 1).map((blocks) => ({ kind: 'fixed' as const, blocks })),
  ];
  const version = decisionOf(run);
  const plans: readonly Plan[] = run.policySource === undefined ? own : [...own, ...others];
  return plans.map((plan) => looksOf({ plan, alpha: run.alpha, comparisons: 1, version }).map(({ blocks }) => blocks));
}
