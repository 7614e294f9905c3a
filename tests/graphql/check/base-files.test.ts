import { afterEach, describe, expect, test } from 'vitest';

import type { Repository } from '../../support/repository.ts';
import { brokenOf, checkOf, costsOf, twoCommits } from './two-commits.ts';

const repositories: Repository[] = [];
function repositoryOf(...files: Parameters<typeof twoCommits>): Repository {
  const repository = twoCommits(...files);
  repositories.push(repository);
  return repository;
}
afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@cost", "@external"])\n';
const P = `${LINK}type Query { p: P }\ntype P @key(fields: "id") { id: ID }`;
const NO_INCREASE = '[{ operation: "*", field-cost: { max-increase: 0 } }]';

function schema(weight: number): string {
  return `type Query { x: Int @cost(weight: ${weight}) }`;
}

function reviews(weight: number): string {
  return `${LINK}type P @key(fields: "id") { id: ID @external r: Int @cost(weight: ${weight}) }`;
}

function configOf(source: string, operations: string): string {
  return `graphql:\n  ${source}\n  operations: ["${operations}"]\n  budgets: ${NO_INCREASE}\n`;
}

function ofSubgraphs(r: string): string {
  return configOf(`subgraphs: { p: { schema: p.graphql }, r: { schema: ${r} } }`, 'q.gql');
}

const PROFILE = 'Profile: ibm (the draft of the IBM GraphQL Cost Directives as of 3 October 2023).';

function underRouter(router: string): string {
  return `graphql:
  schema: s.graphql
  operations: [q.gql]
  profile: apollo-router
  router: ${router}
`;
}

function routerOf(listSize: number): string {
  return `demand_control:
  enabled: true
  mode: enforce
  strategy:
    static_estimated: { list_size: ${listSize}, max: 20 }
`;
}

describe('what moves in a pull request is found on base where base had it:', () => {
  test('the schema of a subgraph', async () => {
    const check = await checkOf(
      repositoryOf(
        {
          'p.graphql': P,
          'r.graphql': reviews(1),
          'q.gql': 'query Q { p { r } }',
          'vitals-gate.yml': ofSubgraphs('r.graphql'),
        },
        { 'r.graphql': null, 'g/r.graphql': reviews(50), 'vitals-gate.yml': ofSubgraphs('g/r.graphql') },
      ),
    );
    expect(costsOf(check)).toContain('Q field-cost 2 → 51');
    expect(brokenOf(check)).toEqual(['Q field-cost worse']);
    expect(check.notes.join()).not.toContain('broken on base');
  });

  test('a plain schema and the operations', async () => {
    const check = await checkOf(
      repositoryOf(
        {
          's.graphql': schema(1),
          'old/q.gql': 'query Q { x }',
          'vitals-gate.yml': configOf('schema: s.graphql', 'old/*.gql'),
        },
        {
          's.graphql': null,
          'old/q.gql': null,
          'g/s.graphql': schema(9),
          'new/q.gql': 'query Q { x }',
          'vitals-gate.yml': configOf('schema: g/s.graphql', 'new/*.gql'),
        },
      ),
    );
    expect(costsOf(check)).toContain('Q field-cost 1 → 9');
    expect(brokenOf(check)).toEqual(['Q field-cost worse']);
    expect(check.notes).toEqual([PROFILE]);
  });
});

describe('a base whose configuration says nothing of its files', () => {
  const files = { 's.graphql': schema(1), 'q.gql': 'query Q { x }' };
  const head = {
    's.graphql': schema(9),
    'vitals-gate.yml': configOf('schema: s.graphql', 'q.gql'),
  };

  test.each([
    ['has no configuration', {}],
    ['has no such section', { 'vitals-gate.yml': 'deploys: { head: http://localhost }\n' }],
    ['has one that cannot be read', { 'vitals-gate.yml': 'graphql: { schema: [\n' }],
  ])('%s: then its files are where those of head are', async (_what, config) => {
    expect(costsOf(await checkOf(repositoryOf({ ...files, ...config }, head)))).toContain('Q field-cost 1 → 9');
  });
});

describe("a router's list_size", () => {
  const base = {
    's.graphql': 'type Query { l: [A] } type A { id: ID }',
    'q.gql': 'query Q { l { id } }',
    'router.yaml': routerOf(4),
    'vitals-gate.yml': underRouter('router.yaml'),
  };

  test('that changes is a change of costs', async () => {
    const check = await checkOf(repositoryOf(base, { 'router.yaml': routerOf(40) }));
    expect(costsOf(check)).toEqual(['Q cost 4 → 40']);
    expect(brokenOf(check)).toEqual(['Q cost over']);
    expect(check.notes).toContain('The default list size changed from 4 to 40.');
  });

  test('is read where base had the file', async () => {
    const moved = {
      'router.yaml': null,
      'conf/router.yaml': routerOf(40),
      'vitals-gate.yml': underRouter('conf/router.yaml'),
    };
    expect(costsOf(await checkOf(repositoryOf(base, moved)))).toEqual(['Q cost 4 → 40']);
  });

  test('is that of head where base has no such file', async () => {
    const { 'router.yaml': _gone, ...without } = base;
    expect(costsOf(await checkOf(repositoryOf(without, { 'router.yaml': routerOf(40) })))).toEqual(['Q cost 40 → 40']);
  });
});

describe('globs', () => {
  test('reach out of the folder of the configuration, on both sides', async () => {
    const config = configOf('schema: ../s.graphql', '../q/*.gql');
    const check = await checkOf(
      repositoryOf(
        {
          's.graphql': schema(1),
          'q/q.gql': 'query Q { x }',
          'cfg/vitals-gate.yml': config,
        },
        { 's.graphql': schema(9) },
      ),
      'cfg/vitals-gate.yml',
    );
    expect(costsOf(check)).toContain('Q field-cost 1 → 9');
  });

  test.each(['../../*.none/*.gql', '../../q.none.gql'])(
    '%s, out of the repository: no commit has those',
    async (path) => {
      const check = await checkOf(
        repositoryOf(
          {
            's.graphql': 'type Query { x: Int }',
            'q.gql': 'query Q { x }',
            'cfg/vitals-gate.yml': configOf('schema: ../s.graphql', path),
          },
          { 'cfg/vitals-gate.yml': configOf('schema: ../s.graphql', '../q.gql') },
        ),
        'cfg/vitals-gate.yml',
      );
      expect(check.notes).toEqual(['New operations: Q.', PROFILE]);
    },
  );
});
