import type { Breakdown } from '../model/breakdown.ts';
import { leaf } from '../model/breakdown.ts';
import { knownParts, partsAt } from '../model/metrics/index.ts';
import type { Series } from '../stats/series.ts';

/** A breakdown in which every node holds its value in every visit; the parts' values sum to the node's, visit by visit. */
export interface SeriesNode {
  readonly id: string;
  readonly series: Series;
  readonly parts: readonly SeriesNode[];
}

/** One visit's breakdown of a node; undefined if the visit has no such node, which counts 0. */
interface VisitNode {
  readonly head: boolean;
  readonly node: Breakdown | undefined;
}

/** What a visit does not split although others do. */
const REMAINDER = 'other';
/** Parts that say "the rest" stand last. */
const REMAINDERS: readonly string[] = [REMAINDER, 'unreported'];

/** Lines up the visits' breakdowns of one metric: the union of all parts at every level, a part a visit lacks is 0. */
export function alignVisits(
  blocks: readonly (readonly { readonly head: boolean; readonly breakdown: Breakdown }[])[],
  metric: string,
): SeriesNode {
  const visits = blocks.map((block) => block.map(({ head, breakdown }) => ({ head, node: breakdown })));
  const room = { nodes: Math.min(MOST_NODES, Math.floor(MOST_VALUES / visits.flat().length)) };
  return alignNode([metric], metric, visits, room);
}

/** Nodes of a whole tree, and their values in all visits: where visits have no part in common, the rest is not split. */
const MOST_NODES = 2000;
const MOST_VALUES = 10_000_000;

function alignNode(
  path: readonly string[],
  id: string,
  blocks: readonly (readonly VisitNode[])[],
  room: { nodes: number },
): SeriesNode {
  const partsOf = blocks.map((block) => block.map((visit) => ({ head: visit.head, parts: partsById(visit.node) })));
  const split = blocks.some((block) => block.some((visit) => visit.node !== undefined && visit.node.parts.length > 0));
  const all = split ? keptIds(partsOf) : [];
  const ids = all.length <= room.nodes ? all : [];
  room.nodes -= ids.length;
  const kept = new Set(ids);
  return {
    id,
    series: blocks.map((block) => block.map(({ head, node }) => ({ head, value: node?.value ?? 0 }))),
    parts: inOrder(path, ids).map((part) =>
      alignNode(
        [...path, part],
        part,
        partsOf.map((block) => block.map(({ head, parts }) => ({ head, node: partOf(parts, part, kept) }))),
        room,
      ),
    ),
  };
}

/** Parts of one node over all visits; the smallest of more are the remainder. */
const MOST_PARTS = 200;

/** The parts that are kept separate: all of them, or the largest over all visits, regardless of the side. */
function keptIds(partsOf: readonly (readonly { readonly parts: ReadonlyMap<string, Breakdown> }[])[]): string[] {
  const sizes = new Map<string, number>();
  for (const { parts } of partsOf.flat())
    for (const [id, { value }] of parts) sizes.set(id, (sizes.get(id) ?? 0) + Math.abs(value));
  if (sizes.size <= MOST_PARTS) return [...sizes.keys()];
  const largest = [...sizes].filter(([id]) => id !== REMAINDER).toSorted(([, one], [, other]) => other - one);
  return [...largest.slice(0, MOST_PARTS - 1).map(([id]) => id), REMAINDER];
}

/** A visit's part; the remainder includes the parts that are not kept. */
function partOf(parts: ReadonlyMap<string, Breakdown>, id: string, kept: ReadonlySet<string>): Breakdown | undefined {
  const own = parts.get(id);
  if (id !== REMAINDER) return own;
  const rest = [...parts.values()].filter((part) => !kept.has(part.id));
  if (rest.length === 0) return own;
  return leaf(
    REMAINDER,
    rest.reduce((sum, part) => sum + part.value, own?.value ?? 0),
  );
}

/** A visit's parts by id. What it has in one piece while others split it is a part of its own, so that sums stay exact. */
function partsById(node: Breakdown | undefined): Map<string, Breakdown> {
  const parts = new Map<string, Breakdown>();
  if (node === undefined) return parts;
  if (node.parts.length === 0 && node.value !== 0) parts.set(REMAINDER, leaf(REMAINDER, node.value));
  for (const part of node.parts) {
    const before = parts.get(part.id);
    parts.set(part.id, before === undefined ? part : merged(before, part));
  }
  return parts;
}

/** Two parts of one name are one part: an element that shifted twice, a script that ran twice. */
function merged(first: Breakdown, second: Breakdown): Breakdown {
  const split = first.parts.length > 0 || second.parts.length > 0;
  const parts = split
    ? [first, second].flatMap((part) => (part.parts.length > 0 ? part.parts : [leaf(REMAINDER, part.value)]))
    : [];
  return { id: first.id, value: first.value + second.value, parts };
}

/** The canonical order first, then by first appearance, remainders last. */
function inOrder(path: readonly string[], ids: readonly string[]): string[] {
  const canonical = knownParts(partsAt(path)).map(({ id }) => id);
  const rank = (id: string): number => {
    const index = canonical.indexOf(id);
    if (index >= 0) return index;
    return canonical.length + (REMAINDERS.includes(id) ? 1 : 0);
  };
  return ids.toSorted((a, b) => rank(a) - rank(b));
}
