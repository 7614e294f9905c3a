import type { VNode } from 'preact';

import { nodeAt } from '../../../../model/breakdown.ts';
import type { Comparison } from '../../../../model/comparison.ts';
import type { Side } from '../../../../model/deploy.ts';
import type { BudgetRow } from '../../../../model/verdict.ts';
import { change, quantity } from '../../../../report/words/format.ts';
import { metricName, partName } from '../../../../report/words/names.ts';
import { State } from '../../parts/state.tsx';
import { Words } from '../../parts/words.tsx';
import './breakdown-table.css';
import { limitsOn } from './limit-geometry.ts';
import { DEEPEST } from './phase-geometry.ts';
import { PartKey } from './phase-bars.tsx';
import { keyOfRest, openAtFirst, rowsOf, type TreeRow } from './tree-rows.ts';
import { limitText, VerdictMark, verdictText } from './verdict-mark.tsx';

interface BreakdownTableProps {
  readonly comparison: Comparison;
  /** The budgets on nodes of this metric. */
  readonly budgets: readonly BudgetRow[];
  /** Whether the parts are of the same element on both sides. */
  readonly isComparable: boolean;
}

/** Every node of one metric: base, head, the change with its interval, the verdict. Parts unfold. */
export function BreakdownTable(props: BreakdownTableProps): VNode {
  return (
    <State initial={openAtFirst(props.comparison)}>
      {(open, setOpen) => (
        <OpenTable {...props} open={open}>
          {(key) => setOpen(toggled(open, key))}
        </OpenTable>
      )}
    </State>
  );
}

function toggled(open: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(open);
  if (!next.delete(key)) next.add(key);
  return next;
}

interface OpenTableProps extends BreakdownTableProps {
  readonly open: ReadonlySet<string>;
  /** Opens and closes a row. */
  readonly children: (key: string) => void;
}

function OpenTable({ comparison, budgets, isComparable, open, children: toggle }: OpenTableProps): VNode {
  const hasBase = comparison.base !== null;
  const caption = `${metricName(comparison.metric)} and its parts`;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table class="tree">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            {hasBase && <th scope="col">Base</th>}
            <th scope="col">Head</th>
            {hasBase && <th scope="col">Change (95 % interval)</th>}
            <th scope="col" class="words">
              Budget
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(comparison, open).map((row) => (
            <Row key={row.key} {...{ row, comparison, isComparable, hasBase }} budgets={budgetsAt(budgets, row)}>
              {toggle}
            </Row>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function budgetsAt(budgets: readonly BudgetRow[], { budgetPath }: TreeRow): BudgetRow[] {
  return budgets.filter(({ path }) => path === budgetPath);
}

interface RowProps extends BreakdownTableProps {
  readonly row: TreeRow;
  readonly hasBase: boolean;
  readonly children: (key: string) => void;
}

function Row({ row, comparison, budgets, isComparable, hasBase, children: toggle }: RowProps): VNode {
  const value = (side: Side): string => valueText(comparison, side, { row, budgets });
  return (
    <tr class={`depth-${Math.min(row.path.length, 4)}`}>
      <th scope="row">
        <PartName row={row} toggle={toggle} metric={comparison.metric} />
      </th>
      {hasBase && <td>{value('base')}</td>}
      <td>{value('head')}</td>
      {hasBase && (
        <td>{isComparable || row.path.length === 1 ? changeText(comparison, { row, budgets }) : 'another element'}</td>
      )}
      <td class="words">
        {budgets.map((budget) => (
          <div key={budget.kind}>
            <VerdictMark row={budget} />
            {`${limitText(budget)}: ${verdictText(budget)}`}
          </div>
        ))}
      </td>
    </tr>
  );
}

interface PartNameProps {
  readonly row: TreeRow;
  readonly metric: string;
  readonly toggle: (key: string) => void;
}

function PartName({ row: { path, key, phase, order, isOpen, hidden }, metric, toggle }: PartNameProps): VNode {
  const name = <Words phrase={[partName(path.at(-1) ?? '', metric)]} />;
  const depth = path.length - 1;
  const label = (
    <>
      {phase !== null && depth <= DEEPEST && <PartKey {...{ depth, phase, order }} />} {name}
    </>
  );
  if (isOpen === null) return <span class="leaf">{label}</span>;
  return (
    <>
      <button type="button" class="unfold" aria-expanded={isOpen} onClick={() => toggle(key)}>
        {label}
      </button>
      {hidden > 0 && (
        <button type="button" class="unfold" onClick={() => toggle(keyOfRest(key))}>
          and {hidden} smaller
        </button>
      )}
    </>
  );
}

interface Node {
  readonly row: TreeRow;
  readonly budgets: readonly BudgetRow[];
}

/** Of a node that a side does not have: 0. */
function valueText(comparison: Comparison, side: Side, { row: { path }, budgets }: Node): string {
  const tree = comparison[side];
  return tree === null ? '–' : quantity(nodeAt(tree, path)?.value ?? 0, comparison.unit, limitsOn(budgets, 'max'));
}

function changeText({ difference, unit }: Comparison, { row: { path }, budgets }: Node): string {
  const moved = difference === null ? undefined : nodeAt(difference, path);
  return moved === undefined ? '–' : change(moved, unit, limitsOn(budgets, 'max-increase'));
}
