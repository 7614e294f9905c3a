import type { Insight } from '../model/report.ts';
import { signed } from './format.ts';
import { joined, name, prose, type Phrase } from './phrase.ts';
import { shownUrl } from './url.ts';

/**
 * Lighthouse 13's insight audits that speak of a metric or of one of its phases, most telling first; the others are
 * listed but never named as a cause.
 */
const TELLING: ReadonlyMap<string, readonly string[]> = new Map([
  ['lcp', ['lcp-discovery-insight', 'render-blocking-insight', 'document-latency-insight', 'image-delivery-insight']],
  ['ttfb', ['document-latency-insight']],
  ['resource-load-delay', ['lcp-discovery-insight', 'network-dependency-tree-insight', 'render-blocking-insight']],
  ['resource-load-duration', ['image-delivery-insight', 'cache-insight', 'modern-http-insight']],
  [
    'element-render-delay',
    ['render-blocking-insight', 'font-display-insight', 'forced-reflow-insight', 'dom-size-insight'],
  ],
  ['inp', ['inp-breakdown-insight', 'forced-reflow-insight', 'dom-size-insight', 'third-parties-insight']],
  ['cls', ['cls-culprits-insight', 'font-display-insight']],
]);

/** The insight that says most of a node (a metric's or a phase's id), or null. */
export function topInsight(id: string, insights: readonly Insight[]): Insight | null {
  for (const audit of TELLING.get(id) ?? []) {
    const found = insights.find((insight) => insight.id === audit);
    if (found !== undefined) return found;
  }
  return null;
}

/** One insight with Lighthouse's own words and numbers. */
export function insightPhrase(insight: Insight, deployUrl: string | null): Phrase {
  const sides = joined([...side('base', insight.base), ...side('head', insight.head)], ', ');
  const items = insight.items.map((item) => [name(shownItem(item, deployUrl))]);
  return [
    prose(insight.title),
    ...(sides.length === 0 ? [] : [' (', ...sides, ')']),
    ...savings(insight),
    ...(items.length === 0 ? [] : [': ', ...joined(items, ', ')]),
  ];
}

function side(label: string, said: string | null): Phrase[] {
  return said === null ? [] : [[`${label}: `, prose(said)]];
}

function savings({ savingsMs }: Insight): Phrase {
  const each = Object.entries(savingsMs)
    .filter(([, ms]) => ms > 0)
    .map(([acronym, ms]): Phrase => [prose(acronym), ` ${signed(-ms, 'ms')}`]);
  return each.length === 0 ? [] : [', estimated savings ', ...joined(each, ', ')];
}

/** Items are URLs or selectors. */
function shownItem(item: string, deployUrl: string | null): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(item) ? shownUrl(item, deployUrl) : item;
}
