import { normal } from '../../src/field/synthetic/levels.ts';
import { binomialCdf } from '../../src/stats/distributions.ts';
import { compareArms, sumsOf, type ClusterTotals } from '../../src/stats/experiments/arms.ts';
import { differenceInDifferences } from '../../src/stats/experiments/difference-in-differences.ts';
import type { Effect, Interval, Refused } from '../../src/stats/experiments/effect.ts';
import { switchback, type SwitchbackCell } from '../../src/stats/experiments/switchback.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';
import type { Held } from './coverage.ts';

/** A made-up experiment; `run` draws one whose treatment changes the outcome by `effect`. */
export interface Experiment {
  readonly name: string;
  readonly effect: number;
  /** So few assignments that an interval can only be wider than it need be. */
  readonly isCoarse?: boolean;
  /** Thousands of assignments in each run: it has half of the runs. */
  readonly isSlow?: boolean;
  readonly run: (random: Random, effect: number) => Found;
}

/** An interval, what it should hold, and the p-value of no effect. */
interface Found extends Pick<Interval, 'low' | 'high'> {
  readonly truth: number;
  readonly p: number;
}

export interface ExperimentCoverage extends Held {
  /** Of as many runs without an effect, those with p ≤ 5 %. */
  readonly falseEffects: number;
  /** Intervals that lack a bound, among those with an effect. */
  readonly unbounded: number;
}

export function experimentCoverage({ name, effect, run }: Experiment, runs: number): ExperimentCoverage {
  const random = seededRandom('experiment', name);
  const count = { held: 0, falseEffects: 0, unbounded: 0 };
  for (let each = 0; each < runs; each += 1) {
    const { low, high, truth } = run(random, effect);
    if ((low ?? -Infinity) <= truth && truth <= (high ?? Infinity)) count.held += 1;
    if (low === null || high === null) count.unbounded += 1;
    if (run(random, 0).p <= 0.05) count.falseEffects += 1;
  }
  return { runs, ...count };
}

/** Whether so many false effects would be seen in less than 1 of 1,000 simulations of a test that has 5 %: there are many rows. */
export function findsTooMuch({ falseEffects, runs }: ExperimentCoverage): boolean {
  return falseEffects > 0 && (binomialCdf(runs, 0.05)[falseEffects - 1] ?? 0) > 0.999;
}

export const EXPERIMENTS: readonly Experiment[] = [
  { name: 'A/B, 60 sessions, views in ms', effect: 100, run: (random, effect) => arms(random, effect, [30, 30]) },
  { name: 'A/B, 12 sessions', effect: 100, run: (random, effect) => arms(random, effect, [6, 6]) },
  { name: 'A/B, 8 sessions', effect: 100, isCoarse: true, run: (random, effect) => arms(random, effect, [4, 4]) },
  { name: 'A/B, 6 sessions', effect: 100, isCoarse: true, run: (random, effect) => arms(random, effect, [3, 3]) },
  {
    name: 'A/B, conversions of 3 %, relative',
    effect: 0.1,
    run: (random, effect) => conversions(random, effect, [3000, 3000]),
  },
  {
    name: 'holdback of 5 %, conversions, relative',
    effect: 0.1,
    run: (random, effect) => conversions(random, effect, [750, 14_250]),
  },
  { name: 'differences, 15 and 15 regions', effect: 2, run: (random, effect) => regions(random, effect, [15, 15]) },
  {
    name: 'differences, 15 and 15 regions, relative',
    effect: 2,
    run: (random, effect) => regions(random, effect, [15, 15], true),
  },
  {
    name: 'differences, 6 and 6 regions',
    effect: 2,
    isSlow: true,
    run: (random, effect) => regions(random, effect, [6, 6]),
  },
  {
    name: 'differences, 14 and 6 regions',
    effect: 2,
    isSlow: true,
    run: (random, effect) => regions(random, effect, [14, 6]),
  },
  {
    name: 'differences, 4 and 4 regions',
    effect: 2,
    isCoarse: true,
    run: (random, effect) => regions(random, effect, [4, 4]),
  },
  {
    name: 'differences, 3 and 2 regions',
    effect: 2,
    isCoarse: true,
    run: (random, effect) => regions(random, effect, [3, 2]),
  },
  {
    name: 'differences, 40 and 2 regions',
    effect: 2,
    isSlow: true,
    run: (random, effect) => regions(random, effect, [40, 2]),
  },
  {
    name: 'switchback, 14 pairs, all regions together',
    effect: 2,
    isSlow: true,
    run: (random, effect) => shifts(random, effect, { days: 14, order: 'pairs', together: true }),
  },
  {
    name: 'switchback, 14 pairs, 3 regions on their own',
    effect: 2,
    isSlow: true,
    run: (random, effect) => shifts(random, effect, { days: 14, order: 'pairs', together: false }),
  },
  {
    name: 'switchback, 14 days of 4 independent periods',
    effect: 2,
    isSlow: true,
    run: (random, effect) => shifts(random, effect, { days: 14, order: 'independent', together: true }),
  },
  {
    name: 'switchback, 6 pairs',
    effect: 2,
    isCoarse: true,
    run: (random, effect) => shifts(random, effect, { days: 6, order: 'pairs', together: true }),
  },
];

