import type { VNode } from 'preact';

import { change, quantity } from '../../../report/words/format.ts';
import { metricName, placePhrase } from '../../../report/words/names.ts';
import { Table } from '../parts/table.tsx';
import { Words } from '../parts/words.tsx';
import type { SectionProps } from './registry.ts';

/** What operations, subgraphs and the operations of routes cost on both sides. */
export function GraphqlSection({ data: { report } }: SectionProps): VNode {
  const costs = report.result.comparisons.filter(({ unit }) => unit === 'cost');
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
  return <Table caption="Costs" columns={['What', 'Cost', 'Base', 'Head', 'Change']} rows={rows} />;
}
