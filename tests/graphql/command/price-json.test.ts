import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runCost } from '../../../src/graphql/command/run-cost.ts';
import type { CostProfile } from '../../../src/model/graphql.ts';

const SDL = 'type Query { as(first: Int): [A] @listSize(slicingArguments: ["first"]) } type A { id: ID l: [A] }';

/** What `graphql cost --json` prints of the only operation. */
async function printed(sdl: string, operation: string, profile: CostProfile): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'price-json-'));
  try {
    await writeFile(join(folder, 's.graphql'), sdl);
    await writeFile(join(folder, 'o.graphql'), operation);
    const { stdout } = await runCost(
      {
        source: { kind: 'schema', files: ['s.graphql'] },
        operations: ['o.graphql'],
        variables: null,
        profile,
        listSize: Infinity,
        unknownVariables: false,
        json: true,
      },
      folder,
    );
    const [first] = JSON.parse(stdout) as Record<string, unknown>[];
    return first ?? {};
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a cost without bound is the word unbounded', async () => {
  const cost = await printed(SDL, '{ as(first: 2) { l { id } } }', 'apollo-router');
  expect(cost).toMatchObject({ cost: 'unbounded', breakdowns: { cost: { id: 'cost', value: 'unbounded' } } });
  expect(await printed(SDL, '{ as(first: 2) { l { id } } }', 'ibm')).toMatchObject({
    typeCost: 'unbounded',
    fieldCost: 3,
  });
});

test('a list that is empty costs nothing, however long those in it are', async () => {
  for (const first of ['0', '-1'])
    expect(await printed(SDL, `{ as(first: ${first}) { l { id } m: l { id } } }`, 'apollo-router')).toMatchObject({
      cost: 0,
      breakdowns: { cost: { id: 'cost', value: 0, parts: [] } },
    });
});

test('no cost is null, even where negative weights are beyond what numbers hold', async () => {
  const huge = `type Query { a: Int @cost(weight: "-1e308") l: [A] } type A { b: Int c: Int @cost(weight: "-1e308") }`;
  const operation = '{ a b: a c: a l { b } }';
  expect(await printed(huge, operation, 'apollo-router')).toMatchObject({ cost: 'unbounded' });
  expect(await printed(huge, '{ a b: a c: a }', 'apollo-router')).toMatchObject({ cost: -Number.MAX_VALUE });
});
