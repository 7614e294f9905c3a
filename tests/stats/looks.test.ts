import { describe, expect, test } from 'vitest';

import {
  atTolerance,
  firstPasses,
  JOINT,
  KINDS,
  levelsOf,
  MAXIMA,
  PROOF_LEVEL,
  proofLooks,
  scaled,
  sumOfLevels,
} from '../../bench/simulation/looks.ts';
import { sum } from '../../src/stats/numbers.ts';
import { chance } from '../support/share.ts';

// `npm run bench:calibrate-looks` does the same with 40,000.
const CAMPAIGNS = 4000;
const campaigns = atTolerance(CAMPAIGNS);
const cases = MAXIMA.flatMap((most) => KINDS.map((kind) => [kind, most] as const));

describe.each(cases)(
  'the %s levels of at most %i blocks, for a head that is slower by exactly the tolerance',
  (kind, most) => {
    const levels = levelsOf(most, kind);
    const anyAt = (scale: number): number => sum(firstPasses(campaigns, scaled(levels, scale), kind));

    test('are passed at some look no more often than they may be, and would be if they were a quarter higher', () => {
      expect(anyAt(1)).toBeLessThan(JOINT[kind] + chance(JOINT[kind], CAMPAIGNS));
      expect(anyAt(1.25)).toBeGreaterThan(JOINT[kind]);
    });

    test('give every look that has one something to decide', () => {
      const shares = firstPasses(campaigns, levels, kind).filter((_, index) => levels[index]?.level !== 0);
      expect(shares).toHaveLength(kind === 'pass' ? levels.length : levels.length - 1);
      for (const share of shares) expect(share).toBeGreaterThan(JOINT[kind] / 12);
    });
  },
);

test('the levels of the proof sum to exactly 1 %, and none of them is more precise than the sum can be', () => {
  const levels = proofLooks();
  expect(sumOfLevels(levels)).toBe(PROOF_LEVEL);
  for (const { level } of levels) expect(level * 10_000).toBeCloseTo(Math.round(level * 10_000), 9);
});
