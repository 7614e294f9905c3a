import { afterEach, describe, expect, test } from 'vitest';

import { culpritOf } from '../../../src/explain/culprit.ts';
import type { Repository } from '../../support/repository.ts';
import { checkOf, twoCommits } from './two-commits.ts';

const repositories: Repository[] = [];
function repositoryOf(...files: Parameters<typeof twoCommits>): Repository {
  const repository = twoCommits(...files);
  repositories.push(repository);
  return repository;
}
afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

const SDL = 'type Query { a: A as: [A] }\ntype A { id: ID }';
const config = (operations: string, source = 'schema: s.graphql') =>
  `graphql:\n  ${source}\n  operations: [${operations}]\n  budgets: [{ operation: "*", type-cost: { max: 10 } }]\n`;

function manifest(selection: string): string {
  return JSON.stringify(
    { h1: 'query One { a { id } }', [`h-${selection.length}`]: `query P { ${selection} }` },
    null,
    1,
  );
}

describe('an increase without bound', () => {
  const files = { 's.graphql': SDL, 'q.gql': 'query P {\n  a { id }\n}\n', 'vitals-gate.yml': config('q.gql') };

  test('has its field, line and commit', async () => {
    const repository = repositoryOf(files, { 'q.gql': 'query P {\n  a { id }\n  as { id }\n}\n' });
    const { report } = await checkOf(repository);
    expect(report.causes.find(({ metric }) => metric === 'type-cost')?.shares).toMatchObject([
      { path: 'as', coordinate: 'Query.as', amount: null, fraction: 1, where: 'q.gql:3', commit: { summary: 'Head' } },
    ]);
  });

  test('of a subgraph is divided among what causes it', async () => {
    const subgraphs = 'subgraphs: { s: { schema: s.graphql } }';
    const budgets = config('q.gql', subgraphs).replace('operation: "*"', 'subgraph: s');
    const two = 'query P {\n  a { id }\n}\nquery R {\n  a { id }\n}\n';
    const repository = repositoryOf(
      { ...files, 'q.gql': two, 'vitals-gate.yml': budgets },
      { 'q.gql': two.replaceAll('  a { id }\n', '  a { id }\n  as { id }\n') },
    );
    const { report } = await checkOf(repository);
    const shares = report.causes.find(
      ({ condition, metric }) => condition === 'subgraph' && metric === 'type-cost',
    )?.shares;
    expect(shares?.map(({ coordinate, where, fraction }) => [coordinate, where, fraction])).toEqual([
      ['Query.as', 'q.gql:3', 0.5],
      ['Query.as', 'q.gql:7', 0.5],
    ]);
  });
});

describe('a new operation without bound', () => {
  test('is the part that explains the change, without a share of it', async () => {
    const repository = repositoryOf(
      {
        's.graphql': SDL,
        'q.gql': 'query Q { a { id } }',
        'vitals-gate.yml': config('"*.gql"', 'subgraphs: { s: { schema: s.graphql } }').replace(
          'operation: "*"',
          'subgraph: s',
        ),
      },
      { 'n.gql': 'query New { as { id } }' },
    );
    const { comparisons } = await checkOf(repository);
    const { difference } = comparisons.find(({ condition }) => condition === 'subgraph') ?? {};
    if (!difference) throw new Error('nothing to compare with');
    expect(culpritOf(difference)).toMatchObject({ segments: ['New'], share: null });
  });
});

describe('an operation of a manifest', () => {
  test('has the commit that changed its line', async () => {
    const repository = repositoryOf(
      { 's.graphql': SDL, 'm.json': manifest('a { id }'), 'vitals-gate.yml': config('m.json') },
      { 'm.json': manifest('a { id } b: a { id } c: a { id }') },
    );
    const { report } = await checkOf(repository);
    expect(report.causes[0]?.shares).toMatchObject([{ where: 'm.json:3', commit: { summary: 'Head' } }]);
  });
});
