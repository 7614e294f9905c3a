import { whatPhrase } from './cause.ts';
import { routePhrase } from './names.ts';
import { baseToHead, budgetText, changeText, reachText } from './numbers.ts';
import type { Phrase } from './phrase.ts';
import { reasonSentence } from './reasons.ts';
import type { ReportRow } from './rows.ts';

/** One budget row as a line: `product` · mobile: LCP, by resource load delay: 1.08 s → 1.49 s, +412 ms [398, 425], budget +50 ms. */
export function rowPhrase(row: ReportRow): Phrase {
  return [...routePhrase(row.budget), ': ', ...whatPhrase(row), ...numbers(row)];
}

function numbers(row: ReportRow): Phrase {
  if (row.comparison === null) return [`, budget ${budgetText(row)}`];
  const moved = row.difference === null ? '' : `, ${changeText(row)}`;
  return [` ${baseToHead(row)}${moved}, budget ${budgetText(row)}`];
}

/** The same of a budget that could not be decided: why not, and how small a change would have been seen. */
export function inconclusivePhrase(row: ReportRow): Phrase {
  const reach = reachText(row);
  return [...rowPhrase(row), `: ${reasonSentence(row.budget.reason)}`, ...(reach === '' ? [] : [`; ${reach}`])];
}
