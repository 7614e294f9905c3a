import type { VNode } from 'preact';

import { nodeAt, parsePath } from '../../../../model/breakdown.ts';
import type { Budget } from '../../../../model/budget.ts';
import type { Comparison } from '../../../../model/comparison.ts';
import { isMetric, unitOf, type Unit } from '../../../../model/metric.ts';
import type { BudgetRow } from '../../../../model/verdict.ts';
import { change, estimate, percentile } from '../../../../report/words/format.ts';
import { pathPhrase } from '../../../../report/words/names.ts';
import type { Phrase } from '../../../../report/words/pieces.ts';
import type { Reasons } from '../../../data/page-data.ts';
import { Chart } from '../../parts/chart.tsx';
import { inWords } from '../../parts/in-words.ts';
import type { TableProps } from '../../parts/table.tsx';
import { Words } from '../../parts/words.tsx';
import { limitDrawing, limitsOn } from './limit-geometry.ts';
import { IntervalPlot, LimitLegend } from './interval-plot.tsx';
import { limitText, VerdictMark, verdictText } from './verdict-mark.tsx';

interface BudgetsProps {
  readonly rows: readonly BudgetRow[];
  /** Those of the route as they are declared. */
  readonly declared: readonly Budget[];
  readonly reasons: Reasons;
  readonly comparisons: readonly Comparison[];
}

/** Every budget of a route: the number that its limit holds, with its interval, beside 0 and the limit. */
export function Budgets({ rows, declared, reasons, comparisons }: BudgetsProps): VNode | null {
  if (rows.length === 0) return null;
  const titled = rows.map((row) => ({ row, title: titleOf(row, declared), reason: reasons[row.reason] ?? row.reason }));
  return (
    <Chart caption="Budgets" numbers={() => tableOf(titled)}>
      <ul class="limits">
        {titled.map(({ row, title, reason }) => (
          <li key={`${row.path} ${row.kind}`}>
            <Limit {...{ row, title, reason, comparisons }} />
          </li>
        ))}
      </ul>
      {rows.some(({ value }) => value !== null) && <LimitLegend />}
    </Chart>
  );
}

/** `LCP`; `LCP, 75th percentile` of an absolute limit. */
function titleOf(row: BudgetRow, declared: readonly Budget[]): Phrase {
  const path = pathPhrase(pathOf(row));
  if (row.kind === 'max-increase') return path;
  const budget = declared.find(({ path: declaredPath }) => declaredPath === row.path);
  return budget === undefined ? path : [...path, `, ${percentile(budget.percentile)}`];
}

interface TitledRow {
  readonly row: BudgetRow;
  readonly title: Phrase;
  readonly reason: string;
}

function Limit({ row, title, reason, comparisons }: TitledRow & Pick<BudgetsProps, 'comparisons'>): VNode {
  const path = pathOf(row);
  const base = comparisons.find(({ metric }) => metric === path[0])?.base ?? null;
  const drawing = limitDrawing(row, base === null ? null : (nodeAt(base, path)?.value ?? 0));
  const label = `${inWords(title)}: ${numberText(row)}, ${standingText(row)}.`;
  return (
    <>
      <p>
        <VerdictMark row={row} />
        <strong>
          <Words phrase={title} />
        </strong>{' '}
        {row.value === null ? '' : numberText(row)} <span class="soft">{standingText(row)}</span>
        {row.value === null && (
          <>
            {' ('}
            <Words phrase={[reason]} />)
          </>
        )}
      </p>
      {drawing !== null && (
        <IntervalPlot label={label} drawing={drawing} unit={unitOfRow(row)} isSigned={row.kind === 'max-increase'} />
      )}
    </>
  );
}

/** `limit +5 % and +50 ms: broken, confirmed` */
function standingText(row: BudgetRow): string {
  return `limit ${limitText(row)}: ${verdictText(row)}`;
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

function tableOf(rows: readonly TitledRow[]): TableProps {
  return {
    caption: 'Budgets',
    columns: ['Budget', 'Limit', 'Measured (95 %)', 'Verdict', 'Reason'],
    rows: rows.map(({ row, title, reason }) => [
      <Words key="title" phrase={title} />,
      limitText(row),
      numberText(row),
      verdictText(row),
      <Words key="reason" phrase={[reason]} />,
    ]),
  };
}
