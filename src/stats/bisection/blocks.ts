import type { Random } from '../random.ts';
import type { ArmBlock } from './arms.ts';
import type { Bracket } from './posterior.ts';

/** Whether a block has a visit on each of the arms. */
export function hasArms(block: ArmBlock, arms: readonly number[]): boolean {
  return arms.every((arm) => block.some((visit) => visit.arm === arm));
}

/** One text for each bracket, for sets. */
export function keyOf({ low, high }: Bracket): string {
  return `${low}-${high}`;
}

/** In an order drawn uniformly. */
export function shuffled(arms: readonly number[], random: Random): number[] {
  return arms
    .map((arm) => ({ arm, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ arm }) => arm);
}

/** Logarithms of the values, where noise grows with them. */
export function scaled(blocks: readonly ArmBlock[], relative: boolean): readonly ArmBlock[] {
  if (!relative) return blocks;
  return blocks.map((block) => block.map(({ arm, value }) => ({ arm, value: Math.log(value) })));
}

/** The arms between two ends that were visited together with both, in order. */
export function visitedBetween(blocks: readonly ArmBlock[], { low, high }: Bracket): number[] {
  const useful = blocks.filter((block) => hasArms(block, [low, high]));
  const arms = new Set(useful.flatMap((block) => block.map(({ arm }) => arm)));
  return [...arms].filter((arm) => arm > low && arm < high).toSorted((a, b) => a - b);
}
