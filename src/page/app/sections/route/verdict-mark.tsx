import type { VNode } from 'preact';

import type { BudgetRow } from '../../../../model/verdict.ts';
import { limit, tolerances } from '../../../../report/words/format.ts';
import { markOf } from '../../../data/marks.ts';

/** The limit of a budget and what became of it: `✕ +5 % and +50 ms: broken, confirmed`. */
export function VerdictMark({ row }: { readonly row: BudgetRow }): VNode {
  const { sign, tone } = markOf(row.verdict, row.enforce === 'warn');
  return (
    <span class="verdict-mark">
      <span class={`mark ${tone}`} aria-hidden="true">
        {sign}
      </span>
      {`${limitText(row)}: ${verdictText(row)}`}
    </span>
  );
}

/** `+5 % and +50 ms`, `2.5 s`: as declared. */
export function limitText({ kind, limit: limits }: BudgetRow): string {
  return kind === 'max' ? limits.map(limit).join(' and ') : tolerances(limits);
}

/** How sure it is stands beside what is broken. */
export function verdictText({ verdict, enforce, evidence }: BudgetRow): string {
  const { word } = markOf(verdict, enforce === 'warn');
  return evidence == null ? word : `${word}, ${evidence}`;
}
