import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { judgeFolder, runGate } from '../../../src/gate.ts';
import type { RunOptions } from '../../../src/gate/options.ts';
import type { GateOutcome } from '../../../src/gate/verdict/publish.ts';
import { shopRepository } from '../../graphql/check/shop.ts';
import type { Repository } from '../../support/repository.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

const SILENT = {
  line: () => undefined,
  begin: () => undefined,
  advance: () => undefined,
  look: () => undefined,
  end: () => undefined,
};
const HASH = 'feedbeef'.repeat(8);

/** A page that asks for reviews, as many as its side wants. */
function asks(first: number, more = ''): string {
  const query =
    'query ProductReviews($id: ID!, $first: Int!) { product(id: $id) { id reviews(first: $first) { id title } } }';
  const body = JSON.stringify({ query, operationName: 'ProductReviews', variables: { id: '42', first } });
  return html(`<h1>Product</h1><script>
    const post = (body) => fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    post(${JSON.stringify(body)});
    ${more}
  </script>`);
}

const answer: Page = (_, response) => {
  const reviews = Array.from({ length: 4 }, (__, id) => ({ id: String(id), title: 'Fine' }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ data: { product: { id: '42', reviews } } }));
};

let base: Site;
let head: Site;
let repository: Repository;

beforeAll(async () => {
  base = await serveSite({ '/p': asks(3), '/graphql': answer });
  const unknown = `post(${JSON.stringify(JSON.stringify({ extensions: { persistedQuery: { sha256Hash: HASH } } }))});`;
  head = await serveSite({ '/p': asks(40), '/unknown': asks(3, unknown), '/graphql': answer });
  repository = shopRepository(`deploys:
  base: { url: ${base.url} }
  head: { url: ${head.url} }
conditions: { fast: { extends: desktop, rtt: 0 ms } }
settle: 100 ms
routes:
  - { name: product, path: /p, conditions: [fast] }
graphql:
  subgraphs:
    products: { schema: graph/products.graphql }
    reviews: { schema: graph/reviews.graphql }
  operations: ["src/**/*.graphql"]
  budgets:
    - { operation: "ProductReviews", type-cost: { max: 20 } }
    - { route: product, type-cost: { max: 30, max-increase: 10 % } }
`);
  repository.write('README.md', 'What the pull request changes');
  repository.commit('Pull request');
});

afterAll(async () => {
  repository.remove();
  await Promise.all([base.close(), head.close()]);
});

function run(options: Partial<RunOptions> = {}): Promise<GateOutcome> {
  const nothing = {
    baseUrl: null,
    headUrl: null,
    baseSha: null,
    headSha: null,
    chromePath: null,
    routes: [],
    conditions: [],
  };
  const folder = repository.folder;
  const files = { config: path.join(folder, 'vitals-gate.yml'), out: path.join(folder, 'out') };
  return runGate(
    { ...nothing, ...files, blocks: 3, lighthouse: 'never', ...options },
    SILENT,
    new AbortController().signal,
  );
}

describe('a run with routes and operations', () => {
  test('holds what a route really sends to its budgets, and judges the same again from its samples', async () => {
    const outcome = await run();
    // The route has no budgets of its own on what is measured there, and so the default ones, which warn.
    const ofCosts = outcome.report.result.budgets.filter(({ condition }) => condition !== 'fast');
    const rows = ofCosts.map(({ route, condition, kind, verdict, reason, value }) => ({
      row: `${route} ${condition} ${kind}`,
      result: `${verdict} ${reason} ${value}`,
    }));
    expect(rows).toEqual([
      { row: 'ProductReviews operation max', result: 'pass under 12' },
      { row: 'product route max', result: 'fail over 42' },
      { row: 'product route max-increase', result: 'fail worse 37' },
    ]);
    expect(outcome.exitCode).toBe(1);
    const comparison = outcome.report.result.comparisons.find(
      ({ condition, metric }) => condition === 'route' && metric === 'type-cost',
    );
    expect([comparison?.base?.value, comparison?.head.value]).toEqual([5, 42]);
    expect(outcome.report.notices).toContain(
      'A visit of product sends ProductReviews. Estimated type cost 42, by the answers 6; field cost 2, by the answers 2.',
    );
    const written = await readFile(outcome.files.result, 'utf8');
    expect(await readFile((await judgeFolder(outcome.files.out)).files.result, 'utf8')).toBe(written);
  });

  test('does not pass a hash that no manifest has', async () => {
    repository.edit('vitals-gate.yml', 'path: /p', 'path: /unknown');
    const outcome = await run({ baseUrl: head.url });
    expect(outcome.report.result.budgets.filter(({ condition }) => condition === 'route')).toMatchObject([
      { verdict: 'unmeasured', reason: 'not-measurable' },
      { verdict: 'unmeasured', reason: 'not-measurable' },
    ]);
    expect(outcome.report.graphql?.problems[0]?.message).toContain(HASH);
    expect(outcome.exitCode).toBe(3);
  });
});
