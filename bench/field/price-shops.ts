import { controlBefore } from '../../src/field/analyses/price/control.ts';
import { fitPrice, priceOf, type PriceSubject } from '../../src/field/analyses/price/price.ts';
import { shopCells } from '../../src/field/synthetic/shop-cells.ts';
import type { ShopTruth } from '../../src/field/synthetic/shop.ts';

/** What was said of shops whose truth is known: numbers of shops. */
export interface LookedAt {
  /** The interval of the relative change holds the truth. */
  readonly held: number;
  /** The same interval without covariates. */
  readonly naiveHeld: number;
  readonly established: number;
  readonly refusedByControl: number;
}

const SESSIONS = 20_000;
const SUBJECT: PriceSubject = {
  route: 'product',
  condition: null,
  metric: 'lcp',
  stepMs: 100,
  days: 28,
  currency: null,
};

/** Prices so many shops of one truth, each with its own seed. */
export function lookAtShops(truth: Pick<ShopTruth, 'per100ms' | 'hidden'>, shops: number): LookedAt {
  const found = Array.from({ length: shops }, (_, shop) => {
    const landed = shopCells({ ...truth, seed: String(shop + 1), sessions: SESSIONS }, SUBJECT.stepMs);
    const answers = { landed, events: { events: SESSIONS, refunds: 0 }, worth: null };
    return priceOf(SUBJECT, answers, fitPrice(SUBJECT, answers), controlBefore(landed.cells, 'lcp'));
  });
  const holds = (interval: { low: number; high: number } | null): boolean =>
    interval !== null && interval.low <= truth.per100ms && truth.per100ms <= interval.high;
  return {
    held: found.filter(({ per100ms }) => holds(per100ms)).length,
    naiveHeld: found.filter(({ naive }) => holds(naive)).length,
    established: found.filter(({ established }) => established).length,
    refusedByControl: found.filter(({ reasonCode }) => reasonCode === 'negative-control').length,
  };
}
