import type { GateReport } from '../../model/report.ts';
import { fold } from './details.ts';
import { quantity } from '../words/format.ts';
import { htmlCode } from './markdown.ts';
import { forCampaign } from '../rows/campaign-index.ts';
import { treeTable } from './phase-table.ts';

/** The fold under what costs more: its cost by subgraph and response path. Empty if it has no costs. */
export function costFold(place: { readonly route: string; readonly condition: string }, report: GateReport): string {
  const comparisons = forCampaign(report.result.comparisons, place).filter(({ unit }) => unit === 'cost');
  if (comparisons.length === 0) return '';
  const whole = comparisons.map(({ metric, head }) => `${metric.replaceAll('-', ' ')} ${quantity(head.value, 'cost')}`);
  const title = `Numbers: ${subjectOf(place)}, ${whole.join(', ')}`;
  return fold(title, [treeTable(comparisons, null)]);
}

/** As in `names.ts`, in HTML. */
function subjectOf({ route, condition }: { readonly route: string; readonly condition: string }): string {
  const isKind = condition === 'operation' || condition === 'subgraph';
  return `${isKind ? condition : 'operations of'} ${htmlCode(route)}`;
}
