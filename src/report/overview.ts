import { SUM_TOLERANCE } from '../model/breakdown.ts';
import type { Comparison, Effect } from '../model/comparison.ts';
import type { GateReport } from '../model/report.ts';
import { change, percentChange, quantity } from './format.ts';
import { row } from './markdown.ts';
import { metricName, routePhrase } from './names.ts';
import { isResolved } from './phase.ts';
import { inMarkdown, type Phrase } from './phrase.ts';
import { itemsAt } from './places.ts';

const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  worse: 'worse',
  same: 'within tolerance',
  better: 'better',
  unclear: 'unclear',
};

/** Everything that was compared, one row per metric of a route. */
export function overviewTable(report: GateReport): string {
  const header = [
    '| Route | Metric | Base → head | Change [95 % interval] | Effect | Would have seen |',
    '| :-- | :-- | --: | --: | :-- | --: |',
  ];
  return [
    ...header,
    ...report.result.comparisons.filter(isWorthShowing).map((comparison) => overviewRow(comparison, report)),
  ].join('\n');
}

/** Costs that are as they were are of no interest beside thousands of others. */
function isWorthShowing({ unit, difference }: Comparison): boolean {
  return unit !== 'cost' || difference === null || difference.value !== 0;
}

function overviewRow(comparison: Comparison, report: GateReport): string {
  const { base, head, unit, metric, effect } = comparison;
  const before = base === null ? 'head' : `${quantity(base.value, unit)} →`;
  const values = `${before} ${quantity(head.value, unit)}`;
  const route = inMarkdown(routePhrase(comparison));
  const word = effect === null ? '–' : EFFECT_WORDS[effect];
  return row([route, metricName(metric), values, movedBy(comparison, report), word, reach(comparison, report)]);
}

/** The smallest increase of the whole metric that would have been found. */
function reach(comparison: Comparison, { routes }: GateReport): string {
  const [route] = itemsAt(routes, comparison);
  const smallest = route?.smallest.find(({ path }) => path === comparison.metric);
  return smallest === undefined ? '–' : `≥ ${quantity(smallest.value, comparison.unit)}`;
}

/** `product` · mobile LCP +12 ms [−3, 27] (+1.1 %) */
export function comparisonPhrase(comparison: Comparison, report: GateReport): Phrase {
  return [...routePhrase(comparison), ` ${metricName(comparison.metric)} ${movedBy(comparison, report)}`];
}

function movedBy(comparison: Comparison, { routes }: GateReport): string {
  const { difference, relative, unit, metric } = comparison;
  if (difference === null) return '–';
  const isPercentless = itemsAt(routes, comparison).some(({ percentless }) =>
    percentless.some((each) => each === metric),
  );
  const fraction = isPercentless ? null : (relative?.value ?? null);
  return (
    change(difference, unit) +
    (fraction === null || Math.abs(difference.value) <= SUM_TOLERANCE ? '' : ` (${percentChange(fraction)})`)
  );
}

export function improved({ result }: GateReport): Comparison[] {
  return result.comparisons.filter(({ effect }) => effect === 'better');
}

/** The comparisons that moved most: resolved changes first, then by relative size. */
export function largestChanges({ result }: GateReport, most: number): Comparison[] {
  return result.comparisons
    .filter(({ difference }) => difference !== null && Math.abs(difference.value) > SUM_TOLERANCE)
    .toSorted((one, other) => rank(other) - rank(one))
    .slice(0, most);
}

/** A resolved change outranks any unresolved one; relative changes are compared below that. */
function rank({ difference, relative }: Comparison): number {
  const size = Math.min(Math.abs(relative?.value ?? 0), 1e6);
  return size + (difference !== null && isResolved(difference) ? 1e9 : 0);
}
