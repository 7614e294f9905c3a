import type { VNode } from 'preact';

import { parsePath } from '../../../model/breakdown.ts';
import type { Comparison } from '../../../model/comparison.ts';
import type { CostCause } from '../../../model/graphql.ts';
import { keyOf } from '../../../model/place.ts';
import type { BudgetRow } from '../../../model/verdict.ts';
import { change, count, quantity, share, signed } from '../../../report/words/format.ts';
import { metricName, pathPhrase, placePhrase } from '../../../report/words/names.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { inWords } from '../parts/in-words.ts';
import { Table } from '../parts/table.tsx';
import { Words } from '../parts/words.tsx';
import { Icicle } from './icicle.tsx';
import type { SectionProps } from './registry.ts';
import { limitText, VerdictMark, verdictText } from './route/verdict-mark.tsx';

/** Drawings that a reader looks at one by one. */
const MOST_DRAWN = 10;

/** What operations, subgraphs and the operations of routes cost on both sides, against their budgets, and what these are made of. */
export function GraphqlSection({ data: { report } }: SectionProps): VNode {
  const { comparisons, budgets } = report.result;
  const costs = comparisons
    .filter(({ unit }) => unit === 'cost')
    .map((cost): BudgetedCost => ({ cost, rows: budgets.filter((row) => isOf(row, cost)) }));
  const shown = costs.filter(({ cost, rows }) => hasChanged(cost) || rows.length > 0);
  const drawn = shown.filter(({ cost: { head } }) => head.parts.length > 0).slice(0, MOST_DRAWN);
  const { causes = [], assumptions = [] } = report.graphql ?? {};
  return (
    <>
      {shown.length < costs.length && (
        <p>{count(costs.length - shown.length, 'cost')} without a budget did not change.</p>
      )}
      {shown.length > 0 && <CostTable costs={shown} />}
      {causes.map((cause) => (
        <Shares key={JSON.stringify([cause.route, cause.condition, cause.metric])} cause={cause} />
      ))}
      {drawn.map(({ cost }) => (
        <Sides key={JSON.stringify([cost.route, cost.condition, cost.metric])} cost={cost} />
      ))}
      {assumptions.length > 0 && (
        <>
          <h3>What these costs assume</h3>
          <ul>
            {assumptions.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface BudgetedCost {
  readonly cost: Comparison;
  /** The budgets on the whole cost and on parts of it. */
  readonly rows: readonly BudgetRow[];
}

function isOf(row: BudgetRow, cost: Comparison): boolean {
  return keyOf(row) === keyOf(cost) && parsePath(row.path)?.[0] === cost.metric && row.reason !== 'no-base';
}

function hasChanged({ difference }: Comparison): boolean {
  return difference === null || difference.value !== 0;
}

function CostTable({ costs }: { readonly costs: readonly BudgetedCost[] }): VNode {
  const rows = costs.map(({ cost, rows: budgets }) => {
    const { metric, base, head, difference } = cost;
    return [
      <Words key="what" phrase={placePhrase(cost, metric)} />,
      metricName(metric),
      base === null ? '–' : quantity(base.value, 'cost'),
      quantity(head.value, 'cost'),
      difference === null ? '–' : change(difference, 'cost'),
      budgets.map((row) => (
        <div key={`${row.path} ${row.kind}`}>
          <VerdictMark row={row} />
          {limitText(row)}
          {row.path !== metric && (
            <>
              {' on '}
              <Words phrase={pathPhrase((parsePath(row.path) ?? []).slice(1), metric)} />
            </>
          )}
          : {verdictText(row)}
        </div>
      )),
    ];
  });
  const columns = ['What', 'Cost', 'Base', 'Head', 'Change', 'Budgets'];
  return <Table caption="Costs that changed or have a budget" columns={columns} rows={rows} />;
}

/** What made a cost change, the largest share first. */
function Shares({ cause }: { readonly cause: CostCause }): VNode {
  const { metric, shares } = cause;
  const caption = `What changed the ${metricName(metric)} of ${inWords(placePhrase(cause, metric))}`;
  const rows = shares
    .slice(0, MOST_DRAWN)
    .map(({ amount, fraction, path, coordinate, by, subgraph, owner, ...at }) => [
      path ?? coordinate ?? BY[by],
      amount === null ? 'unbounded' : signed(amount, 'cost'),
      share(fraction),
      subgraph ?? '–',
      owner ?? '–',
      at.where ?? '–',
      at.commit === null ? '–' : `${shortSha(at.commit.sha)} ${at.commit.summary}`,
    ]);
  return (
    <Table caption={caption} columns={['By', 'Amount', 'Share', 'Subgraph', 'Owner', 'Line', 'Commit']} rows={rows} />
  );
}

const BY: Readonly<Record<CostCause['shares'][number]['by'], string>> = {
  document: 'the operation',
  schema: 'the schema',
  settings: 'the configuration',
  interaction: 'several changes together',
};

/** What a cost is made of on base and on head. */
function Sides({ cost }: { readonly cost: Comparison }): VNode {
  const what = `${inWords(placePhrase(cost, cost.metric))}, ${metricName(cost.metric)}`;
  return (
    <>
      {cost.base !== null && <Icicle caption={`${what} on base`} tree={cost.base} />}
      <Icicle caption={`${what} on head`} tree={cost.head} />
    </>
  );
}
