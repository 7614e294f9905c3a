import { SUM_TOLERANCE } from '../../model/breakdown.ts';
import type { Comparison, Effect } from '../../model/comparison.ts';
import { isResolved } from '../../model/difference.ts';
import type { GateReport } from '../../model/report.ts';
import { change, changeAlone, percentChange, quantity } from '../words/format.ts';
import { row } from './markdown.ts';
import { metricName, placePhrase } from '../words/names.ts';
import { inMarkdown, type Phrase } from '../words/phrase.ts';
import { forCampaign } from '../rows/campaign-index.ts';

const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  worse: 'worse',
  same: 'within tolerance',
  better: 'better',
  unclear: 'unclear',
};

/** What the table of everything lists: costs that are as they were are of no interest beside thousands of others. */
export function listedComparisons({ result }: GateReport): Comparison[] {
  return result.comparisons.filter(
    ({ unit, difference }) => unit !== 'cost' || difference === null || difference.value !== 0,
  );
}

/** Everything that was compared, one row per metric of a route. */
export function overviewTable(report: GateReport): string {
  const header = ['| What | Base → head | Change (95 % interval) | Result |', '| :-- | --: | --: | :-- |'];
  return [...header, ...listedComparisons(report).map((comparison) => overviewRow(comparison, report))].join('\n');
}

function overviewRow(comparison: Comparison, report: GateReport): string {
  const { base, head, unit, metric, effect, difference } = comparison;
  const before = base === null ? 'head' : `${quantity(base.value, unit)} →`;
  const values = `${before} ${quantity(head.value, unit)}`;
  const what = inMarkdown([...placePhrase(comparison, metric), `, ${metricName(metric)}`]);
  const result = [effect === null ? '' : EFFECT_WORDS[effect], reach(comparison, report)].filter((text) => text !== '');
  const moved = difference === null ? '–' : change(difference, unit) + preceded(', ', percentOf(comparison));
  return row([what, values, moved, result.length === 0 ? '–' : result.join('; ')]);
}

/** The smallest increase of the whole metric that would have been detected. */
function reach(comparison: Comparison, { routes }: GateReport): string {
  const [route] = forCampaign(routes, comparison);
  const smallest = route?.minimumDetectable.find(({ path }) => path === comparison.metric);
  if (comparison.base === null || smallest === undefined) return '';
  return `${quantity(smallest.value, comparison.unit)} more would be detected`;
}

/** `product` on mobile: LCP +12 ms (+1.1 %) */
export function comparisonPhrase(comparison: Comparison): Phrase {
  const { metric, difference, unit } = comparison;
  const moved =
    difference === null ? '' : ` ${changeAlone(difference, unit)}${preceded(' (', percentOf(comparison), ')')}`;
  return [...placePhrase(comparison, metric), `: ${metricName(metric)}${moved}`];
}

/** `+1.1 %`: the ratio of the two values shown. A score has none. */
function percentOf({ base, head, difference, unit }: Comparison): string {
  if (base === null || difference === null || unit === 'score' || base.value <= 0) return '';
  const fraction = head.value / base.value - 1;
  if (!Number.isFinite(fraction) || Math.abs(difference.value) <= SUM_TOLERANCE) return '';
  return percentChange(fraction);
}

function preceded(before: string, text: string, after = ''): string {
  return text === '' ? '' : before + text + after;
}

export function improved({ result }: GateReport): Comparison[] {
  return result.comparisons.filter(({ effect }) => effect === 'better');
}

/** The comparisons that moved most: changes beyond noise first, then by relative size. */
export function largestChanges({ result }: GateReport, most: number): Comparison[] {
  return result.comparisons
    .filter(({ difference }) => difference !== null && Math.abs(difference.value) > SUM_TOLERANCE)
    .toSorted((one, other) => rank(other) - rank(one))
    .slice(0, most);
}

/** A change beyond noise outranks any other; relative changes are compared below that. */
function rank({ difference, relative }: Comparison): number {
  const size = Math.min(Math.abs(relative?.value ?? 0), 1e6);
  return size + (difference !== null && isResolved(difference) ? 1e9 : 0);
}
