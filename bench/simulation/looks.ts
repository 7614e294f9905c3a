import { blockPermutationTest, type Tails } from '../../src/stats/permutation.ts';
import { looksOf, type MaxBlocks } from '../../src/stats/plan.ts';
import { constantsOf } from '../../src/stats/versions.ts';
import { sum } from '../../src/stats/numbers.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { toleranceScores } from '../../src/stats/views.ts';
import { SimulatedCampaign } from './campaign.ts';
import { quiet, typical } from './noise.ts';

/** The two kinds of levels that are calibrated. */
export const KINDS = ['tolerance', 'pass'] as const;
export type Kind = (typeof KINDS)[number];

/** The tail of the test that is compared with a level. */
const TAIL = { tolerance: 'upper', pass: 'lower' } as const satisfies Record<Kind, keyof Tails>;

export const MAXIMA = [10, 15, 20] as const satisfies readonly MaxBlocks[];

/** With which probability a head that is slower by exactly the tolerance passes the level of some look, at most. */
export const JOINT: Readonly<Record<Kind, number>> = { tolerance: 0.2, pass: 0.2 };

const QUANTITY = { kind: 'time', step: 1 } as const;
const TOLERANCE = { kind: 'relative', fraction: 0.05 } as const;
const BASE_MS = 2000;
const BLOCKS = [...new Set(MAXIMA.flatMap((most) => levelsOf(most, 'tolerance').map(({ blocks }) => blocks)))];

/** The levels of a plan's looks. */
export type Levels = readonly { readonly blocks: number; readonly level: number }[];

/** A campaign at the tolerance: the tails of the test after each number of blocks that some plan looks at. */
export type AtTolerance = ReadonlyMap<number, Tails>;

/** The levels that the gate has. */
export function levelsOf(maxBlocks: MaxBlocks, kind: Kind): Levels {
  const looks = looksOf({ plan: { kind: 'looks', maxBlocks }, alpha: 1, comparisons: 1 });
  return looks.map(({ blocks, thresholds }) => ({ blocks, level: thresholds[kind] }));
}

/** Campaigns whose head is slower by exactly the tolerance, every other one with quiet noise. Seeded by their numbers. */
export function atTolerance(count: number): AtTolerance[] {
  return Array.from({ length: count }, (_, number) => {
    const noise = number % 2 === 0 ? quiet : typical;
    const truth = { base: BASE_MS, head: BASE_MS * (1 + TOLERANCE.fraction), noise };
    const campaign = new SimulatedCampaign(seededRandom('at the tolerance', String(number)), [truth]);
    return new Map(
      BLOCKS.map((blocks) => {
        const [series = []] = campaign.upTo(blocks);
        return [blocks, blockPermutationTest(toleranceScores(series, QUANTITY, TOLERANCE))];
      }),
    );
  });
}

/** For each look, the share of campaigns that pass its level and none before it. */
export function firstPasses(campaigns: readonly AtTolerance[], levels: Levels, kind: Kind): number[] {
  const counts = levels.map(() => 0);
  for (const campaign of campaigns) {
    const first = levels.findIndex(({ blocks, level }) => (campaign.get(blocks)?.[TAIL[kind]] ?? 1) <= level);
    if (first !== -1) counts[first] = (counts[first] ?? 0) + 1;
  }
  return counts.map((passed) => passed / campaigns.length);
}

/** The largest multiple of the levels that is passed at some look with no more than the probability `joint`. */
export function largestScale(campaigns: readonly AtTolerance[], levels: Levels, kind: Kind, joint: number): number {
  let low = 0;
  let high = 20;
  for (let round = 0; round < 20; round += 1) {
    const middle = (low + high) / 2;
    const passes = firstPasses(campaigns, scaled(levels, middle), kind);
    if (passes.reduce((total, share) => total + share, 0) <= joint) low = middle;
    else high = middle;
  }
  return low;
}

export function scaled(levels: Levels, by: number): Levels {
  return levels.map(({ blocks, level }) => ({ blocks, level: by * level }));
}

/** With which probability fresh blocks confirm a red that was chance, at most: the sum of the levels of the proof. */
export const PROOF_LEVEL = 0.01;

/** The levels that the gate's proof has. */
export function proofLooks(): Levels {
  return constantsOf().proof.looks;
}

/** The sum in ten-thousandths, which is exact for levels of four decimals. */
export function sumOfLevels(levels: Levels): number {
  const parts = levels.map(({ level }) => Math.round(10_000 * level));
  return sum(parts) / 10_000;
}
