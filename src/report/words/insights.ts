import type { Insight } from '../../model/report.ts';
import { quantity } from './format.ts';
import { joined, name, prose, type Phrase } from './phrase.ts';
import { shownUrl } from '../../text/shown-url.ts';

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
    .map(([acronym, ms]): Phrase => [`${quantity(ms, 'ms')} of `, prose(acronym)]);
  return each.length === 0 ? [] : [', could save ', ...joined(each, ' and ')];
}

/** Items are URLs or selectors. */
function shownItem(item: string, deployUrl: string | null): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(item) ? shownUrl(item, deployUrl) : item;
}
