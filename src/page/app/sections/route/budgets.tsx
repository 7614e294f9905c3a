import type { VNode } from 'preact';

import { nodeAt, parsePath } from '../../../../model/breakdown.ts';
import type { Comparison } from '../../../../model/comparison.ts';
import { isMetric, unitOf, type Unit } from '../../../../model/metric.ts';
import type { BudgetRow } from '../../../../model/verdict.ts';
import { change, estimate } from '../../../../report/words/format.ts';
import { pathPhrase } from '../../../../report/words/names.ts';
import { reasonSentence } from '../../../../report/words/reasons.ts';
import { Chart } from '../../parts/chart.tsx';
import { inWords } from '../../parts/in-words.ts';
import type { TableProps } from '../../parts/table.tsx';
import { Words } from '../../parts/words.tsx';
import { limitDrawing, limitsOn } from './limit-geometry.ts';
import { LimitPlot } from './limit-plot.tsx';
import { limitText, VerdictMark, verdictText } from './verdict-mark.tsx';

interface BudgetsProps {
  readonly rows: readonly BudgetRow[];
  readonly comparisons: readonly Comparison[];
}

/** Every budget of a route: the number that its limit holds, with its interval, beside 0 and the limit. */
export function Budgets({ rows, comparisons }: BudgetsProps): VNode | null {
  if (rows.length === 0) return null;
  return (
    <Chart caption="Budgets" numbers={() => tableOf(rows)}>
      <ul class="limits">
        {rows.map((row) => (
          <li key={`${row.path} ${row.kind}`}>
            <Limit row={row} comparisons={comparisons} />
          </li>
        ))}
      </ul>
    </Chart>
  );
}

function Limit({ row, comparisons }: { readonly row: BudgetRow; readonly comparisons: readonly Comparison[] }): VNode {
  const path = pathOf(row);
  const base = comparisons.find(({ metric }) => metric === path[0])?.base ?? null;
  const drawing = limitDrawing(row, base === null ? null : (nodeAt(base, path)?.value ?? 0));
  const label = `${inWords(pathPhrase(path))}: ${numberText(row)}, limit ${limitText(row)}, ${verdictText(row)}.`;
  return (
    <>
      <p>
        <VerdictMark row={row} />{' '}
        <strong>
          <Words phrase={pathPhrase(path)} />
        </strong>{' '}
        {row.value === null ? reasonSentence(row.reason) : numberText(row)}
      </p>
      {drawing !== null && <LimitPlot label={label} drawing={drawing} unit={unitOfRow(row)} kind={row.kind} />}
    </>
  );
}

function pathOf({ path }: BudgetRow): string[] {
  return parsePath(path) ?? [path];
}

function unitOfRow(row: BudgetRow): Unit {
  const [metric = ''] = pathOf(row);
  return isMetric(metric) ? unitOf(metric) : 'cost';
}

function numberText(row: BudgetRow): string {
  const { kind, value, low, high } = row;
  if (value === null) return '–';
  const format = kind === 'max' ? estimate : change;
  return format({ value, low, high }, unitOfRow(row), limitsOn([row], kind));
}

function tableOf(rows: readonly BudgetRow[]): TableProps {
  return {
    caption: 'Budgets',
    columns: ['Budget', 'Limit', 'Measured (95 %)', 'Verdict', 'Reason'],
    rows: rows.map((row) => [
      <Words key="path" phrase={pathPhrase(pathOf(row))} />,
      limitText(row),
      numberText(row),
      verdictText(row),
      <Words key="reason" phrase={[reasonSentence(row.reason)]} />,
    ]),
  };
}
