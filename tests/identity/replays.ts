import { typical, type Noise } from '../../bench/simulation/noise.ts';
import type { Side } from '../../src/model/deploy.ts';
import type { Replay } from '../../src/model/identity.ts';
import { blockOrder, seededRandom } from '../../src/stats/random.ts';

export interface SimulatedPage {
  /** What the responses take on each side, ms. */
  readonly base: readonly number[];
  readonly head: readonly number[];
  /** From the first request to the last answer; by default as long as the longest response. */
  readonly wallMs?: Readonly<Record<Side, number>>;
  readonly sums?: readonly (readonly number[])[];
  readonly toleranceMs: number;
  readonly noise?: Noise;
  readonly blocks?: number;
}

/** The times of a page whose responses take so long, with noise of their own each. */
export function simulatedReplay(
  seed: string,
  { noise = typical, sums = [], toleranceMs, blocks = 12, wallMs, ...sides }: SimulatedPage,
): Replay {
  const random = seededRandom('replay', seed);
  const noises = sides.base.map(() => noise(random));
  let visit = -1;
  const passOf = (side: Side) => {
    visit += 1;
    const times = sides[side].map((ms, at) => noises[at]?.(ms, visit) ?? ms);
    return { side, times, wallMs: wallMs?.[side] ?? Math.max(...times) };
  };
  return {
    urls: sides.base.map((_, at) => `/${at}`),
    sums: sums.map((sum) => [...sum]),
    toleranceMs,
    blocks: Array.from({ length: blocks }, () => blockOrder(random).map(passOf)),
  };
}
