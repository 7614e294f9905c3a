import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { loadConfig } from '../../../src/config/load.ts';
import { annotationsOf, linesOf } from '../../../src/github/annotations.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { checkGraphqlOf } from '../../../src/gate/graphql/check.ts';
import { repository, type Repository } from '../../deploys/repository.ts';

const gate = (max: number): string =>
  `graphql: { schema: schema.graphql, operations: [q.graphql], budgets: [{ operation: "*", field-cost: { max: ${max} } }] }\n`;
const SCHEMA = 'type Query { a: A }\ntype A { x: Int a: A }\n';

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

test('a pull request is judged by the policy of its base, and named by its head, not by what would be merged', async () => {
  await repo.commit('base', {
    'vitals-gate.yml': gate(1),
    'schema.graphql': SCHEMA,
    'q.graphql': 'query Q { a { x } }',
  });
  await repo.git('checkout', '--quiet', '-b', 'feature');
  const costly = { 'vitals-gate.yml': gate(1000), 'q.graphql': 'query Q { a { a { a { x } } } }' };
  const head = await repo.commit('head', costly);
  await repo.git('checkout', '--quiet', 'main');
  const tip = await repo.commit('main moves on', { 'other.txt': '' });
  await repo.git('merge', '--quiet', '--no-ff', '-m', 'merge', head);
  const merge = await repo.git('rev-parse', 'HEAD');

  const file = path.join(repo.folder, 'vitals-gate.yml');
  const policy = { ref: tip, label: 'vitals-gate.yml at base', content: { text: gate(1) } };
  const config = await loadConfig(file, { baseUrl: null, headUrl: null, visits: false, policy });
  const options = { config: file, baseRef: tip, isLabel: true, out: path.join(repo.folder, 'out') };
  const { report, verdict } = await checkGraphqlOf(config, { ...options, headSha: head });

  expect(verdict).toBe('fail');
  expect(report.result).toMatchObject({ base: { sha: tip }, head: { sha: head } });
  expect(report.result.clues).toMatchObject([
    { kind: 'graphql-cost', path: 'field-cost', by: 'document', place: 'q.graphql:1', share: 1, sha: head },
  ]);
  expect(report.result.causes).toMatchObject([
    {
      id: 'graphql-cost-grown',
      route: 'Q',
      condition: 'operation',
      path: 'field-cost',
      share: 1,
      because: true,
      text: `Field cost +2 of operation Q: the GraphQL cost of a.a grew by 2 (q.graphql:1, changed in ${head.slice(0, 7)}).`,
      facts: [{ kind: 'cost', base: 1, head: 3 }],
      places: [{ file: 'q.graphql', line: 1, inChange: true, commit: head }],
    },
  ]);
  expect(renderComment(report)).toContain('(see [`docs/causes/graphql-cost-grown.md`]');
  // The annotation of the budget stands at that line and says it.
  const lines = await linesOf('vitals-gate.yml', repo.folder);
  expect(annotationsOf(report, [], lines).errors).toMatchObject([{ place: { file: 'q.graphql', line: 1 } }]);
  expect(annotationsOf(report).errors).toHaveLength(2);
  expect(report.notices.join()).toContain(`in the work tree, commit ${merge.slice(0, 7)}`);
  expect(report.policySource?.changes).toMatchObject([{ key: 'graphql.budgets', applied: 'base' }]);

  const own = await checkGraphqlOf(config, { ...options, headSha: merge });
  expect(own.report.notices.join()).not.toContain('work tree');
});
