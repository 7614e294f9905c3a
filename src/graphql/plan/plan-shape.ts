import type { Fetch, PlanNode } from './read-plan.ts';

/** How many requests a plan makes, and how many times it waits for an answer before it can go on. */
export interface PlanSize {
  readonly fetches: number;
  readonly waves: number;
}

const NOTHING: PlanSize = { fetches: 0, waves: 0 };
const ONE: PlanSize = { fetches: 1, waves: 1 };

/** Of alternatives the larger counts; of a subscription its opening and one event. */
export function sizeOf(node: PlanNode): PlanSize {
  switch (node.kind) {
    case 'fetch':
      return ONE;
    case 'subscription':
      return after([ONE, node.rest === null ? NOTHING : sizeOf(node.rest)]);
    case 'sequence':
      return after(node.nodes.map(sizeOf));
    case 'parallel':
      return beside(node.nodes.map(sizeOf));
    case 'either':
    default:
      return either(node.nodes.map(sizeOf));
  }
}

function after(sizes: readonly PlanSize[]): PlanSize {
  return sizes.reduce((sum, size) => ({ fetches: sum.fetches + size.fetches, waves: sum.waves + size.waves }), NOTHING);
}

function beside(sizes: readonly PlanSize[]): PlanSize {
  return sizes.reduce(
    (sum, size) => ({ fetches: sum.fetches + size.fetches, waves: Math.max(sum.waves, size.waves) }),
    NOTHING,
  );
}

function either(sizes: readonly PlanSize[]): PlanSize {
  return sizes.reduce(
    (most, size) => ({ fetches: Math.max(most.fetches, size.fetches), waves: Math.max(most.waves, size.waves) }),
    NOTHING,
  );
}

/** What a plan costs in each subgraph. */
export type SubgraphCosts = ReadonlyMap<string, number>;

/**
 * What a plan's requests cost, by subgraph, as Apollo Router adds them up: of alternatives each subgraph's larger cost,
 * and of a subscription what opens it.
 */
export function costsOf(node: PlanNode, costOf: (fetch: Fetch) => number): SubgraphCosts {
  switch (node.kind) {
    case 'fetch':
      return new Map([[node.subgraph, costOf(node)]]);
    case 'subscription':
      return costsOf(node.primary, costOf);
    case 'sequence':
    case 'parallel':
      return merged(node.nodes, costOf, (one, other) => one + other);
    case 'either':
    default:
      return merged(node.nodes, costOf, Math.max);
  }
}

function merged(
  nodes: readonly PlanNode[],
  costOf: (fetch: Fetch) => number,
  merge: (one: number, other: number) => number,
): SubgraphCosts {
  const costs = new Map<string, number>();
  for (const node of nodes)
    for (const [subgraph, cost] of costsOf(node, costOf)) {
      const before = costs.get(subgraph);
      costs.set(subgraph, before === undefined ? cost : merge(before, cost));
    }
  return costs;
}
