import { keyOf } from '../../model/place.ts';
import type { ReportRow } from './rows.ts';

/** The budgets of one node that share a fate, its `max` and its `max-increase`: for a reader they are one finding. */
export interface BudgetFinding {
  /** That on the increase where there is one: it has the change. */
  readonly row: ReportRow;
  /** All of them, in the order of the report. */
  readonly rows: readonly ReportRow[];
}

/** A report of thousands of rows is asked for them again for every detail that is shed. */
const known = new WeakMap<readonly ReportRow[], readonly BudgetFinding[]>();

/** One finding per node, in the order in which their rows come. */
export function findingsOf(rows: readonly ReportRow[]): readonly BudgetFinding[] {
  const findings = known.get(rows) ?? grouped(rows);
  known.set(rows, findings);
  return findings;
}

function grouped(rows: readonly ReportRow[]): BudgetFinding[] {
  const groups = Map.groupBy(rows, ({ budget }) => JSON.stringify([keyOf(budget), budget.path]));
  return [...groups.values()].flatMap((group) => {
    const row = group.find(({ budget }) => budget.kind === 'max-increase') ?? group[0];
    return row === undefined ? [] : [{ row, rows: group }];
  });
}
