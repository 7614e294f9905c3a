/** What a run says that it can see, put to the test: `src/stats/noise-floor.ts` and its constants. */
import { toleranceOf } from '../../src/compare/quantity.ts';
import { normalUpperQuantile } from '../../src/stats/distributions.ts';
import { noiseFloor, POWER_Z, type NoiseFloor } from '../../src/stats/noise-floor.ts';
import { sum } from '../../src/stats/numbers.ts';
import { blockPermutationTest } from '../../src/stats/permutation.ts';
import { looksOf, type DecisionRule } from '../../src/stats/plan.ts';
import { lastProofLook } from '../../src/stats/proof.ts';
import { mapSeries, type Series } from '../../src/stats/series.ts';
import { zeroScores } from '../../src/stats/views.ts';
import { simulate } from './campaign.ts';
import type { GatedNode } from './gate-run.ts';
import type { Noise } from './noise.ts';

/** What a node becomes by what an earlier campaign of it, unchanged, said that it can see. */
export type Claim = (node: GatedNode, earlier: Series, rule: DecisionRule) => GatedNode;

/** Head is slower by the smallest increase found in 80 % of runs. */
export const smallestFound: Claim = (node, earlier, rule) => ({
  ...node,
  head: node.base * (1 + floorOf(node, earlier, rule).minimumDetectable),
});

/** The tolerance is the smallest that an unchanged head is cleared of in 80 % of runs. */
export const certified: Claim = (node, earlier, rule) => {
  const percent = 100 * floorOf(node, earlier, rule).certifiableTolerance;
  return { ...node, budget: { ...node.budget, maxIncrease: [{ value: percent, unit: '%' }] } };
};

function floorOf({ base, budget }: GatedNode, earlier: Series, rule: DecisionRule): NoiseFloor {
  const thresholds = looksOf(rule).at(-1)?.thresholds;
  if (thresholds === undefined) throw new Error('a plan has looks');
  const tolerances = (budget.maxIncrease ?? []).map(toleranceOf);
  return noiseFloor(earlier, { change: 0, base, tolerances, thresholds, proof: lastProofLook(rule) });
}

const LEVEL_MS = 2000;

/**
 * The efficiency of the test of "slower at all": its 80 % power at a level is that of a normal mean of so many times
 * the visits, whose standard deviation is the σ that a run estimates.
 */
export function efficiency(
  noise: Noise,
  { blocks, level, campaigns }: { readonly blocks: number; readonly level: number; readonly campaigns: number },
): number {
  const series = Array.from({ length: campaigns }, (_, number) =>
    simulate(`efficiency ${number}`, { blocks, level: LEVEL_MS, change: 0, noise }),
  );
  const about = { change: 0, base: LEVEL_MS, tolerances: [NO_TOLERANCE], thresholds: NO_HURDLE, proof: null };
  const sigma = sum(series.map((each) => noiseFloor(each, about).sigma)) / campaigns;
  const needed = (normalUpperQuantile(level) + POWER_Z) * sigma * Math.sqrt(1 / blocks);
  return (needed / shiftOfPower(series, level, 8 * sigma)) ** 2;
}

const NO_TOLERANCE = { kind: 'relative', fraction: 0 } as const;
const NO_HURDLE = { zero: 0.5, tolerance: 0.5, pass: 0.5 };

/** The shift of head's logarithm that the test finds in 80 % of the campaigns. */
function shiftOfPower(series: readonly Series[], level: number, most: number): number {
  let [low, high] = [0, most];
  for (let round = 0; round < 12; round += 1) {
    const shift = (low + high) / 2;
    const found = series.filter((each) => isFound(each, shift, level)).length;
    if (found / series.length < 0.8) low = shift;
    else high = shift;
  }
  return (low + high) / 2;
}

function isFound(series: Series, shift: number, level: number): boolean {
  const slower = mapSeries(series, (value, head) => (head ? value * Math.exp(shift) : value));
  return blockPermutationTest(zeroScores(slower, { kind: 'time', step: 1 })).upper <= level;
}
