import { median, sum } from '../numbers.ts';
import { polish, scaleOf, type ArmBlock } from './arms.ts';

/** A stretch of the history by its two outer arms. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
}

/** The change happened in these stretches: in one, or half of it in each of two. */
export interface Explanation {
  readonly stretches: readonly Bracket[];
  readonly probability: number;
}

/** Degrees of freedom of the t distribution that the noise is taken for: outliers of any size count little. */
const TAIL = 3;
/** How likely two culprits are before anything was measured. */
const TWO = 0.01;

/**
 * How likely each explanation of the change between two ends is, where every commit was as likely as any other. `arms`
 * begins and ends with the ends; between them are the arms that were visited. Each block with both ends and an arm gives
 * y = arm − (low + high)/2: −d/2 before the change, +d/2 behind it, 0 between two halves of it; `d` is the median change
 * between the ends over all blocks. Blocks are on the scale on which the noise is even: logarithms for whole times.
 */
export function explain(blocks: readonly ArmBlock[], arms: readonly number[]): Explanation[] {
  const inner = levelLikelihoods(blocks, arms);
  const stretches = arms.slice(1).map((high, index): Bracket => ({ low: arms[index] ?? 0, high }));
  const all = (arms.at(-1) ?? 0) - (arms[0] ?? 0);
  const share = ({ low, high }: Bracket): number => (high - low) / all;
  const before = cumulated(inner.map(({ low }) => low));
  const between = cumulated(inner.map(({ half }) => half));
  const behind = cumulated(inner.map(({ high }) => high));
  const end = inner.length;
  // The first `i` inner arms lie before stretch i.
  const weighed = stretches.flatMap((one, i) => {
    const single = {
      stretches: [one],
      log: at(before, i) + at(behind, end) - at(behind, i) + Math.log((1 - TWO) * share(one)),
    };
    const pairs = stretches.slice(i + 1).map((other, step) => {
      const j = i + 1 + step;
      const log = at(before, i) + at(between, j) - at(between, i) + at(behind, end) - at(behind, j);
      return { stretches: [one, other], log: log + Math.log(TWO * 2 * share(one) * share(other)) };
    });
    return [single, ...pairs];
  });
  const largest = weighed.reduce((most, { log }) => Math.max(most, log), -Infinity);
  const total = sum(weighed.map(({ log }) => Math.exp(log - largest)));
  return weighed.map(({ stretches: of, log }) => ({ stretches: of, probability: Math.exp(log - largest) / total }));
}

/** How uncertain it is which part of the change an arm has: the variance of that part, 0…¼. */
export function uncertainty(explanations: readonly Explanation[], arm: number): number {
  let mean = 0;
  let square = 0;
  for (const { stretches, probability } of explanations) {
    const shares = stretches.map(({ low, high }) => Math.min(1, Math.max(0, (arm - low) / (high - low))));
    const size = 1 / shares.length;
    const expected = sum(shares) * size;
    mean += probability * expected;
    // Of the stretch that the arm lies in, the change is before it or behind it.
    square += probability * (expected ** 2 + sum(shares.map((below) => below * (1 - below))) * size ** 2);
  }
  return square - mean ** 2;
}

/** Σ of the first n, for n = 0, 1, … */
function cumulated(values: readonly number[]): number[] {
  let total = 0;
  return [0, ...values.map((value) => (total += value))];
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/** For each arm between the ends: how likely its visits are if it has none, half or all of the change. Logarithms. */
function levelLikelihoods(
  blocks: readonly ArmBlock[],
  arms: readonly number[],
): { low: number; half: number; high: number }[] {
  const ends: Bracket = { low: arms[0] ?? 0, high: arms.at(-1) ?? 0 };
  const change = median(blocks.flatMap((block) => differences(block, ends)));
  const scale = scaleOf(polish(blocks)) * Math.sqrt(1.5);
  return arms.slice(1, -1).map((arm) => {
    const offsets = blocks.flatMap((block) => offsetsOf(block, ends, arm));
    const likelihood = (centre: number): number => sum(offsets.map((offset) => logDensity((offset - centre) / scale)));
    return { low: likelihood(-change / 2), half: likelihood(0), high: likelihood(change / 2) };
  });
}

function offsetsOf(block: ArmBlock, { low, high }: Bracket, arm: number): number[] {
  const [own] = valuesOn(block, arm);
  const [fast] = valuesOn(block, low);
  const [slow] = valuesOn(block, high);
  return own === undefined || fast === undefined || slow === undefined ? [] : [own - (fast + slow) / 2];
}

/** All differences high − low between visits of one block. */
function differences(block: ArmBlock, { low, high }: Bracket): number[] {
  const fast = valuesOn(block, low);
  return valuesOn(block, high).flatMap((slow) => fast.map((quick) => slow - quick));
}

function valuesOn(block: ArmBlock, arm: number): number[] {
  return block.filter((visit) => visit.arm === arm).map(({ value }) => value);
}

/** Of Student's t, up to a constant. */
function logDensity(standardised: number): number {
  return (-(TAIL + 1) / 2) * Math.log(1 + standardised ** 2 / TAIL);
}
