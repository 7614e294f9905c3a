import { parsePath } from '../../model/breakdown.ts';
import type { NotShown, RegressionPrice, UsedPrice } from '../../model/price.ts';
import type { GateReport } from '../../model/report.ts';
import { itemsAt } from '../rows/campaign-index.ts';
import type { ReportRow } from '../rows/rows.ts';
import { percentRange, ratio } from './format.ts';
import { pathPhrase } from './names.ts';
import { inText } from './phrase.ts';
import { name, type Phrase } from './pieces.ts';

/**
 * `≈ −0.6 to −0.2 % conversions on product at field traffic (association; 2026-10-20…11-19; lab→field 0.8 [0.7, 0.9])`: what
 * a confirmed regression costs. Empty if no price of it is shown.
 */
export function pricePhrase({ budget }: ReportRow, { result }: Pick<GateReport, 'result'>): Phrase {
  const [price] = itemsAt(result.prices ?? [], budget, 'path', budget.path);
  if (price === undefined) return [];
  const { conversions, window, labToField, kind } = price;
  if (conversions === null || window === null || labToField === null) return [];
  const of = `${kind}; ${daysText(window)}; lab→field ${ratio(labToField)}`;
  return [`≈ ${percentRange(conversions)} conversions on `, name(price.route), ` at field traffic (${of})`];
}

/** `2026-10-20…11-19`; the year twice if they differ. Days of UTC. */
function daysText({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  return `${first}…${first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last}`;
}

/** Why prices of confirmed regressions are not shown, one sentence each. */
export function priceNotices(prices: readonly RegressionPrice[], read: readonly UsedPrice[]): string[] {
  const notices = prices.flatMap((price) => {
    const source = read.find(({ file }) => file === price.file);
    if (price.reason === null || source === undefined) return [];
    const of = inText([...pathPhrase(parsePath(price.path) ?? [price.path]), ' on ', price.route]);
    return [`The price of ${of} (${price.file}) is not shown, because ${BECAUSE[price.reason](price, source)}`];
  });
  return [...new Set(notices)];
}

const BECAUSE: Readonly<Record<NotShown, (price: RegressionPrice, source: UsedPrice) => string>> = {
  'not-established': (_, { reason }) => `it is not established${reason === null ? '' : `: ${sentence(reason)}`}`,
  stale: ({ window }) =>
    `its page views end on ${window?.to.slice(0, 10) ?? ''}, more than 90 days before this run. Run vitals-gate field price again.`,
  'no-lab-to-field': () =>
    'it does not say what lab milliseconds are in the field. Give vitals-gate field price the samples of a run with --lab.',
  'out-of-range': ({ condition }, { range }) =>
    `on ${condition} its milliseconds, in those of the field, are outside of what visitors waited: ${range?.from ?? 0} to ${range?.to ?? 0} ms.`,
  'price-reaches-zero': () => 'the interval of its coefficient reaches 0.',
  'change-reaches-zero': ({ condition }) => `the interval of the change on ${condition} reaches 0.`,
  'ratio-reaches-zero': () => 'the interval of its ratio of lab to field reaches 0.',
};

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
