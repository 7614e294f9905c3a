import type { Beacon } from '../../model/beacon.ts';
import { seededRandom, type Random } from '../../stats/random.ts';
import { normal } from './levels.ts';
import type { ShopOrder } from './shop-records.ts';

/** What is true of an experiment that was made up. */
export interface TrialTruth {
  readonly seed: string;
  /** How many land on `product`, evenly spread over the days. */
  readonly sessions: number;
  readonly days: number;
  /** The value of the flag `hero` for a session; null: it does not have the flag. */
  readonly assign: (landing: TrialLanding) => string | null;
  /** Whether a session is treated, where the flag does not say. */
  readonly isTreated: (landing: TrialLanding, value: string | null) => boolean;
  /** By how much of what it would be the rate of orders is changed by the treatment: 0.1 is +10 %. */
  readonly lift: number;
  /** Milliseconds that the treatment adds to LCP. */
  readonly addedMs: number;
}

interface TrialLanding {
  readonly atMs: number;
  readonly country: string;
  readonly random: Random;
}

const TRIAL_FROM_MS = Date.parse('2026-10-05T00:00:00.000Z');
/** With the rates of their orders as shares of the average. */
const COUNTRIES: readonly (readonly [country: string, orders: number])[] = [
  ['AT', 0.9],
  ['BE', 1.1],
  ['CH', 1.3],
  ['DE', 1],
  ['ES', 0.8],
  ['FR', 1],
  ['IT', 0.7],
  ['NL', 1.2],
];
const ORDER_RATE = 0.1;
const LCP_MS = 2000;
const SPREAD = 0.4;
const LOST = 0.05;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface DrawnTrial extends Pick<TrialTruth, 'seed' | 'sessions' | 'lift' | 'addedMs'> {
  readonly controlShare: number;
}

/** An A/B test or a holdback of four weeks: sessions that are not control are treated. */
export function drawnTrial({ controlShare, ...truth }: DrawnTrial): TrialTruth {
  return {
    ...truth,
    days: 28,
    assign: ({ random }) => (random() < controlShare ? 'control' : 'b'),
    isTreated: (_landing, value) => value === 'b',
  };
}

/** The records and the orders of an experiment. The same truth gives the same ones. */
export function trialRecords(truth: TrialTruth): { records: Beacon[]; orders: ShopOrder[] } {
  const random = seededRandom('trial', truth.seed);
  const sessions = Array.from({ length: truth.sessions }, (_, index) => sessionOf(truth, index, random));
  return {
    records: sessions.flatMap(({ records }) => records),
    orders: sessions.flatMap(({ orders }) => orders),
  };
}

function sessionOf(truth: TrialTruth, index: number, random: Random): { records: Beacon[]; orders: ShopOrder[] } {
  const atMs = TRIAL_FROM_MS + Math.floor(((index + random()) / truth.sessions) * truth.days * DAY_MS);
  const [country, orders] = COUNTRIES[Math.floor(random() * COUNTRIES.length)] ?? ['DE', 1];
  const landing = { atMs, country, random };
  const value = truth.assign(landing);
  const isTreated = truth.isTreated(landing, value);
  const session = `${truth.seed}-${index}`;
  const at = (minutes: number): string => new Date(atMs + minutes * MINUTE_MS).toISOString();
  const head = {
    v: 1 as const,
    view: `${session}-0`,
    session,
    t: at(0),
    sha: 'a1b2c3d4e5',
    route: 'product',
    device: random() < 0.65 ? 'mobile' : 'desktop',
    country,
    ...(value === null ? {} : { variant: { hero: value, price: 'a' } }),
  };
  const lcpMs = Math.round(LCP_MS * Math.exp(SPREAD * normal(random)) + (isTreated ? truth.addedMs : 0));
  const final = { ...head, type: 'final' as const, lcp: { id: 'lcp', value: lcpMs, parts: [] }, inp: null, cls: null };
  const isHeard = random() >= LOST;
  const isConverted = random() < ORDER_RATE * orders * (isTreated ? 1 + truth.lift : 1);
  const worth = Math.round(5000 * Math.exp(0.5 * normal(random))) / 100;
  return {
    records: [{ ...head, type: 'start' }, ...(isHeard ? [final] : [])],
    orders: isConverted ? [{ session, t: at(3), value: worth }] : [],
  };
}

/** Eight countries of which four are treated from the middle of the window on; the flag says so. */
export function groupedTrial(truth: Pick<TrialTruth, 'seed' | 'sessions' | 'lift' | 'addedMs'>): TrialTruth {
  const days = 28;
  const beginMs = TRIAL_FROM_MS + (days / 2) * DAY_MS;
  const isTreated = ({ atMs, country }: TrialLanding): boolean =>
    atMs >= beginMs && TREATED_COUNTRIES.includes(country);
  return { ...truth, days, assign: (landing) => (isTreated(landing) ? 'b' : 'control'), isTreated };
}

export const TREATED_COUNTRIES: readonly string[] = ['AT', 'CH', 'ES', 'NL'];

/** Of each two periods one is treated, which is drawn; all countries switch together. */
export function switchedTrial({
  periodHours,
  ...truth
}: Pick<TrialTruth, 'seed' | 'sessions' | 'lift' | 'addedMs'> & { readonly periodHours: number }): TrialTruth {
  const periodMs = periodHours * 3_600_000;
  const isTreated = ({ atMs }: TrialLanding): boolean => {
    const period = Math.floor(atMs / periodMs);
    const isSecond = seededRandom('block', truth.seed, String(Math.floor(period / 2)))() < 0.5;
    return period % 2 === (isSecond ? 1 : 0);
  };
  return { ...truth, days: 28, assign: (landing) => (isTreated(landing) ? 'b' : 'control'), isTreated };
}
