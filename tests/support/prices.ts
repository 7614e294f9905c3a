import type { Price, UsedPrice } from '../../src/model/price.ts';

/** A price as a run reads it: +100 ms are −1.8 to −0.6 % conversions. */
export function usedPrice(over: Partial<UsedPrice> = {}): UsedPrice {
  return {
    file: 'price.json',
    established: true,
    kind: 'association',
    reason: null,
    route: 'product',
    condition: null,
    metric: 'lcp',
    per100ms: { low: -0.018, high: -0.006 },
    range: { from: 400, to: 4000 },
    window: { from: '2026-10-20T00:00:00.000Z', to: '2026-11-19T12:00:00.000Z' },
    labToField: { value: 0.8, low: 0.7, high: 0.9 },
    ...over,
  };
}

/** The same as `field price` writes it. */
export function priceFile(over: Partial<Price> = {}): Price {
  const { file: _, ...used } = usedPrice();
  const coefficient = { value: -0.0125, low: -0.0188, high: -0.0062, se: 0.0032 };
  return {
    ...used,
    sessions: 40_000,
    users: 40_000,
    coefficient,
    money: null,
    controls: ['device'],
    negativeControl: { value: 0.0004, low: -0.003, high: 0.004 },
    uncontrolled: ['Visitors are counted by session.'],
    conversions: 1200,
    naive: coefficient,
    negativeControlKind: 'before-landing',
    coverage: { landings: 41_000, analysed: 40_000 },
    curve: [{ from: 400, to: 900, sessions: 4000, conversions: 130, rate: 0.0325, low: 0.027, high: 0.038 }],
    withoutSlowest: coefficient,
    states: { fresh: 30_000, stale: 9000, failed: 1000 },
    sql: ['SELECT 1'],
    writtenAt: '2026-11-20T03:00:00.000Z',
    ...over,
  };
}
