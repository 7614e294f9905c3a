import type { Assignment } from './drawable.ts';
import type { ShiftedStatistic } from './randomisation.ts';

export interface BlockCell {
  readonly m: number;
  readonly y: number;
}

/** What each region had in each period of a block. */
export type Block = readonly (readonly BlockCell[])[];

/** Of one block: the weights h of its regions, and h times what differs. */
interface BlockSums {
  readonly h: number;
  readonly value: number;
  readonly effect: number;
  /** h times the mean of the treated. */
  readonly treated: number;
}

/**
 * The mean difference within blocks and regions as a function of the assignment, with the variance of its blocks' contributions,
 * times n/(n − 1). A region that has views of one arm only does not count.
 *
 * @param observed whose treated cells hold the effect
 * @returns with the mean of the treated, weighted as the difference is
 */
export function withinBlocks(
  blocks: readonly Block[],
  observed: Assignment,
): (assignment: Assignment) => ShiftedStatistic & { readonly treated: number } {
  const known = blocks.map(() => new Map<readonly boolean[], BlockSums>());
  return (assignment) =>
    combined(
      blocks.map((block, index) => {
        const arms = assignment[index] ?? [];
        const sums = known[index]?.get(arms) ?? sumsOf(block, arms, observed[index] ?? []);
        known[index]?.set(arms, sums);
        return sums;
      }),
    );
}

function combined(blocks: readonly BlockSums[]): ShiftedStatistic & { readonly treated: number } {
  const total = { h: 0, value: 0, effect: 0, treated: 0 };
  for (const block of blocks) {
    total.h += block.h;
    total.value += block.value;
    total.effect += block.effect;
    total.treated += block.treated;
  }
  const value = total.value / total.h;
  const effect = total.effect / total.h;
  const scatter = { vv: 0, ve: 0, ee: 0 };
  for (const block of blocks) {
    const v = (block.value - value * block.h) / total.h;
    const e = (block.effect - effect * block.h) / total.h;
    scatter.vv += v * v;
    scatter.ve += v * e;
    scatter.ee += e * e;
  }
  const growth = blocks.length / (blocks.length - 1);
  return {
    difference: [value, effect],
    variance: [growth * scatter.vv, growth * scatter.ve, growth * scatter.ee],
    treated: total.treated / total.h,
  };
}

function sumsOf(block: Block, arms: readonly boolean[], observed: readonly boolean[]): BlockSums {
  const sums = { h: 0, value: 0, effect: 0, treated: 0 };
  for (const region of block) {
    const [one, other] = [armOf(region, arms, observed, true), armOf(region, arms, observed, false)];
    if (one.m === 0 || other.m === 0) continue;
    const h = (one.m * other.m) / (one.m + other.m);
    sums.h += h;
    sums.value += h * (one.y / one.m - other.y / other.m);
    sums.effect += h * (one.effect / one.m - other.effect / other.m);
    sums.treated += (h * one.y) / one.m;
  }
  return sums;
}

function armOf(region: readonly BlockCell[], arms: readonly boolean[], observed: readonly boolean[], treated: boolean) {
  const sums = { m: 0, y: 0, effect: 0 };
  for (const [period, { m, y }] of region.entries()) {
    if (arms[period] !== treated) continue;
    sums.m += m;
    sums.y += y;
    sums.effect += observed[period] === true ? m : 0;
  }
  return sums;
}
