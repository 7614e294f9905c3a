import { printSchema, type DocumentNode, type GraphQLSchema } from 'graphql';

import { readCostGraph, type CostGraph } from '../cost/graph.ts';
import { readOwnership, type Ownership } from '../ownership/ownership.ts';
import { operationSchema } from './operation-schema.ts';

/** One subgraph as its team writes it. */
export interface Subgraph {
  readonly name: string;
  /** As CODEOWNERS names them; null if not declared. */
  readonly owner: string | null;
  readonly document: DocumentNode;
}

/** The graph of one side, ready to check operations against and to compute costs on. */
export interface Graph {
  /** Plain SDL, or the supergraph's. */
  readonly document: DocumentNode;
  /** The SDL that a query planner takes; null for a graph that is not composed. */
  readonly supergraphSdl: string | null;
  /** The subgraphs' own SDL; empty if only the supergraph is known, or the graph is one. */
  readonly subgraphs: readonly Subgraph[];
  /** What clients may ask for. */
  readonly schema: GraphQLSchema;
  /** The same as text, without applied directives: equal where the same operations are valid. */
  readonly visible: string;
  readonly costs: CostGraph;
  readonly ownership: Ownership;
  /** What a reader should know, e.g. at which federation version it was composed. */
  readonly notes: readonly string[];
}

/** Makes a graph of what was read. Throws GateError `graphql-input` when the schema is not valid. */
export function makeGraph(read: Pick<Graph, 'document' | 'supergraphSdl' | 'subgraphs' | 'notes'>): Graph {
  const schema = operationSchema(read.document);
  return {
    ...read,
    schema,
    visible: printSchema(schema),
    costs: readCostGraph(read.document),
    ownership: readOwnership(read.document),
  };
}
