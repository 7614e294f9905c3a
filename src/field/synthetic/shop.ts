import { seededRandom, type Random } from '../../stats/random.ts';
import { normal } from './levels.ts';

/** What is true of a shop that was made up. */
export interface ShopTruth {
  readonly seed: string;
  readonly sessions: number;
  /** Relative change of conversions with 100 ms more of LCP: −0.01. */
  readonly per100ms: number;
  /** How much a trait that no record has makes sessions slower, and keeps them from orders: 0 is not at all. */
  readonly hidden: number;
}

/** A session that lands on `product`. */
export interface ShopSession {
  readonly device: string;
  readonly connection: string;
  readonly country: string;
  readonly lcpMs: number;
  readonly isConverted: boolean;
  /** Whether it had an order before it landed. */
  readonly isEarlier: boolean;
  /** What the order is worth. */
  readonly value: number;
  /** LCP of a later page, ms; null where there is none. */
  readonly laterMs: number | null;
}

interface Level {
  readonly name: string;
  readonly share: number;
  /** LCP, and the rate of orders, as shares of the average. */
  readonly slower: number;
  readonly orders: number;
}

/** Who waits longer buys less anyway: without covariates this looks like a cost of waiting. */
const DEVICES: readonly Level[] = [
  { name: 'mobile', share: 0.6, slower: 1.3, orders: 0.7 },
  { name: 'desktop', share: 0.4, slower: 0.6, orders: 1.4 },
];
const COUNTRIES: readonly Level[] = [
  { name: 'BR', share: 0.3, slower: 1.4, orders: 0.6 },
  { name: 'DE', share: 0.4, slower: 0.8, orders: 1.2 },
  { name: 'US', share: 0.3, slower: 0.9, orders: 1.1 },
];
const CONNECTIONS: readonly Level[] = [
  { name: '4g', share: 0.8, slower: 0.95, orders: 1 },
  { name: '3g', share: 0.2, slower: 1.2, orders: 1 },
];

const LCP_MS = 2000;
/** Standard deviation of the logarithm of LCP within a group. */
const SPREAD = 0.45;
const ORDER_RATE = 0.08;
const EARLIER_RATE = 0.03;
/** Sessions that see another page after that. */
const LATER = 0.3;
/** More than a half would not be small enough for odds to change as rates do. */
const MOST_RATE = 0.5;

/** Sessions of a shop. The same truth gives the same sessions. */
export function* shopSessions({ seed, sessions, per100ms, hidden }: ShopTruth): Generator<ShopSession> {
  const random = seededRandom('shop', seed);
  const later = seededRandom('shop', seed, 'later');
  for (let index = 0; index < sessions; index += 1) {
    const device = levelOf(DEVICES, random);
    const country = levelOf(COUNTRIES, random);
    const connection = levelOf(CONNECTIONS, random);
    const levels = [device, country, connection];
    const trait = normal(random);
    const ofGroup = LCP_MS * product(levels.map((level) => level.slower)) * Math.exp(0.2 * hidden * trait);
    const lcpMs = Math.round(ofGroup * Math.exp(SPREAD * normal(random)));
    const laterMs = Math.round(ofGroup * Math.exp(SPREAD * normal(later)));
    const orders = product(levels.map((level) => level.orders)) * Math.exp(-hidden * trait);
    const waiting = (1 + per100ms) ** ((lcpMs - LCP_MS) / 100);
    yield {
      device: device.name,
      country: country.name,
      connection: connection.name,
      lcpMs,
      isConverted: random() < Math.min(MOST_RATE, ORDER_RATE * orders * waiting),
      isEarlier: random() < Math.min(MOST_RATE, EARLIER_RATE * orders),
      value: Math.round(5000 * Math.exp(0.5 * normal(random))) / 100,
      laterMs: later() < LATER ? laterMs : null,
    };
  }
}

function levelOf(levels: readonly Level[], random: Random): Level {
  let left = random();
  const found = levels.find(({ share }) => (left -= share) < 0) ?? levels.at(-1);
  if (found === undefined) throw new Error('there are levels');
  return found;
}

const product = (factors: readonly number[]): number => factors.reduce((all, factor) => all * factor, 1);
