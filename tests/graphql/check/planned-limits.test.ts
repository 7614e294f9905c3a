import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import type { GraphqlCheck } from '../../../src/graphql/check/check.ts';
import { link } from '../support.ts';
import { brokenOf, checkOf, costsOf, twoCommits } from './two-commits.ts';

const PLANNER = '@graphql-hive/router-query-planner';

const FILES = {
  'a.graphql': `${link('v2.9', '@key')} type Query { things: [Thing] } type Thing @key(fields: "id") { id: ID! name: String }`,
  'b.graphql': `${link('v2.9', '@key')} type Thing @key(fields: "id") { id: ID! notes: [Note] } type Note { text: String }`,
  'q.gql': 'query Q { things { name notes { text } } }',
  'vitals-gate.yml': `
graphql:
  subgraphs: { a: { schema: a.graphql }, b: { schema: b.graphql } }
  operations: [q.gql]
  profile: apollo-router
  router: router.yaml
`,
  '.gitignore': 'node_modules',
  'router.yaml': routerOf('max: 1000, subgraph: { subgraphs: { b: { list_size: 10 } } }'),
};

function routerOf(estimate: string): string {
  return `demand_control: { enabled: true, mode: enforce, strategy: { static_estimated: { list_size: 10, ${estimate} } } }`;
}

/** The check of a head with this router's configuration, with the planner that its folder has. */
async function checkWith(router: string, isInstalled = true): Promise<GraphqlCheck> {
  const repository = twoCommits(FILES, { 'router.yaml': router });
  if (isInstalled) {
    const here = dirname(dirname(fileURLToPath(import.meta.resolve(PLANNER))));
    const there = join(repository.folder, 'node_modules', PLANNER);
    mkdirSync(dirname(there), { recursive: true });
    symlinkSync(here, there);
  }
  return checkOf(repository);
}

/** a: 10 things; b: 10 things of 1 + 10 notes each. On the whole graph b's things are a's. */
test("a router's max is held against what is planned in all subgraphs", async () => {
  const check = await checkWith(routerOf('max: 119'));
  expect(costsOf(check)).toEqual(['Q cost 110 → 110', 'Q planned-cost 120 → 120', 'Q fetches 2 → 2', 'Q waves 2 → 2']);
  expect(brokenOf(check)).toEqual(['Q planned-cost pre-existing']);
  expect(brokenOf(await checkWith(routerOf('max: 120')))).toEqual([]);
  expect(check.notes).toContain('Profile: apollo-router (demand control as in Apollo Router 2.12 to 2.13).');
});

test("a subgraph's list size counts in what is planned there, and a change of it is told", async () => {
  const check = await checkWith(
    routerOf('max: 1000, subgraph: { all: { max: 400 }, subgraphs: { b: { list_size: 20 } } }'),
  );
  expect(costsOf(check)).toContain(`Q planned-cost 120 → ${10 + 20 * (1 + 20)}`);
  expect(brokenOf(check)).toEqual(['Q planned-cost.b over']);
  expect(check.notes).toContain('The list size of the subgraph b changed from 10 to 20.');
  expect(check.notes).toContain(
    'Requests to the subgraph b are planned with lists of 20 unless something else sizes them.',
  );
});

test('what a router says that is not known is told', async () => {
  const { notes } = await checkWith(routerOf('max: 1000, subgraphs: {}'));
  expect(notes.join('\n')).toContain('static_estimated.subgraphs is not known here, so it is ignored.');
});

test("without a planner a router's max is unmeasured, not kept", async () => {
  const { rows } = await checkWith(routerOf('max: 1000'), false);
  expect(rows.map(({ path, verdict }) => [path, verdict])).toEqual([['planned-cost', 'unmeasured']]);
});
