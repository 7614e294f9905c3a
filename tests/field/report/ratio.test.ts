import { expect, test } from 'vitest';

import type { RatioRow } from '../../../src/field/analyses/ratio.ts';
import { ratioMarkdown, ratioText } from '../../../src/field/report/ratio.ts';

const ROW: RatioRow = {
  route: 'product',
  condition: 'mobile',
  by: null,
  path: 'lcp',
  field: 4074,
  lab: 2000,
  ratio: 2.037,
  low: 1.9,
  high: 2.1,
  reason: null,
};
const NONE = { ratio: null, low: null, high: null };
const ROWS: readonly RatioRow[] = [
  ROW,
  { ...ROW, path: 'lcp.ttfb', low: null },
  { ...ROW, ...NONE, path: 'inp', lab: null, reason: 'no-lab' },
  { ...ROW, ...NONE, path: 'cls', condition: null, field: 0.25, lab: 0, reason: 'lab-zero' },
  { ...ROW, ...NONE, path: 'lcp.resource-load-delay', field: null, reason: 'no-field' },
];
const ABOUT = {
  scope: { from: '2026-10-04T11:00:00.000Z', to: '2026-11-01T11:00:00.000Z' },
  days: 28,
  by: null,
  sha: null,
  isEmpty: false,
};

test('a row has both values, and their ratio with its interval or why there is none', () => {
  expect(ratioText(ROWS, ABOUT)).toBe(`Page views of the 28 days up to 2026-11-01 11:00 UTC.

  route    condition  node                       field p75  lab mean  ratio (95 % interval)
  product  mobile     LCP                           4.07 s    2.00 s  2.04 (1.90 to 2.10)
  product  mobile     LCP › TTFB                    4.07 s    2.00 s  2.04
  product  mobile     INP                           4.07 s            none: the lab did not measure it
  product  not named  CLS                             0.25         0  none: the lab measured 0
  product  mobile     LCP › resource load delay               2.00 s  none: no page views have it
`);
});

test('Markdown has the same, with a column for slices', () => {
  const sliced = [
    { ...ROW, by: 'fresh' },
    { ...ROW, route: '|<img src=x>', low: null },
  ];
  expect(ratioMarkdown(sliced, { ...ABOUT, by: 'state' })).toBe(`## The field against the lab

Page views of the 28 days up to 2026-11-01 11:00 UTC.

| state | route | condition | node | field p75 | lab mean | ratio (95 % interval) |
| --- | --- | --- | --- | --- | --- | --- |
| \`fresh\` | \`product\` | \`mobile\` | \`LCP\` | \`4.07 s\` | \`2.00 s\` | \`2.04 (1.90 to 2.10)\` |
| \`unknown\` | \`\\|<img src=x>\` | \`mobile\` | \`LCP\` | \`4.07 s\` | \`2.00 s\` | \`2.04\` |
`);
});
