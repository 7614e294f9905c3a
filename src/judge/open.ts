import type { Policy } from '../model/config.ts';
import type { BudgetRow } from '../model/verdict.ts';
import type { Waivers } from '../model/waiver.ts';
import { mayTurnWorse } from '../stats/futility.ts';
import type { DecisionRule } from '../stats/plan.ts';
import type { JudgedRow } from './campaign.ts';
import { waive } from './waive.ts';

interface Terms {
  readonly rule: DecisionRule;
  readonly policy: Policy;
  readonly waivers?: Waivers | undefined;
}

/** What decides whether more blocks are made for a budget. */
interface Standing {
  /** Whether later looks could still decide it. */
  readonly isOpen: boolean;
  /** Whether it blocks, or will once fresh blocks agree. */
  readonly isBroken: boolean;
  /** Whether it could still come to that, if it is open. */
  readonly mayBreak: () => boolean;
}

/**
 * The budgets for which a campaign takes more blocks. While no budget is broken, these are all that later looks could
 * decide. Once one is broken, or will be if fresh blocks agree, the only open question is whether another blocking
 * budget is broken as well. A budget that could only be kept or inconclusive is not waited for, unless an inconclusive
 * budget blocks. The simulation of the error rates asks this function as well.
 */
export function waitedFor<T extends Standing>(
  budgets: readonly T[],
  { inconclusiveBlocks }: { readonly inconclusiveBlocks: boolean },
): T[] {
  const open = budgets.filter((each) => each.isOpen);
  const isDecided = !inconclusiveBlocks && budgets.some((each) => each.isBroken);
  return isDecided ? open.filter((each) => each.mayBreak()) : open;
}

/**
 * The paths of the budgets that were judged and are waited for. One that only warns prolongs no campaign that has a budget
 * that blocks; where none does, the warnings are what it is measured for.
 */
export function openPaths(judged: readonly JudgedRow[], terms: Terms): string[] {
  const blocking = judged.filter((each) => each.isBlocking);
  const standings = (blocking.length === 0 ? judged : blocking).map((each) => ({
    path: each.row.path,
    isOpen: each.finding.open,
    isBroken: isBroken(each, terms),
    mayBreak: () => mayBreak(each, terms),
  }));
  const inconclusiveBlocks = terms.policy.onInconclusive === 'block';
  return waitedFor(standings, { inconclusiveBlocks }).map(({ path }) => path);
}

/** Whether it blocks, or will once fresh blocks agree; what a waiver allows does not. */
function isBroken({ row, finding }: JudgedRow, { waivers, policy }: Terms): boolean {
  const isRed = finding.verdict === 'fail' || finding.confirmation === 'pending' || finding.confirmation === 'agreed';
  if (!isRed || finding.enforce !== 'block' || finding.open) return false;
  const red: BudgetRow = { ...row, verdict: 'fail', reason: 'worse' };
  return waivers === undefined || waive(red, waivers, policy).verdict === 'fail';
}

function mayBreak({ finding }: JudgedRow, { rule }: Terms): boolean {
  if (finding.enforce !== 'block') return false;
  // Visits of head that fail may turn out to be beyond chance, whatever the numbers of those that do not fail.
  return finding.reason === 'flaky-on-head' || finding.decision === null || mayTurnWorse(finding.decision, rule);
}
