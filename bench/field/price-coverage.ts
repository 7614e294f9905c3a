import { normal } from '../../src/field/synthetic/levels.ts';
import {
  coefficientAt,
  robust,
  sessionMeat,
  type IntervalEstimate,
  type RobustFit,
} from '../../src/stats/clustered-covariance.ts';
import { fitLogistic, probabilityAt, type Cell } from '../../src/stats/logistic.ts';
import { averageMarginal } from '../../src/stats/marginal.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';
import type { Held } from './coverage.ts';

/** How often the intervals of a shop's price held the truth. */
export interface PriceCoverage {
  /** Runs without a regression, because no session of a country converted or the like. */
  readonly refused: number;
  readonly coefficient: Held;
  /** The relative change of the sessions drawn, which is what the interval is of. */
  readonly relative: Held;
  /** The relative change of the shop itself, from which they were drawn. */
  readonly relativeOfShop: Held;
  /** The relative change of a regression on LCP alone. */
  readonly naive: Held;
}

interface Session {
  readonly lcp: number;
  readonly isMobile: boolean;
  readonly country: number;
  /** The linear predictor of its conversion. */
  readonly predictor: number;
}

const LCP_COLUMN = 1;
/** Log odds per millisecond: 100 ms take 3 % of the odds. */
const SLOPE = -3e-4;
const SHIFT_MS = 200;
const BUCKET_MS = 100;
/** Sessions that tell the truth of a shop. */
const MANY = 100_000;
/** Rich countries have fast networks and buy more: LCP by country, and the log odds of a conversion. */
const COUNTRIES = [
  { share: 0.5, factor: 1, odds: 0.3 },
  { share: 0.3, factor: 1.3, odds: -0.3 },
  { share: 0.2, factor: 1.7, odds: -0.8 },
] as const;

/**
 * Shops of so many sessions in which LCP depends on device and country and so does conversion, at some 3 %. LCP reaches the
 * regression in buckets of 100 ms.
 */
export function priceCoverage(sessions: number, runs: number): PriceCoverage {
  const random = seededRandom('price', String(sessions));
  const ofShop = relativeTruth(Array.from({ length: MANY }, () => sessionOf(random)));
  const held = { coefficient: 0, relative: 0, relativeOfShop: 0, naive: 0 };
  let refused = 0;
  for (let run = 0; run < runs; run += 1) {
    const drawn = Array.from({ length: sessions }, () => sessionOf(random));
    const isConverted = drawn.map(({ predictor }) => random() < probabilityAt(predictor));
    const controlled = fitTo(cellsOf(drawn, isConverted, CONTROLLED));
    const naive = fitTo(cellsOf(drawn, isConverted, NAIVE));
    if (controlled === null || naive === null) {
      refused += 1;
      continue;
    }
    const truth = relativeTruth(drawn);
    held.coefficient += holds(coefficientAt(controlled.fit, LCP_COLUMN), SLOPE) ? 1 : 0;
    held.relative += holds(relativeOf(controlled), truth) ? 1 : 0;
    held.relativeOfShop += holds(relativeOf(controlled), ofShop) ? 1 : 0;
    held.naive += holds(relativeOf(naive), truth) ? 1 : 0;
  }
  const of = (count: number): Held => ({ runs: runs - refused, held: count });
  return {
    refused,
    coefficient: of(held.coefficient),
    relative: of(held.relative),
    relativeOfShop: of(held.relativeOfShop),
    naive: of(held.naive),
  };
}

function sessionOf(random: Random): Session {
  const isMobile = random() < 0.6;
  const country = countryOf(random());
  const { factor, odds } = COUNTRIES[country] ?? COUNTRIES[0];
  const lcp = 1500 * factor * (isMobile ? 1.4 : 1) * Math.exp(0.4 * normal(random));
  return { lcp, isMobile, country, predictor: -2.4 + odds + (isMobile ? -0.5 : 0) + SLOPE * lcp };
}

function countryOf(uniform: number): number {
  let below = 0;
  return COUNTRIES.findIndex(({ share }) => {
    below += share;
    return uniform < below;
  });
}

/** The columns of a regression, and a number that is the same for sessions of the same columns. */
interface Design {
  readonly row: (session: Session) => number[];
  readonly key: (session: Session) => number;
}

const bucketOf = ({ lcp }: Session): number => Math.floor(lcp / BUCKET_MS);
const middleOf = (session: Session): number => (bucketOf(session) + 0.5) * BUCKET_MS;

const CONTROLLED: Design = {
  row: (session) => [
    1,
    middleOf(session),
    session.isMobile ? 1 : 0,
    ...[1, 2].map((at) => (session.country === at ? 1 : 0)),
  ],
  key: (session) => (bucketOf(session) * 2 + (session.isMobile ? 1 : 0)) * COUNTRIES.length + session.country,
};
const NAIVE: Design = { row: (session) => [1, middleOf(session)], key: bucketOf };

function cellsOf(drawn: readonly Session[], isConverted: readonly boolean[], { row, key }: Design): Cell[] {
  const cells = new Map<number, { x: Float64Array; n: number; y: number }>();
  for (const [index, session] of drawn.entries()) {
    const cell = cells.get(key(session)) ?? { x: Float64Array.from(row(session)), n: 0, y: 0 };
    cell.n += 1;
    cell.y += isConverted[index] === true ? 1 : 0;
    cells.set(key(session), cell);
  }
  return [...cells.values()];
}

interface Fitted {
  readonly fit: RobustFit;
  readonly cells: readonly Cell[];
}

function fitTo(cells: readonly Cell[]): Fitted | null {
  const result = fitLogistic(cells);
  return result.kind === 'fitted' ? { fit: robust(result.fit, sessionMeat(result.fit, cells)), cells } : null;
}

const relativeOf = ({ fit, cells }: Fitted): IntervalEstimate =>
  averageMarginal(fit, cells, LCP_COLUMN, SHIFT_MS).relative;

function relativeTruth(drawn: readonly Session[]): number {
  let [observed, shifted] = [0, 0];
  for (const { predictor } of drawn) {
    observed += probabilityAt(predictor);
    shifted += probabilityAt(predictor + SLOPE * SHIFT_MS);
  }
  return shifted / observed - 1;
}

const holds = ({ low, high }: IntervalEstimate, truth: number): boolean => low <= truth && truth <= high;
