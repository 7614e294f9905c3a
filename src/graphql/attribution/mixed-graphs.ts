import { GateError } from '../../errors.ts';
import { makeGraph, type Graph, type Subgraph } from '../graph/graph.ts';
import { composed } from '../graph/read-graph.ts';
import { changedCoordinates, withCoordinates } from './definitions.ts';

/** A part of the graph that a team changes: a subgraph, or the whole graph where it is one. */
export interface ChangedSubgraph {
  /** Null for a graph that is not composed here. */
  readonly name: string | null;
  /** Null if that side does not have it. */
  readonly base: Subgraph | null;
  readonly head: Subgraph | null;
  readonly coordinates: readonly string[];
}

/** Which changes are made: a subgraph's coordinates, or all of it. */
export type SubgraphChanges = ReadonlyMap<ChangedSubgraph, 'all' | ReadonlySet<string>>;

/** Compositions are the expensive part of an explanation; beyond these it stays coarser. */
const MOST_GRAPHS = 60;

/** Graphs between base and head, each made once. */
export class MixedGraphs {
  readonly changed: readonly ChangedSubgraph[];
  readonly #base: Graph;
  readonly #head: Graph;
  readonly #graphs = new Map<string, Graph | null>();

  constructor(base: Graph, head: Graph) {
    this.#base = base;
    this.#head = head;
    this.changed = changedSubgraphs(base, head);
  }

  /** Null if the mixture does not compose. */
  with(made: SubgraphChanges): Graph | null {
    const key = JSON.stringify(this.changed.map((each) => keyOf(made.get(each))));
    const before = this.#graphs.get(key);
    if (before !== undefined) return before;
    const graph = this.#graphs.size >= MOST_GRAPHS ? null : this.#mix(made);
    this.#graphs.set(key, graph);
    return graph;
  }

  #mix(made: SubgraphChanges): Graph | null {
    if (this.changed.every((each) => made.get(each) === 'all')) return this.#head;
    if (this.changed.every((each) => !made.has(each))) return this.#base;
    try {
      const [whole] = this.changed;
      if (whole?.name === null) return wholeMix(whole, this.#base, made.get(whole));
      const changed = this.changed.flatMap((each) => mixSubgraph(each, made.get(each)) ?? []);
      const names = new Set(this.changed.map(({ name }) => name));
      const reading = composed([...this.#head.subgraphs.filter(({ name }) => !names.has(name)), ...changed]);
      return reading.status === 'read' ? reading.graph : null;
    } catch (error) {
      if (error instanceof GateError) return null;
      throw error;
    }
  }
}

function keyOf(made: 'all' | ReadonlySet<string> | undefined): string | readonly string[] {
  if (made === undefined) return '';
  return made === 'all' ? 'all' : [...made].toSorted();
}

function mixSubgraph(
  { base, head, coordinates }: ChangedSubgraph,
  made: 'all' | ReadonlySet<string> | undefined,
): Subgraph | null {
  if (made === undefined) return base;
  if (made === 'all' || base === null || head === null) return head;
  if (coordinates.every((each) => made.has(each))) return head;
  return { ...head, document: withCoordinates(base.document, head.document, made) };
}

/** A graph that was given in one piece, plain or composed elsewhere. */
function wholeMix(whole: ChangedSubgraph, base: Graph, made: 'all' | ReadonlySet<string> | undefined): Graph | null {
  const mixed = mixSubgraph(whole, made);
  return mixed === null ? null : makeGraph({ ...base, document: mixed.document });
}

function changedSubgraphs(base: Graph, head: Graph): ChangedSubgraph[] {
  if (base.subgraphs.length === 0 || head.subgraphs.length === 0)
    return changes(null, asSubgraph(base), asSubgraph(head));
  const names = new Set([...head.subgraphs, ...base.subgraphs].map(({ name }) => name));
  return [...names].flatMap((name) => changes(name, subgraphOf(base, name), subgraphOf(head, name)));
}

function asSubgraph({ document }: Graph): Subgraph {
  return { name: 'graph', owner: null, document };
}

function subgraphOf({ subgraphs }: Graph, name: string): Subgraph | null {
  return subgraphs.find((each) => each.name === name) ?? null;
}

function changes(name: string | null, base: Subgraph | null, head: Subgraph | null): ChangedSubgraph[] {
  const coordinates = base === null || head === null ? [] : changedCoordinates(base.document, head.document);
  const isSame = base !== null && head !== null && coordinates.length === 0;
  return isSame ? [] : [{ name, base, head, coordinates }];
}
