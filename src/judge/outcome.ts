import type { Policy } from '../model/config.ts';
import { worst } from '../model/verdict.ts';
import type { BudgetRow, Verdict } from '../model/verdict.ts';

export interface RunOutcome {
  readonly verdict: Verdict;
  /** 1: a blocking budget is broken. 3: one could not be measured. */
  readonly exitCode: 0 | 1 | 3;
}

/** The worst of the blocking rows decides the run; the policy says which verdicts stop it. */
export function outcomeOf(rows: readonly BudgetRow[], policy: Policy, isComplete: boolean): RunOutcome {
  const verdicts = new Set(rows.filter((row) => row.enforce === 'block').map((row) => row.verdict));
  if (!isComplete) return { verdict: worst([...verdicts, 'unmeasured']), exitCode: 3 };
  return { verdict: worst(verdicts), exitCode: exitCodeOf(verdicts, policy) };
}

function exitCodeOf(verdicts: ReadonlySet<Verdict>, policy: Policy): 0 | 1 | 3 {
  if (verdicts.has('fail')) return 1;
  if (verdicts.has('inconclusive') && policy.onInconclusive === 'block') return 1;
  return verdicts.has('unmeasured') && policy.onUnmeasured === 'block' ? 3 : 0;
}
