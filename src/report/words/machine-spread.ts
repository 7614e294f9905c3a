import type { MachineSpread } from '../../model/machine-spread.ts';
import { definitionOf, METRICS, type Metric } from '../../model/metric.ts';
import type { GatedRoute } from '../../model/route.ts';
import { inText } from './phrase.ts';
import { listed } from './pieces.ts';

const percents = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** By what absolute budgets allow for other machines, where the history has taught it of a metric that has one. */
export function spreadNotices(spread: MachineSpread | null, routes: readonly GatedRoute[]): string[] {
  if (spread === null) return [];
  const budgets = routes.flatMap((route) => route.budgets);
  const isHeldTo = (metric: Metric): boolean =>
    budgets.some((budget) => budget.metric === metric && budget.max !== null);
  const learnt = METRICS.flatMap((metric): string[] => {
    const share = spread.metrics[metric];
    return share === undefined || !isHeldTo(metric)
      ? []
      : [`${percents.format(100 * share)} % for ${definitionOf(metric).name}`];
  });
  if (learnt.length === 0) return [];
  const shares = inText(listed(learnt.map((each) => [each])));
  return [
    `Absolute budgets allow for the spread between machines: ${shares}, as ${spread.runs} runs of the history on ${spread.place} show (8 % by default).`,
  ];
}
