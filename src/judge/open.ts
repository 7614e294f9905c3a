import type { Policy } from '../model/config.ts';
import type { BudgetRow } from '../model/verdict.ts';
import type { Waivers } from '../model/waiver.ts';
import { mayTurnWorse } from '../stats/futility.ts';
import type { DecisionRule } from '../stats/plan.ts';
import type { Finding } from './finding.ts';
import { waive } from './waive.ts';

interface JudgedRow {
  readonly row: BudgetRow;
  readonly finding: Finding;
}

interface Terms {
  readonly rule: DecisionRule;
  readonly policy: Policy;
  readonly waivers?: Waivers | undefined;
}

/**
 * The budgets for which a campaign takes more blocks. While no budget is broken, these are all that later looks could
 * decide. Once one is broken, or will be if fresh blocks agree, the only open question is whether another blocking
 * budget is broken as well. A budget that could only be kept or inconclusive is not waited for, unless an inconclusive
 * budget blocks.
 */
export function openPaths(judged: readonly JudgedRow[], terms: Terms): string[] {
  const open = judged.filter(({ finding }) => finding.open);
  const isDecided = terms.policy.onInconclusive === 'pass' && judged.some((each) => isBroken(each, terms));
  const waitedFor = isDecided ? open.filter((each) => mayBreak(each, terms)) : open;
  return waitedFor.map(({ row }) => row.path);
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
