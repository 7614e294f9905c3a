import type { Breakdown } from '../model/breakdown.ts';
import { leaf, sumOf } from '../model/breakdown.ts';
import type { Difference } from '../model/comparison.ts';
import { effect, fitEffect, fitLevel, levels } from '../stats/estimator.ts';
import type { Fit } from '../stats/estimator.ts';
import { sum } from '../stats/numbers.ts';
import type { SeriesNode } from './series-tree.ts';

export interface EstimatedTrees {
  readonly base: Breakdown;
  readonly head: Breakdown;
  /** head − base at every node, with its 95 % interval. */
  readonly difference: Difference;
}

/** Base, head and their difference at every node, from one fit of the whole metric. Throws below 3 blocks. */
export function estimateTrees(root: SeriesNode): EstimatedTrees {
  return estimateNode(fitEffect(root.series), root);
}

/** Head's level at every node, for a run without base. */
export function estimateHead(root: SeriesNode): Breakdown {
  return headNode(fitLevel(root.series), root);
}

/** The estimator is linear, so a node's estimate is the sum of its parts'; summing them keeps that exact in floats too. */
function estimateNode(fit: Fit, node: SeriesNode): EstimatedTrees {
  const parts = node.parts.map((part) => estimateNode(fit, part));
  const own = levels(fit, node.series);
  const base = withParts(
    node.id,
    own.base,
    parts.map((part) => part.base),
  );
  const head = withParts(
    node.id,
    own.head,
    parts.map((part) => part.head),
  );
  const differences = parts.map((part) => part.difference);
  const value = parts.length === 0 ? head.value - base.value : sum(differences.map((part) => part.value));
  const { low, high } = effect(fit, node.series);
  return { base, head, difference: { id: node.id, value, low, high, parts: differences } };
}

function headNode(fit: Fit, node: SeriesNode): Breakdown {
  const parts = node.parts.map((part) => headNode(fit, part));
  return withParts(node.id, levels(fit, node.series).head, parts);
}

function withParts(id: string, value: number, parts: readonly Breakdown[]): Breakdown {
  return parts.length === 0 ? leaf(id, value) : sumOf(id, parts);
}
