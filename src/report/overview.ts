import { SUM_TOLERANCE } from '../model/breakdown.ts';
import type { Comparison, Effect } from '../model/comparison.ts';
import type { GateReport } from '../model/report.ts';
import { change, percentChange, quantity } from './format.ts';
import { row } from './markdown.ts';
import { metricName, routePhrase } from './names.ts';
import { isResolved } from './phase.ts';
import { inMarkdown, type Phrase } from './phrase.ts';

const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  worse: 'worse',
  same: 'within tolerance',
  better: 'better',
  unclear: 'unclear',
};

/** Everything that was compared, one row per metric of a route. */
export function overviewTable({ result }: GateReport): string {
  const header = [
    '| Route | Metric | Base → head | Change [95 % interval] | Effect |',
    '| :-- | :-- | --: | --: | :-- |',
  ];
  return [...header, ...result.comparisons.map(overviewRow)].join('\n');
}

function overviewRow(comparison: Comparison): string {
  const { base, head, unit, metric, effect } = comparison;
  const before = base === null ? 'head' : `${quantity(base.value, unit)} →`;
  const values = `${before} ${quantity(head.value, unit)}`;
  const route = inMarkdown(routePhrase(comparison));
  return row([route, metricName(metric), values, movedBy(comparison), effect === null ? '–' : EFFECT_WORDS[effect]]);
}

/** `product` · mobile LCP +12 ms [−3, 27] (+1.1 %) */
export function comparisonPhrase(comparison: Comparison): Phrase {
  return [...routePhrase(comparison), ` ${metricName(comparison.metric)} ${movedBy(comparison)}`];
}

function movedBy({ difference, relative, unit }: Comparison): string {
  if (difference === null) return '–';
  const fraction = relative?.value ?? null;
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
