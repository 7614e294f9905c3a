import { describe, expect, test } from 'vitest';

import { failureStanding } from '../../src/stats/failures.ts';
import type { Plan } from '../../src/stats/plan.ts';
import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import type { Series } from '../../src/stats/series.ts';

const LOOKS: Plan = { kind: 'looks', maxBlocks: 15 };

/** Blocks in which so many first attempts of base and of head failed, the first ones. */
function failing(blocks: number, { head = 0, base = 0 }: { head?: number; base?: number }): Series {
  let left = { head, base };
  return Array.from({ length: blocks }, () =>
    (['base', 'head', 'head', 'base'] as const).map((side) => {
      const failed = left[side] > 0;
      if (failed) left = { ...left, [side]: left[side] - 1 };
      return { head: side === 'head', value: failed ? 1 : 0 };
    }),
  );
}

describe('at a look', () => {
  test.each<[string, Series, ReturnType<typeof failureStanding>]>([
    ['no failures matter', failing(3, {}), 'fewer-than-matter'],
    ['failures of base alone are nothing against head', failing(3, { base: 3 }), 'fewer-than-matter'],
    ['one of six visits to head may be a quarter of all', failing(3, { head: 1 }), 'open'],
    ['one of ten may be, too', failing(5, { head: 1 }), 'open'],
    ['one of sixteen is hardly a quarter', failing(8, { head: 1 }), 'fewer-than-matter'],
    ['all of ten visits to head are beyond chance', failing(5, { head: 10 }), 'worse-on-head'],
    ['half of both is told at the end of the campaign', failing(5, { head: 5, base: 4 }), 'open'],
  ])('%s', (_, failures, standing) => {
    expect(failureStanding(failures, LOOKS, false)).toBe(standing);
  });
});

describe('at the end', () => {
  test.each<[string, Series, ReturnType<typeof failureStanding>]>([
    [
      'four dropped blocks of a head that died between its two visits blame it',
      failing(12, { head: 7 }),
      'worse-on-head',
    ],
    ['five of thirty visits to head are neither few nor beyond chance', failing(15, { head: 5 }), 'unclear'],
    ['three are few', failing(15, { head: 3 }), 'fewer-than-matter'],
    ['more than a quarter of both cannot be measured', failing(8, { head: 8, base: 8 }), 'too-many-on-both'],
  ])('%s', (_, failures, standing) => {
    // As they come last in a campaign that ends by them.
    expect(failureStanding(failures.toReversed(), LOOKS, true)).toBe(standing);
  });

  test('a fixed number of blocks is one look, where one failure of ten is no more than chance', () => {
    const fixed: Plan = { kind: 'fixed', blocks: 5 };
    expect(failureStanding(failing(5, { head: 10 }), fixed, false)).toBe('open');
    expect(failureStanding(failing(5, { head: 10 }), fixed, true)).toBe('worse-on-head');
    expect(failureStanding(failing(5, { head: 1 }), fixed, true)).toBe('fewer-than-matter');
    expect(failureStanding(failing(5, { head: 3 }), fixed, true)).toBe('unclear');
  });
});

test('no attempts say nothing', () => {
  expect(failureStanding([], LOOKS, true)).toBe('fewer-than-matter');
});

/** Whether a campaign of which so many visits fail on each side blames head, at a look or at its end. */
function blames(rate: { head: number; base: number }, seed: string): boolean {
  const random = seededRandom(seed);
  const failures = Array.from({ length: 15 }, () =>
    blockOrder(random).map((side) => ({ head: side === 'head', value: random() < rate[side] ? 1 : 0 })),
  );
  return failureStanding(failures, LOOKS, true) === 'worse-on-head';
}

test.each([0.05, 0.15, 0.3, 0.5, 0.8])(
  'over all looks together head is blamed in at most 1 % of campaigns where %f of all visits fail on both sides',
  (rate) => {
    const runs = 1500;
    const blamed = Array.from({ length: runs }, (_, run) => blames({ head: rate, base: rate }, `null-${rate}-${run}`));
    // 1 % and three standard errors: what the level allows.
    expect(blamed.filter(Boolean).length).toBeLessThanOrEqual(runs * 0.01 + 3 * Math.sqrt(runs * 0.01));
  },
);

test('a head that fails in half of its visits is blamed nearly always', () => {
  const blamed = Array.from({ length: 300 }, (_, run) => blames({ head: 0.5, base: 0 }, `half-${run}`));
  expect(blamed.filter(Boolean).length).toBeGreaterThanOrEqual(297);
});
