import type { VNode } from 'preact';

import { parsePath } from '../../../model/breakdown.ts';
import { isMetric, unitOf } from '../../../model/metric.ts';
import type { BudgetRow } from '../../../model/verdict.ts';
import { change, estimate, limit, tolerances } from '../../../report/words/format.ts';
import { pathPhrase } from '../../../report/words/names.ts';
import { reasonSentence } from '../../../report/words/reasons.ts';
import { markOf } from '../../data/marks.ts';
import { Table } from '../parts/table.tsx';
import { Words } from '../parts/words.tsx';

/** Every budget of a route: its limit, the number that the limit holds, and the verdict. */
export function BudgetsTable({ rows }: { readonly rows: readonly BudgetRow[] }): VNode {
  const cells = rows.map((row) => [
    <Words key="path" phrase={pathPhrase(parsePath(row.path) ?? [row.path])} />,
    row.kind === 'max' ? row.limit.map(limit).join(' and ') : tolerances(row.limit),
    numberText(row),
    <VerdictMark key="verdict" row={row} />,
    <Words key="reason" phrase={[reasonSentence(row.reason)]} />,
  ]);
  return <Table caption="Budgets" columns={['Budget', 'Limit', 'Measured (95 %)', 'Verdict', 'Reason']} rows={cells} />;
}

function numberText({ kind, path, value, low, high }: BudgetRow): string {
  if (value === null) return '–';
  const [metric = ''] = parsePath(path) ?? [];
  const unit = isMetric(metric) ? unitOf(metric) : 'cost';
  return kind === 'max' ? estimate({ value, low, high }, unit) : change({ value, low, high }, unit);
}

function VerdictMark({ row: { verdict, enforce } }: { readonly row: BudgetRow }): VNode {
  const { sign, word, tone } = markOf(verdict, enforce === 'warn');
  return (
    <>
      <span class={`mark ${tone}`} aria-hidden="true">
        {sign}
      </span>
      {word}
    </>
  );
}
