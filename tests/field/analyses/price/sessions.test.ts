import { describe, expect, test } from 'vitest';

import { moneyPerWeek } from '../../../../src/field/analyses/price/money.ts';
import { EXPOSURE, regress } from '../../../../src/field/analyses/price/regression.ts';
import {
  withCommonLevels,
  withVariedLevels,
  type SessionGroup,
} from '../../../../src/field/analyses/price/sessions.ts';
import { curveOf, rangeOf, withoutSlowest } from '../../../../src/field/analyses/price/waits.ts';
import { normal } from '../../../../src/field/synthetic/levels.ts';
import { seededRandom } from '../../../../src/stats/random.ts';

const group = (n: number, y: number, device: string, ms = 1000): SessionGroup => ({
  n,
  y,
  ms,
  otherMs: null,
  levels: { device },
});
const devicesOf = (groups: readonly SessionGroup[]): string[] => groups.map(({ levels }) => levels['device'] ?? '');

describe('levels of a covariate', () => {
  test('that are rare are one, which is a level of its own where it is not rare', () => {
    const groups = [group(1000, 200, 'a'), group(500, 100, 'b'), group(60, 12, 'c'), group(70, 14, 'd')];
    expect(devicesOf(withCommonLevels(groups, 'device'))).toEqual(['a', 'b', 'other', 'other']);
  });

  test('that are rare together join the most frequent one', () => {
    expect(
      devicesOf(withCommonLevels([group(1000, 200, 'a'), group(500, 100, 'b'), group(60, 12, 'c')], 'device')),
    ).toEqual(['a', 'b', 'a']);
  });

  test('are rare where few sessions are expected to convert, and not where none did against expectation', () => {
    const groups = [group(10_000, 100, 'a'), group(900, 0, 'b'), group(2000, 0, 'c')];
    expect(devicesOf(withCommonLevels(groups, 'device'))).toEqual(['a', 'a', 'c']);
  });

  test('that are more than 50 leave the 50 most frequent', () => {
    const groups = Array.from({ length: 60 }, (_, i) => group(1000 - i, 200, `level ${i}`));
    expect(new Set(devicesOf(withCommonLevels(groups, 'device'))).size).toBe(51);
  });

  test('whose outcomes are all equal say nothing to a control, also once others have gone', () => {
    const groups = [group(10, 0, 'a'), group(10, 10, 'b'), group(10, 5, 'c')];
    expect(devicesOf(withVariedLevels(groups, ['device']))).toEqual(['c']);
  });
});

describe('a regression', () => {
  test('finds the log odds per 100 ms, and names the covariates that it has', () => {
    const random = seededRandom('regression');
    const groups = Array.from({ length: 4000 }, (_, i) => {
      const ms = 1000 + 400 * Math.abs(normal(random));
      const odds = Math.exp(-1 - 0.05 * (ms / 100 - 10) + (i % 2));
      return group(1, random() < odds / (1 + odds) ? 1 : 0, i % 2 === 0 ? 'a' : 'b', ms);
    });
    const found = regress(groups, ['device', 'country'], 'lcp');
    if (found.kind !== 'fitted') throw new Error(found.kind);
    expect(found.controls).toEqual(['device']);
    expect(found.estimate.low).toBeLessThan(-0.05);
    expect(found.estimate.high).toBeGreaterThan(-0.05);
    expect(found.estimate.value).toBe(found.fit.beta[EXPOSURE]);
  });

  test('names the level that separates', () => {
    const groups = [
      group(200, 0, 'a', 900),
      group(200, 0, 'a', 1100),
      group(200, 90, 'b', 900),
      group(200, 110, 'b', 1100),
    ];
    expect(regress(groups, ['device'], 'lcp')).toEqual({ kind: 'separated', columns: ['device = b'] });
  });
});

describe('what sessions waited', () => {
  const groups = Array.from({ length: 100 }, (_, i) => group(10, i % 10, 'a', 100 * i + 50));
  test('has a range from the 1st to the 99th percentile', () => {
    expect(rangeOf(groups, 100)).toEqual({ from: 50, to: 9850 });
    expect(rangeOf([], 100)).toBeNull();
  });

  test('has ten steps of as many sessions, each with its rate', () => {
    const curve = curveOf(groups, 100);
    expect(curve.map(({ sessions }) => sessions)).toEqual(Array.from({ length: 10 }, () => 100));
    expect(curve[0]).toMatchObject({ from: 0, to: 1000, conversions: 45, rate: 0.45 });
    expect(curve.every(({ low, rate, high }) => low < rate && rate < high)).toBe(true);
  });

  test('is looked at without the slowest 1 %, unless they cannot be told from the others', () => {
    expect(withoutSlowest(groups, 100)).toHaveLength(99);
    expect(withoutSlowest([group(90, 9, 'a', 50), group(10, 1, 'a', 150)], 100)).toBeNull();
  });
});

describe('money of a week', () => {
  const worth = { sessions: 100, cents: 500_000, squares: 100 * 5000 ** 2, events: 100, priced: 100, copies: 0 };
  test('is the change of conversions times what one is worth, with the error of both', () => {
    const change = { value: -0.001, se: 0.0005, low: -0.002, high: 0 };
    const alike = moneyPerWeek(change, worth, 28_000, 28);
    expect(alike?.low).toBeCloseTo(-0.00198 * 50 * 7000, -1);
    expect(((alike?.low ?? 0) + (alike?.high ?? 0)) / 2).toBeCloseTo(-350, 6);
    const spread = moneyPerWeek(
      { ...change, se: 0 },
      { ...worth, squares: 100 * (5000 ** 2 + 99 * 100 ** 2) },
      28_000,
      28,
    );
    // A standard error of 1.00 of what an order is worth, 2 %.
    expect((spread?.high ?? 0) - (spread?.low ?? 0)).toBeCloseTo(2 * 1.96 * 7, 2);
  });

  test('is not known without values', () => {
    const change = { value: -0.001, se: 0.0005, low: -0.002, high: 0 };
    expect(moneyPerWeek(change, { ...worth, priced: 0 }, 28_000, 28)).toBeNull();
    expect(moneyPerWeek(change, { ...worth, sessions: 1 }, 28_000, 28)).toBeNull();
  });
});
