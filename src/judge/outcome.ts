import type { Policy } from '../model/config.ts';
import { worst } from '../model/verdict.ts';
import type { BudgetRow, Verdict } from '../model/verdict.ts';

/** Whether the run is complete: `false` if it was interrupted. */
export type Completeness = boolean | 'shards-missing';

export interface RunOutcome {
  readonly verdict: Verdict;
  /** 1: a blocking budget is broken. 3: one could not be measured. */
  readonly exitCode: 0 | 1 | 3;
}

/**
 * The worst of the blocking rows decides the run; the policy says which verdicts stop it. Missing parts stop it
 * whatever the policy says, but a broken budget is worse. The same holds for parts that an interrupted run did not
 * reach; its inconclusive rows may only be unfinished.
 *
 * @param isMeasured whether anything was measured: a run that visited pages without measuring any does not pass, whatever
 * budgets it has
 */
export function outcomeOf(
  rows: readonly BudgetRow[],
  policy: Policy,
  completeness: Completeness,
  isMeasured = true,
): RunOutcome {
  const verdicts = new Set(rows.filter((row) => row.enforce === 'block').map((row) => row.verdict));
  if (!isMeasured) verdicts.add('unmeasured');
  if (completeness === true) return { verdict: worst(verdicts), exitCode: exitCodeOf(verdicts, policy) };
  const verdict = worst([...verdicts, 'unmeasured']);
  if (completeness === false) return { verdict, exitCode: verdicts.has('fail') ? 1 : 3 };
  return { verdict, exitCode: exitCodeOf(verdicts, policy) || 3 };
}

function exitCodeOf(verdicts: ReadonlySet<Verdict>, policy: Policy): 0 | 1 | 3 {
  if (verdicts.has('fail')) return 1;
  if (verdicts.has('inconclusive') && policy.onInconclusive === 'block') return 1;
  return verdicts.has('unmeasured') && policy.onUnmeasured === 'block' ? 3 : 0;
}
