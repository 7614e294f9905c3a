import { describe, expect, test } from 'vitest';

import { controlBefore } from '../../../../src/field/analyses/price/control.ts';
import {
  fitPrice,
  priceOf,
  type PriceFindings,
  type PriceSubject,
} from '../../../../src/field/analyses/price/price.ts';
import { shopCells } from '../../../../src/field/synthetic/shop-cells.ts';
import type { ShopTruth } from '../../../../src/field/synthetic/shop.ts';

const SUBJECT: PriceSubject = {
  route: 'product',
  condition: null,
  metric: 'lcp',
  stepMs: 100,
  days: 28,
  currency: 'EUR',
};
const SEEDS = ['a', 'b', 'c', 'd', 'e'];

function priced(truth: Omit<ShopTruth, 'sessions'>): PriceFindings {
  const landed = shopCells({ ...truth, sessions: 20_000 }, SUBJECT.stepMs);
  const answers = { landed, events: { events: 1000, refunds: 0 }, worth: null };
  return priceOf(SUBJECT, answers, fitPrice(SUBJECT, answers), controlBefore(landed.cells, 'lcp'));
}

const holds = (interval: { low: number; high: number } | null, value: number): boolean =>
  interval !== null && interval.low <= value && value <= interval.high;

describe('a shop whose truth is known', () => {
  test('has an interval that holds the cost of waiting, which a regression without covariates does not', () => {
    const found = SEEDS.map((seed) => priced({ seed, per100ms: -0.01, hidden: 0 }));
    expect(found.filter(({ per100ms }) => holds(per100ms, -0.01)).length).toBeGreaterThanOrEqual(SEEDS.length - 1);
    expect(found.filter(({ naive }) => holds(naive, -0.01))).toEqual([]);
    expect(found.filter(({ established }) => established).length).toBeGreaterThanOrEqual(SEEDS.length - 1);
  });

  test('has an interval over 0 where waiting costs nothing', () => {
    const found = SEEDS.map((seed) => priced({ seed, per100ms: 0, hidden: 0 }));
    expect(found.filter(({ coefficient }) => holds(coefficient, 0)).length).toBeGreaterThanOrEqual(SEEDS.length - 1);
    expect(found.every(({ naive }) => naive !== null && naive.high < 0)).toBe(true);
  });

  test('is refused by the negative control where a trait that nothing records does both', () => {
    const found = SEEDS.map((seed) => priced({ seed, per100ms: -0.01, hidden: 1 }));
    expect(found.map(({ reasonCode }) => reasonCode)).toEqual(SEEDS.map(() => 'negative-control'));
    expect(found.every(({ coefficient }) => coefficient !== null && coefficient.high < -0.02)).toBe(true);
  });
});
