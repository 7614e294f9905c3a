import { describe, expect, test } from 'vitest';

import { NOT_SHOWN, type NotShown, type RegressionPrice } from '../../../src/model/price.ts';
import { reportRow } from '../../../src/report/rows/rows.ts';
import { percentRange, ratio } from '../../../src/report/words/format.ts';
import { inMarkdown, inText } from '../../../src/report/words/phrase.ts';
import { priceNotices, pricePhrase } from '../../../src/report/words/price.ts';
import { usedPrice } from '../../support/prices.ts';
import { budgetRow, gateReport } from '../factories.ts';

function regression(over: Partial<RegressionPrice> = {}): RegressionPrice {
  const { file, kind, route, window, labToField } = usedPrice();
  const conversions = { low: -0.006, high: -0.002 };
  return {
    route,
    condition: 'mobile',
    path: 'lcp',
    file,
    kind,
    conversions,
    reason: null,
    window,
    labToField,
    ...over,
  };
}

function phraseOf(price: RegressionPrice) {
  const { result } = gateReport();
  const report = gateReport();
  const told = { ...report, result: { ...result, prices: [price] } };
  return pricePhrase(reportRow(told, budgetRow({ route: price.route })), told);
}

describe('the line', () => {
  test('is an interval with what it rests on', () => {
    expect(inMarkdown(phraseOf(regression()))).toBe(
      '≈ −0.6 to −0.2 % conversions on `product` at field traffic (association; 2026-10-20…11-19; lab→field 0.8 [0.7, 0.9])',
    );
  });

  test('says both years of a window over New Year, and effect where visitors were assigned at random', () => {
    const window = { from: '2026-12-20T00:00:00.000Z', to: '2027-01-18T23:00:00.000Z' };
    expect(inText(phraseOf(regression({ window, kind: 'effect' })))).toContain('(effect; 2026-12-20…2027-01-18; ');
  });

  test('quotes a name from outside', () => {
    const text = inMarkdown(phraseOf(regression({ route: '[a](https://evil.example) `@b`' })));
    expect(text).toContain('on `` [a](https://evil.example) `@b` `` at');
  });

  test('is empty where no price is shown', () => {
    expect(phraseOf(regression({ conversions: null, reason: 'stale' }))).toEqual([]);
    expect(phraseOf(regression({ condition: 'desktop' }))).toEqual([]);
  });
});

test.each([
  [{ low: -0.0062, high: -0.00218 }, '−0.6 to −0.2 %'],
  [{ low: -0.0062, high: -0.0002 }, '−0.6 to −0.02 %'],
  [{ low: -0.24, high: -0.11 }, '−24 to −11 %'],
  [{ low: -0.0061, high: -0.0058 }, '−0.61 to −0.58 %'],
])('the bounds %o are two numbers, neither of them 0: %s', (range, text) => {
  expect(percentRange(range)).toBe(text);
});

test.each([
  [{ value: 0.8, low: 0.7, high: 0.9 }, '0.8 [0.7, 0.9]'],
  [{ value: 0.84, low: 0.79, high: 0.89 }, '0.84 [0.79, 0.89]'],
  [{ value: 1.3, low: 1.3, high: 1.3 }, '1.3 [1.3, 1.3]'],
])('a ratio shows its interval: %o is %s', (of, text) => {
  expect(ratio(of)).toBe(text);
});

describe('a price that is not shown', () => {
  const LINES: Readonly<Record<NotShown, string>> = {
    'not-established': 'it is not established: The interval reaches 0.',
    stale: 'its page views end on 2026-11-19, more than 90 days before this run. Run vitals-gate field price again.',
    'no-lab-to-field':
      'it does not say what lab milliseconds are in the field. Give vitals-gate field price the samples of a run with --lab.',
    'out-of-range':
      'on mobile its milliseconds, in those of the field, are outside of what visitors waited: 400 to 4000 ms.',
    'price-reaches-zero': 'the interval of its coefficient reaches 0.',
    'change-reaches-zero': 'the interval of the change on mobile reaches 0.',
    'ratio-reaches-zero': 'the interval of its ratio of lab to field reaches 0.',
  };

  test.each(NOT_SHOWN)('because of %s has its reason', (reason) => {
    const read = [usedPrice({ reason: 'The interval reaches 0' })];
    expect(priceNotices([regression({ conversions: null, reason })], read)).toEqual([
      `The price of LCP on product (price.json) is not shown, because ${LINES[reason]}`,
    ]);
  });

  test('for the same reason under two conditions is said once', () => {
    const prices = ['mobile', 'desktop'].map((condition) =>
      regression({ condition, conversions: null, reason: 'stale' }),
    );
    expect(priceNotices(prices, [usedPrice()])).toHaveLength(1);
  });
});