function found(result: Effect | Refused, truth: number, interval?: Interval | null): Found {
  if (result.refused !== null) throw new Error(`refused: ${result.refused}`);
  const { low, high } = interval ?? result.difference;
  return { low, high, truth, p: result.p };
}

/** Sessions of one to six views, which have half of their variance in common. */
function arms(random: Random, effect: number, sizes: readonly [number, number]): Found {
  const session = (mean: number): ClusterTotals => {
    const m = 1 + Math.floor(6 * random());
    const own = 200 * normal(random);
    return { m, y: sum(m, () => mean + own + 200 * normal(random)) };
  };
  return found(
    compared(sizes, (treated) => session(2000 + (treated ? effect : 0))),
    effect,
  );
}

/** Whether a session converts. */
function conversions(random: Random, effect: number, sizes: readonly [number, number]): Found {
  const result = compared(sizes, (treated) => ({ m: 1, y: random() < 0.03 * (treated ? 1 + effect : 1) ? 1 : 0 }));
  return found(result, effect, result.refused === null ? result.relative : null);
}

function compared(sizes: readonly [number, number], draw: (treated: boolean) => ClusterTotals): Effect | Refused {
  const [control, treated] = sizes.map((size, side) => {
    const clusters = Array.from({ length: size }, () => draw(side === 1));
    return { name: String(side), sums: sumsOf(clusters), clusters };
  });
  const [comparison] = control && treated ? compareArms(control, [treated], 'bench') : [];
  return comparison?.result ?? { refused: 'too-few-clusters' };
}

/** Regions of unequal traffic with levels, and changes of their own from week to week. */
function regions(random: Random, effect: number, sizes: readonly [number, number], isRelative = false): Found {
  const clusters = sizes.flatMap((size, side) =>
    Array.from({ length: size }, () => {
      const traffic = 200 * Math.exp(0.5 * normal(random));
      const level = 50 + 5 * normal(random);
      const week = (mean: number): ClusterTotals => {
        const m = Math.max(1, Math.round(traffic * (0.9 + 0.2 * random())));
        return { m, y: m * (level + mean + normal(random) + (5 * normal(random)) / Math.sqrt(m)) };
      };
      const treated = side === 1;
      return { treated, before: [week(0), week(1)], after: week(3 + (treated ? effect : 0)) };
    }),
  );
  const { effect: result } = differenceInDifferences(clusters, 'bench');
  // Without the treatment the treated would be at 53 on average.
  if (isRelative && result.refused === null) return found(result, effect / 53, result.relative);
  return found(result, effect);
}

interface Shifts {
  readonly days: number;
  readonly order: 'pairs' | 'independent';
  readonly together: boolean;
}

const REGIONS = ['north', 'middle', 'south'] as const;

/** Regions with a course of the day, and errors that carry over from one period to the next. */
function shifts(random: Random, effect: number, { days, order, together }: Shifts): Found {
  const perDay = order === 'pairs' ? 2 : 4;
  const drawn = Array.from({ length: days * perDay }, () => random() < 0.5);
  const cells = REGIONS.flatMap((region, index) => {
    let error = normal(random);
    const own = together ? drawn : drawn.map(() => random() < 0.5);
    return own.map((coin, period): SwitchbackCell => {
      error = 0.5 * error + Math.sqrt(0.75) * normal(random);
      const first = own[period - (period % perDay)] === true;
      const treated = order === 'independent' ? coin : period % 2 === 0 ? first : !first;
      const m = 50 + Math.floor(100 * random());
      const mean = 30 + 10 * index + 3 * Math.sin((2 * Math.PI * period) / 4) + error + (treated ? effect : 0);
      const block = String(Math.floor(period / perDay));
      return { region, block, period, treated, minutesIntoPeriod: 30, m, y: m * mean };
    });
  });
  return found(switchback(cells, { burnInMinutes: 15, together, seed: 'bench' }).effect, effect);
}

function sum(terms: number, of: () => number): number {
  let total = 0;
  for (let term = 0; term < terms; term += 1) total += of();
  return total;
}
