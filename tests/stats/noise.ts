import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import type { Random } from '../../src/stats/random.ts';
import type { Series } from '../../src/stats/series.ts';

/** STATS.md's mixes: independent and autocorrelated (ρ = .7) noise on the log scale, and outliers of 2–3 times. */
export interface Noise {
  readonly independent: number;
  readonly drifting: number;
  readonly outliers: number;
}

export const typical: Noise = { independent: 0.06, drifting: 0.06, outliers: 0.05 };
export const quiet: Noise = { independent: 0.03, drifting: 0.04, outliers: 0.03 };

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One campaign of `blocks` blocks around `level` ms, head slower by `change` (a fraction). */
export function simulate(
  seed: string,
  { blocks, level, change, noise }: { blocks: number; level: number; change: number; noise: Noise },
): Series {
  const random = seededRandom(seed);
  let drift = noise.drifting * normal(random);
  const visit = (head: boolean) => {
    drift = 0.7 * drift + Math.sqrt(1 - 0.7 ** 2) * noise.drifting * normal(random);
    const outlier = random() < noise.outliers ? 2 + random() : 1;
    const value = level * Math.exp(noise.independent * normal(random) + drift) * outlier * (head ? 1 + change : 1);
    return { head, value };
  };
  return Array.from({ length: blocks }, () => blockOrder(random).map((side) => visit(side === 'head')));
}

/** The share of `runs` simulations for which something holds. */
export function shareOf(runs: number, holds: (run: number) => boolean): number {
  return Array.from({ length: runs }, (_, run) => holds(run)).filter(Boolean).length / runs;
}
