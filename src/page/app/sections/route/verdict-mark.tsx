import type { VNode } from 'preact';

import type { BudgetRow } from '../../../../model/verdict.ts';
import { limit, tolerances } from '../../../../report/words/format.ts';
import { markOf } from '../../../data/marks.ts';

/** The sign of a budget's verdict; the word for it stands beside it. */
export function VerdictMark({ row: { verdict, enforce } }: { readonly row: BudgetRow }): VNode {
  const { sign, tone } = markOf(verdict, enforce === 'warn');
  return (
    <span class={`mark ${tone}`} aria-hidden="true">
      {sign}
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
