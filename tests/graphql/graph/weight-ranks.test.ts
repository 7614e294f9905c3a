import { Kind, parse, print, visit } from 'graphql';
import { describe, expect, test } from 'vitest';

import { readCostGraph } from '../../../src/graphql/cost/graph.ts';
import { parseSdl } from '../../../src/graphql/graph/parse.ts';
import { rankWeights } from '../../../src/graphql/graph/weight-ranks.ts';
import { errorOf } from '../support.ts';

const weighing = (weight: string): string =>
  `type Query { a: Int @cost(weight: ${weight}) b: Int @cost(weight: "0.5") }`;
const rank = (weight: string) => rankWeights([parseSdl({ path: 'a.graphql', text: weighing(weight) })]);

describe('weights of subgraphs', () => {
  test.each(['"0x10"', '"0b1"', '"1_000"', '""', '"Infinity"', '"1e999"', 'true', '1e999'])(
    'that are no numbers in a plain schema are none here: %s',
    async (weight) => {
      expect(() => readCostGraph(parse(weighing(weight)))).toThrow('not a finite number');
      expect(await errorOf(() => rank(weight))).toContain(
        'a.graphql:1:35: error: The weight of @cost must be a finite number',
      );
    },
  );

  test('that are too large are an error at their place, also where all are whole', async () => {
    const text = `type Query { a: Int @cost(weight: 1${'0'.repeat(400)}) }`;
    expect(await errorOf(() => rankWeights([parseSdl({ path: 'a.graphql', text })]))).toContain(
      'a.graphql:1:35: error',
    );
  });

  test.each(['5', '"5"', '" 2.5 "', '"-1e1"', '"+.5"', '"3."', '1.5', '"1e-7"', '"1e21"'])(
    'that are numbers come back from their ranks as they are read: %s',
    (weight) => {
      const { documents, restore } = rank(weight);
      const [ranked] = documents;
      if (ranked === undefined) throw new Error('no document');
      const read = (document: typeof ranked): unknown =>
        readCostGraph(document).types.get('Query')?.fields.get('a')?.weight;
      expect(read(restore(ranked))).toBe(read(parse(weighing(weight))));
    },
  );

  test('are whole in what is composed', () => {
    const kinds = new Set<string>();
    const [ranked] = rank('"2.5"').documents;
    if (ranked !== undefined) visit(ranked, { Argument: ({ value }) => void kinds.add(value.kind) });
    expect([[...kinds], print(ranked ?? parse('{ a }'))]).toEqual([[Kind.INT], expect.stringContaining('weight: 1')]);
  });
});
