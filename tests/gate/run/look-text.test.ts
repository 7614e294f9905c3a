import { expect, test } from 'vitest';

import { lookText, type LookFacts } from '../../../src/gate/run/look-text.ts';

const FACTS: LookFacts = { visits: 14, open: ['lcp', 'cls'], visitMs: 2_500, toNext: 8, toLast: 48 };

test.each<[string, Partial<LookFacts>, string]>([
  [
    'what is open and how long that takes',
    {},
    '14 visits; still open: lcp, cls; next look in about 20 s, 2 min at most',
  ],
  ['one look, where it is the last', { toLast: 8 }, '14 visits; still open: lcp, cls; next look in about 20 s'],
  [
    'no time where there is no pace yet',
    { visitMs: null },
    '14 visits; still open: lcp, cls; next look after 8 more visits',
  ],
  ['nothing open', { open: [] }, '14 visits; everything is decided'],
  ['that no look is left', { toNext: null, toLast: 0 }, '14 visits; still open: lcp, cls; that was the last look'],
  [
    'seconds to the second below ten',
    { visitMs: 700, toLast: 8 },
    '14 visits; still open: lcp, cls; next look in about 6 s',
  ],
  [
    'minutes and seconds',
    { visitMs: 20_000, toLast: 8 },
    '14 visits; still open: lcp, cls; next look in about 2 min 40 s',
  ],
  [
    'the first five of many',
    { open: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], toLast: 8 },
    '14 visits; still open: a, b, c, d, e and 2 more; next look in about 20 s',
  ],
])('a look tells %s', (_, over, text) => {
  expect(lookText({ ...FACTS, ...over })).toBe(text);
});

test('five open budgets are all named, a sixth is counted, and a minute is one', () => {
  const about = { visits: 14, visitMs: 7500, toNext: 8, toLast: 8 };
  expect(lookText({ ...about, open: ['a', 'b', 'c', 'd', 'e'] })).toBe(
    '14 visits; still open: a, b, c, d, e; next look in about 1 min',
  );
  expect(lookText({ ...about, open: ['a', 'b', 'c', 'd', 'e', 'f'] })).toContain('a, b, c, d, e and 1 more;');
});
