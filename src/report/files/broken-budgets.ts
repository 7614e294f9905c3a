import type { GateReport } from '../../model/report.ts';
import { groupRows } from '../rows/rows.ts';

/**
 * GitHub takes outputs of 1 MB per job. But the next step gets an output in an environment variable as a rule, and Linux
 * starts no process with one above 128 KiB (MAX_ARG_STRLEN, execve(2)).
 */
const LIMIT_BYTES = 100_000;

/** The broken blocking budgets as a JSON array of `route/condition/path`, in the order of the report. */
export interface BrokenBudgets {
  readonly json: string;
  /** How many the array has, of how many there are. */
  readonly shown: number;
  readonly all: number;
}

/** As many of them, from the first, as the limit has room for. */
export function brokenBudgets(report: GateReport, limitBytes = LIMIT_BYTES): BrokenBudgets {
  const rows = groupRows(report).broken.map(({ budget }) => `${budget.route}/${budget.condition}/${budget.path}`);
  const names = [...new Set(rows)];
  const shown = roomFor(names, limitBytes);
  return { json: JSON.stringify(names.slice(0, shown)), shown, all: names.length };
}

function roomFor(names: readonly string[], limitBytes: number): number {
  let bytes = '[]'.length;
  for (const [index, name] of names.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(name)) + (index === 0 ? 0 : ','.length);
    if (bytes > limitBytes) return index;
  }
  return names.length;
}
