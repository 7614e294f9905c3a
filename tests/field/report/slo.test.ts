import { expect, test } from 'vitest';

import type { SloRow } from '../../../src/field/analyses/slo-row.ts';
import { sloText } from '../../../src/field/report/slo.ts';

const ABOUT = { scope: null, days: 28, isEmpty: true, by: null, sha: null };
const OF_PRODUCT = { route: 'product', condition: 'mobile', by: null, coverage: 1, percentile: 75, enforce: null };

/** The value with its interval, as the table shows them. */
function shown(path: string, value: number | null, low: number | null, high: number | null): string | undefined {
  const of = { p75: value, n: 9, sessions: 9, max: null, verdict: null };
  const row: SloRow = { ...OF_PRODUCT, ...of, path, value, low, high };
  const [, , , , line] = sloText([row], ABOUT).split('\n');
  return line?.trim().replace(/ +9 +9$/, '');
}

test.each([
  ['cls', 0.06, 0.058, 0.07, 'CLS   p75 0.060  between 0.058 and 0.070'],
  ['lcp', 9, 8, 11, 'LCP   p75 9 ms  between 8 and 11 ms'],
  ['lcp', 995, 980, 1010, 'LCP   p75 0.99 s  between 0.98 and 1.01 s'],
  ['lcp', 9.04, 8, null, 'LCP   p75 9.0 ms  at least 8.0 ms'],
  ['cls', 0.06, null, null, 'CLS   p75 0.06  unknown'],
  ['lcp', null, null, null, 'LCP   none'],
])('%s of %s is written as exactly as its bounds, %s and %s', (path, value, low, high, words) => {
  expect(shown(path, value, low, high)?.replaceAll(/ {3,}/g, '   ')).toBe(words);
});
