import { pathPhrase, placePhrase } from './names.ts';
import { changeText, fromTo, intervalText, limitsText, reachText } from './row-numbers.ts';
import { strong, type Phrase } from './phrase.ts';
import { reasonSentence } from './reasons.ts';
import type { BudgetFinding } from '../rows/findings.ts';
import type { ReportRow } from '../rows/rows.ts';

/** `product` on mobile: LCP +412 ms (+38 %), from 1.08 s to 1.49 s, limit +50 ms */
export function findingPhrase({ row, rows }: BudgetFinding): Phrase {
  return [...titleOf(row), ...numbers(row, rows)];
}

/** The same with what a reader who skims should see set off. */
export function strongPhrase({ row, rows }: BudgetFinding): Phrase {
  return [strong(titleOf(row)), ...numbers(row, rows)];
}

/** `product` on mobile: LCP +412 ms (+38 %) */
export function titleOf(row: ReportRow): Phrase {
  const change = changeText(row);
  const metric = row.segments[0] ?? '';
  if (metric === 'composition') return [...placePhrase(row.budget, metric)];
  return [...placePhrase(row.budget, metric), ': ', ...pathPhrase(row.segments), change === '' ? '' : ` ${change}`];
}

function numbers(row: ReportRow, rows: readonly ReportRow[]): Phrase {
  const said = [fromTo(row), limitsText(rows)].filter((text) => text !== '');
  return said.length === 0 ? [] : [`, ${said.join(', ')}`];
}

/** The same of a warning: what only warns is not confirmed by fresh visits. */
export function warningPhrase(finding: BudgetFinding): Phrase {
  const isSuspected = finding.row.budget.evidence === 'suspected';
  return [...findingPhrase(finding), isSuspected ? ' (suspected: what only warns is not confirmed)' : ''];
}

/** One budget row as a line, for outputs that list budgets. */
export function rowPhrase(row: ReportRow): Phrase {
  return findingPhrase({ row, rows: [row] });
}

/** Why it could not be decided: where the number lies, which limit it may or may not exceed, and what would have been detected. */
export function undecidedPhrase(row: ReportRow): Phrase {
  const details = [intervalText(row), reachText(row)].filter((text) => text !== '');
  return [reasonSentence(row.budget.reason), details.length === 0 ? '' : `: ${details.join('; ')}`];
}
