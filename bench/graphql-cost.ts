/**
 * `npm run bench:graphql-cost`: the cost engine against graphql-query-complexity in one process, on the same schemas and
 * documents, parsed and read before. Each document is taken in two shapes: one list of an interface with that many object
 * types, and that many objects selected one by one; and in a process of its own, where the first run (ours first, so
 * that what both use of graphql-js is cold for us) is the cold one, and the median of the following, in turn, the warm.
 *
 * Limits: twice as fast on each; fragment depth 400 and a union of 10,000 types in under 100 ms, cold.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';

import { buildASTSchema, parse, type DocumentNode } from 'graphql';
import { getComplexity, simpleEstimator } from 'graphql-query-complexity';

import { readCostGraph } from '../src/graphql/cost/graph.ts';
import { costOperation } from '../src/graphql/cost/operation.ts';
import type { CostSettings } from '../src/graphql/cost/types.ts';
import { median } from '../src/stats/numbers.ts';

/** A schema and an operation on it. */
interface Example {
  readonly sdl: string;
  readonly operation: string;
}

const SETTINGS: CostSettings = { profile: 'ibm', listSize: 10, variables: {}, unknownVariables: false };
const WARM_RUNS = 15;
const FIELDS = ['id', 'name', 'price'];

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** Objects of one interface, and fragments on it, each with fields of its own names. */
function listOfAnInterface(objects: number, spreads: number): Example {
  const fields = FIELDS.map((name) => `${name}: String`).join(' ');
  const types = times(objects).map((at) => `type T${at} implements Node { ${fields} next: Node }`);
  const fragments = times(spreads).map((at) => {
    const on = at % 2 === 0 ? 'Node' : `T${at % objects}`;
    return `fragment F${at} on ${on} { ${FIELDS.map((name) => `${name}${at}: ${name}`).join(' ')} next { id } }`;
  });
  return {
    sdl: `interface Node { ${fields} next: Node } ${types.join(' ')} type Query { nodes: [Node] }`,
    operation: `{ nodes { ${times(spreads)
      .map((at) => `...F${at}`)
      .join(' ')} } } ${fragments.join(' ')}`,
  };
}

/** Objects selected one by one, each with all the fragments. */
function objectsOneByOne(objects: number, spreads: number): Example {
  const fields = FIELDS.map((name) => `${name}: String`).join(' ');
  const spread = times(spreads)
    .map((at) => `...F${at}`)
    .join(' ');
  const fragments = times(spreads).map((at) => `fragment F${at} on Item { ${FIELDS[at % FIELDS.length]} }`);
  return {
    sdl: `type Item { ${fields} } type Query { item: Item }`,
    operation: `{ ${times(objects)
      .map((at) => `o${at}: item { ${spread} }`)
      .join(' ')} } ${fragments.join(' ')}`,
  };
}

function deepFragments(depth: number): Example {
  const chain = times(depth).map((at) => `fragment F${at} on Item { a { ...F${at + 1} } b { ...F${at + 1} } }`);
  return {
    sdl: 'type Item { id: String a: Item b: Item } type Query { item: Item }',
    operation: `{ item { ...F0 } } ${chain.join(' ')} fragment F${depth} on Item { id }`,
  };
}

function wideUnion(types: number): Example {
  const names = times(types).map((at) => `T${at}`);
  return {
    sdl: `${names.map((name) => `type ${name} { id: String name: String }`).join(' ')} union Any = ${names.join(' | ')} type Query { any: [Any] }`,
    operation: `{ any { __typename ${names.map((name) => `... on ${name} { id name }`).join(' ')} } }`,
  };
}

const COMPARED: Readonly<Record<string, () => Example>> = {
  '1,024 object types of an interface, 8 spreads': () => listOfAnInterface(1_024, 8),
  '1,024 object types of an interface, 80 spreads': () => listOfAnInterface(1_024, 80),
  '10,240 object types of an interface, 8 spreads': () => listOfAnInterface(10_240, 8),
  '1,024 objects one by one, 8 spreads each': () => objectsOneByOne(1_024, 8),
  '1,024 objects one by one, 80 spreads each': () => objectsOneByOne(1_024, 80),
  '10,240 objects one by one, 8 spreads each': () => objectsOneByOne(10_240, 8),
};
const ALONE: Readonly<Record<string, () => Example>> = {
  'fragment depth 400, each spread twice': () => deepFragments(400),
  'a union of 10,000 types, each selected': () => wideUnion(10_000),
};

/** Milliseconds of the work alone: what earlier work left behind is collected before. */
function clock(work: () => unknown): number {
  globalThis.gc?.();
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** A document that is new to both engines, so that neither has cached it. */
function fresh(operation: string): DocumentNode {
  return parse(operation);
}

function run(title: string): void {
  const compared = COMPARED[title];
  const { sdl, operation } = (compared ?? ALONE[title] ?? deepFragments.bind(null, 1))();
  const definitions = parse(sdl);
  const graph = readCostGraph(definitions);
  const ours = (): number => {
    const document = fresh(operation);
    return clock(() => costOperation(graph, document, null, SETTINGS));
  };
  if (compared === undefined) {
    const cold = ours();
    const warm = median(times(WARM_RUNS).map(ours));
    console.log(`${title}: ${cold.toFixed(1)} ms cold, ${warm.toFixed(2)} ms warm`);
    return;
  }
  const schema = buildASTSchema(definitions);
  const estimators = [simpleEstimator({ defaultComplexity: 1 })];
  const theirs = (): number => {
    const query = fresh(operation);
    return clock(() => getComplexity({ schema, query, estimators, maxQueryNodes: Number.POSITIVE_INFINITY }));
  };
  const cold = { ours: ours(), theirs: theirs() };
  const pairs = times(WARM_RUNS).map(() => ({ ours: ours(), theirs: theirs() }));
  const warm = { ours: median(pairs.map((pair) => pair.ours)), theirs: median(pairs.map((pair) => pair.theirs)) };
  const line = (each: typeof cold): string =>
    `${each.ours.toFixed(2)} ms against ${each.theirs.toFixed(2)} ms = ${(each.theirs / each.ours).toFixed(1)}×`;
  console.log(`${title}: cold ${line(cold)}; warm ${line(warm)}`);
}

const [title] = process.argv.slice(2);
if (title !== undefined) run(title);
else
  for (const each of [...Object.keys(COMPARED), ...Object.keys(ALONE)]) {
    const child = fork(process.argv[1] ?? '', [each], { execArgv: [...process.execArgv, '--expose-gc'] });
    await once(child, 'exit');
  }
