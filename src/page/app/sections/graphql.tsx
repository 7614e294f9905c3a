import type { VNode } from 'preact';

import type { Comparison } from '../../../model/comparison.ts';
import { change, count, quantity } from '../../../report/words/format.ts';
import { metricName, placePhrase } from '../../../report/words/names.ts';
import { inWords } from '../parts/in-words.ts';
import { Table } from '../parts/table.tsx';
import { Words } from '../parts/words.tsx';
import { Icicle } from './icicle.tsx';
import type { SectionProps } from './registry.ts';

/** Drawings that a reader looks at one by one. */
const MOST_DRAWN = 10;

/** What operations, subgraphs and the operations of routes cost on both sides: those that changed, and what these are made of. */
export function GraphqlSection({ data: { report } }: SectionProps): VNode {
  const costs = report.result.comparisons.filter(({ unit }) => unit === 'cost');
  const changed = costs.filter(({ difference }) => difference === null || difference.value !== 0);
  const drawn = changed.filter(({ head }) => head.parts.length > 0).slice(0, MOST_DRAWN);
  return (
    <>
      {changed.length < costs.length && <p>{count(costs.length - changed.length, 'cost')} did not change.</p>}
      {changed.length > 0 && <CostTable costs={changed} />}
      {drawn.map((cost) => (
        <Sides key={JSON.stringify([cost.route, cost.condition, cost.metric])} cost={cost} />
      ))}
    </>
  );
}

function CostTable({ costs }: { readonly costs: readonly Comparison[] }): VNode {
  const rows = costs.map((comparison) => {
    const { metric, base, head, difference } = comparison;
    return [
      <Words key="what" phrase={placePhrase(comparison, metric)} />,
      metricName(metric),
      base === null ? '–' : quantity(base.value, 'cost'),
      quantity(head.value, 'cost'),
      difference === null ? '–' : change(difference, 'cost'),
    ];
  });
  return <Table caption="Costs that changed" columns={['What', 'Cost', 'Base', 'Head', 'Change']} rows={rows} />;
}

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
