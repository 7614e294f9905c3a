import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import type { GraphqlCheck } from '../../../src/graphql/check/check.ts';
import { assertSums } from '../../../src/model/breakdown.ts';
import type { Repository } from '../../support/repository.ts';
import { errorOf, graphOf, link, subgraph } from '../support.ts';
import { check, CONFIG, shopRepository } from './shop.ts';

const repositories: Repository[] = [];
function shop(config?: string): Repository {
  const repository = shopRepository(config);
  repositories.push(repository);
  return repository;
}
afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

const PAGE = 'src/operations/ProductPage.graphql';
const verdicts = ({ rows }: GraphqlCheck) =>
  rows
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ route, path, kind, reason }) => `${route} ${path} ${kind} ${reason}`);
const causesOf = ({ report }: GraphqlCheck, route: string, metric: string) =>
  report.causes.find((cause) => cause.route === route && cause.metric === metric)?.shares;

/** A supergraph with one field of this weight. */
function supergraph(weight: number): string {
  const sdl = `${link('v2.9', '@cost')}type Query { thing: Int @cost(weight: ${weight}) }`;
  return graphOf(subgraph('things', sdl)).supergraphSdl ?? '';
}

describe('a pull request', () => {
  test('that changes nothing keeps every budget, and compares every operation', async () => {
    const result = await check(shop());
    expect(verdicts(result)).toEqual([]);
    expect(new Set(result.comparisons.map(({ effect }) => effect))).toEqual(new Set(['same']));
    expect(result.report.causes).toEqual([]);
    expect(result.report.assumptions).toContain('Assumes $first ≤ 8 (assumedSize of Query.search): SearchProducts.');
    expect([...new Set(result.comparisons.map(({ route }) => route))]).toEqual([
      'Listing',
      'ProductPage',
      'ProductReviews',
      'SearchProducts',
      'reviews',
    ]);
  });

  test('that adds reviews(first: 100) to the product query breaks its budget, by that line and commit', async () => {
    const repository = shop();
    repository.edit(
      PAGE,
      '    description\n',
      '    reviews(first: 100) {\n      title\n      body\n    }\n    description\n',
    );
    const sha = repository.commit('Show all reviews');
    const result = await check(repository);
    expect(verdicts(result)).toEqual(['ProductPage type-cost max over']);
    const comparison = result.comparisons.find(
      ({ route, metric }) => route === 'ProductPage' && metric === 'type-cost',
    );
    expect([comparison?.base?.value, comparison?.head.value]).toEqual([20, 120]);
    expect(causesOf(result, 'ProductPage', 'type-cost')).toEqual([
      {
        by: 'document',
        amount: 100,
        fraction: 1,
        path: 'product.reviews',
        coordinate: 'Product.reviews',
        subgraph: 'reviews',
        owner: '@shop/reviews',
        where: `${PAGE}:4`,
        commit: { sha, summary: 'Show all reviews' },
        note: null,
      },
    ]);
  });

  test('that raises @cost in another subgraph breaks the budgets of those who ask for it, by that line and commit', async () => {
    const repository = shop();
    repository.write('README.md', 'unrelated');
    repository.commit('Unrelated');
    repository.edit('graph/reviews.graphql', '@cost(weight: "2")', '@cost(weight: "7")');
    const sha = repository.commit('Ratings are dear now');
    const result = await check(repository);
    expect(verdicts(result)).toEqual([
      'Listing field-cost max-increase worse',
      'ProductPage field-cost max-increase worse',
      'SearchProducts field-cost max-increase worse',
      'reviews field-cost max over',
    ]);
    const blamed = {
      by: 'schema',
      fraction: 1,
      path: null,
      coordinate: 'Product.rating',
      subgraph: 'reviews',
      owner: '@shop/reviews',
      where: 'graph/reviews.graphql:7',
      commit: { sha, summary: 'Ratings are dear now' },
      note: null,
    };
    expect(causesOf(result, 'Listing', 'field-cost')).toEqual([{ ...blamed, amount: 60 }]);
    // 12 in the list, 1 + 4 on the page, 8 in the search: each rating is dearer by 5.
    expect(causesOf(result, 'reviews', 'field-cost')).toEqual([{ ...blamed, amount: 125 }]);
  });

  test('that does both has each share, and they sum to the change', async () => {
    const repository = shop();
    repository.edit(
      PAGE,
      '    description\n',
      '    related2: related(first: 20) {\n      rating\n    }\n    description\n',
    );
    repository.edit('graph/reviews.graphql', '@cost(weight: "2")', '@cost(weight: "4")');
    repository.commit('Both');
    const result = await check(repository);
    const shares = causesOf(result, 'ProductPage', 'field-cost') ?? [];
    const comparison = result.comparisons.find(
      ({ route, metric }) => route === 'ProductPage' && metric === 'field-cost',
    );
    expect(shares.map(({ by }) => by)).toEqual(['document', 'schema']);
    expect(shares.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(comparison?.difference?.value);
    // The average of both orders: 20 more ratings at 2 and at 4, and 1 for the field itself.
    expect(shares[0]?.amount).toBe(61);
  });

  test('that is not committed yet has the line, and no commit', async () => {
    const repository = shop();
    repository.edit('graph/reviews.graphql', '@cost(weight: "2")', '@cost(weight: "7")');
    const shares = causesOf(await check(repository), 'Listing', 'field-cost');
    expect(shares?.map(({ where, commit }) => [where, commit])).toEqual([['graph/reviews.graphql:7', null]]);
  });

  test('that adds, renames and removes operations says so, and new ones have only a maximum', async () => {
    const repository = shop();
    repository.git('rm', '--quiet', 'src/operations/SearchProducts.graphql');
    repository.edit('src/operations/Listing.graphql', 'query Listing', 'query Catalogue');
    repository.write('src/operations/New.graphql', 'query New { products(first: 200) { name } }');
    repository.commit('Operations');
    const result = await check(repository);
    expect(verdicts(result)).toEqual(['New type-cost max over']);
    expect(result.notes).toContain('New operations: New.');
    expect(result.notes).toContain('Removed operations: SearchProducts.');
    expect(result.notes).toContain('Renamed operations: Listing is now Catalogue.');
  });

  test('that breaks an operation fails it at its line', async () => {
    const repository = shop();
    repository.edit('graph/products.graphql', '  designer: String!\n', '');
    repository.commit('Drop designer');
    const result = await check(repository);
    expect(verdicts(result)).toEqual(['ProductPage validity max invalid-operation']);
    expect(result.report.problems).toEqual([
      {
        route: 'ProductPage',
        condition: 'operation',
        message: 'Cannot query field "designer" on type "Product".',
        where: `${PAGE}:6:5`,
      },
    ]);
  });

  test('whose subgraphs do not compose fails with the subgraph and the rule', async () => {
    const repository = shop();
    repository.edit('graph/reviews.graphql', '@key(fields: "id")', '@key(fields: "sku")');
    repository.commit('Break the key');
    const result = await check(repository);
    expect(verdicts(result)).toEqual(['graph composition max not-composed']);
    expect(result.report.problems[0]?.message).toMatch(/^\[reviews\] KEY_INVALID_FIELDS: /);
  });

  test('on a base that does not compose has no baseline: max still decides', async () => {
    const repository = shop();
    repository.git('checkout', '--quiet', 'main');
    repository.edit('graph/reviews.graphql', '@key(fields: "id")', '@key(fields: "sku")');
    repository.commit('Break the key');
    repository.git('checkout', '--quiet', '-B', 'pr');
    repository.edit('graph/reviews.graphql', '@key(fields: "sku")', '@key(fields: "id")');
    repository.edit(PAGE, '    description\n', '    reviews(first: 100) { title }\n    description\n');
    repository.commit('Repair, and more');
    const result = await check(repository);
    expect(verdicts(result)).toEqual(['ProductPage type-cost max over']);
    expect(result.rows.filter(({ kind }) => kind === 'max-increase').every(({ reason }) => reason === 'no-base')).toBe(
      true,
    );
    expect(result.notes[0]).toMatch(
      /^GraphQL: no baseline, so only max decides: the subgraphs of base do not compose: \[reviews\]/,
    );
  });

  test('that only raises the default list size raises costs, and that is what is blamed', async () => {
    const repository = shop();
    repository.edit('graph/products.graphql', ' @listSize(slicingArguments: ["first"], assumedSize: 4)', '');
    repository.edit(PAGE, 'related(first: 4)', 'related');
    repository.commit('Leave the size to the configuration');
    repository.git('checkout', '--quiet', '-B', 'main');
    repository.git('checkout', '--quiet', '-B', 'pr');
    repository.edit('vitals-gate.yml', 'list-size: 10', 'list-size: 50');
    repository.commit('Assume more');
    const result = await check(repository);
    expect(verdicts(result)).toContain('ProductPage type-cost max over');
    expect(result.notes).toContain('The default list size changed from 10 to 50.');
    expect(causesOf(result, 'ProductPage', 'type-cost')?.map(({ by, fraction }) => [by, fraction])).toEqual([
      ['settings', 1],
    ]);
  });

  test('that takes the bound of a list away makes a cost without bound, and the line is found', async () => {
    const repository = shop(CONFIG.replace('  list-size: 10\n', ''));
    repository.edit('graph/products.graphql', ' @listSize(slicingArguments: ["first"], assumedSize: 4)', '');
    repository.commit('No size');
    const result = await check(repository);
    const comparison = result.comparisons.find(
      ({ route, metric }) => route === 'ProductPage' && metric === 'type-cost',
    );
    expect([comparison?.base?.value, comparison?.head.value, comparison?.difference?.value]).toEqual([
      20,
      Infinity,
      Infinity,
    ]);
    if (comparison !== undefined) assertSums(comparison.head);
    expect(verdicts(result)).toContain('ProductPage type-cost max over');
    expect(causesOf(result, 'ProductPage', 'type-cost')).toMatchObject([
      {
        by: 'schema',
        amount: null,
        coordinate: 'Product.related',
        where: 'graph/products.graphql:36',
        commit: { summary: 'No size' },
      },
    ]);
  });
});

describe('a graph in one piece', () => {
  const PLAIN = `graphql:
  schema: schema.graphql
  operations: [operations.graphql]
  budgets: [{ operation: "*", field-cost: { max: 20 } }]
`;

  test('has the line of the field that became dearer, and of each of two', async () => {
    const repository = shop(PLAIN);
    repository.write(
      'schema.graphql',
      'type Query {\n  one: Int @cost(weight: 1)\n  two: Int @cost(weight: 2)\n  three: Int\n}\n',
    );
    repository.write('operations.graphql', 'query Both { one two }');
    repository.commit('A graph');
    repository.git('checkout', '--quiet', '-B', 'main');
    repository.git('checkout', '--quiet', '-B', 'pr');
    repository.edit('schema.graphql', 'weight: 1', 'weight: 11');
    repository.edit('schema.graphql', 'weight: 2', 'weight: 32');
    repository.edit('schema.graphql', 'three: Int', 'three: Int @cost(weight: 500)');
    repository.commit('Dearer');
    const result = await check(repository);
    expect(verdicts(result)).toEqual(['Both field-cost max over']);
    expect(
      causesOf(result, 'Both', 'field-cost')?.map(({ coordinate, amount, where }) => [coordinate, amount, where]),
    ).toEqual([
      ['Query.two', 30, 'schema.graphql:3'],
      ['Query.one', 10, 'schema.graphql:2'],
    ]);
  });

  test('that is a composed supergraph has its owners by name', async () => {
    const repository = shop(PLAIN.replace('schema: schema.graphql', 'supergraph: supergraph.graphql'));
    repository.write('operations.graphql', 'query Thing { thing }');
    repository.write('supergraph.graphql', supergraph(1));
    repository.commit('A graph');
    repository.git('checkout', '--quiet', '-B', 'main');
    repository.git('checkout', '--quiet', '-B', 'pr');
    repository.write('supergraph.graphql', supergraph(30));
    const result = await check(repository);
    expect(verdicts(result)).toEqual(['Thing field-cost max over']);
    const comparison = result.comparisons.find(({ metric }) => metric === 'field-cost');
    expect(comparison?.head.parts.map(({ id, value }) => [id, value])).toEqual([['things', 30]]);
    expect(causesOf(result, 'Thing', 'field-cost')).toMatchObject([{ coordinate: 'Query.thing', amount: 29 }]);
  });
});

describe('a weight that another subgraph hides', () => {
  test('is named', async () => {
    const repository = shop();
    repository.edit('graph/products.graphql', 'type Money @shareable {', 'type Money @shareable @cost(weight: 2) {');
    repository.edit(
      'graph/reviews.graphql',
      'type Review @key',
      'type Money @shareable @cost(weight: 9) {\n  cents: Int!\n  currency: String!\n}\n\ntype Review @key',
    );
    repository.edit('graph/reviews.graphql', '"@key"', '"@key", "@shareable"');
    repository.edit('graph/reviews.graphql', '  reviewCount: Int!', '  reviewCount: Int!\n  spent: Money!');
    repository.commit('Money in two places');
    const result = await check(repository);
    expect(result.notes).toContain(
      'Money: the weight 9 of reviews hides 2 of products (composition keeps the largest).',
    );
    expect(causesOf(result, 'Listing', 'type-cost')?.[0]).toMatchObject({
      coordinate: 'Money',
      note: 'the weight 9 of reviews hides 2 of products',
    });
  });
});

describe('a budget', () => {
  test('of an operation that does not exist is an error at its line', async () => {
    const repository = shop(CONFIG.replace('operation: "*"', 'operation: "ProductPgae"'));
    expect(await errorOf(() => check(repository))).toBe(
      'vitals-gate.yml:8:7: error: A budget names the operation "ProductPgae", which does not exist.\n' +
        '  → Did you mean "ProductPage"? There are: Listing, ProductPage, ProductReviews, SearchProducts.',
    );
  });

  test('of a subgraph that does not exist is an error at its line', async () => {
    const repository = shop(CONFIG.replace('subgraph: reviews', 'subgraph: review'));
    expect(await errorOf(() => check(repository))).toContain(
      'vitals-gate.yml:9:7: error: A budget names the subgraph "review", which does not exist.',
    );
  });

  test('of an operation that the pull request removes holds nothing', async () => {
    const repository = shop(CONFIG.replace('operation: "*"', 'operation: "Listing"'));
    repository.git('rm', '--quiet', 'src/operations/Listing.graphql');
    repository.commit('Remove');
    const { rows } = await check(repository);
    expect(rows.filter(({ condition }) => condition === 'operation')).toEqual([]);
  });
});

describe('the base', () => {
  test('is the merge base with the default branch where none is named', async () => {
    const repository = shop();
    const sha = repository.git('rev-parse', 'main');
    repository.edit('graph/reviews.graphql', '@cost(weight: "2")', '@cost(weight: "7")');
    repository.commit('PR');
    repository.git('checkout', '--quiet', 'main');
    repository.edit('graph/reviews.graphql', '@cost(weight: "2")', '@cost(weight: "1")');
    repository.commit('Meanwhile on main');
    repository.git('checkout', '--quiet', 'pr');
    const result = await check(repository, null);
    expect(result.shas.base).toBe(sha);
  });

  test('that does not exist is an error', async () => {
    expect(await errorOf(() => check(shop(), 'no-such-branch'))).toContain('--base-ref "no-such-branch"');
  });
});

describe('planned metrics', () => {
  const WITH_PLANS = CONFIG.replace('field-cost: { max-increase: 10 % }', 'fetches: { max: 1 }, waves: { max: 2 }');

  test('are unmeasured, and what to install is said, where the planner is not installed', async () => {
    const { rows, notes } = await check(shop(WITH_PLANS));
    const fetches = rows.filter(({ path }) => path === 'fetches');
    expect(new Set(fetches.map(({ verdict, reason }) => `${verdict} ${reason}`))).toEqual(
      new Set(['unmeasured not-measurable']),
    );
    expect(notes.join()).toContain('npm install --save-dev @graphql-hive/router-query-planner');
  });

  test('are held to their budgets where it is', async () => {
    const repository = shop(WITH_PLANS);
    symlinkSync(resolve('node_modules'), join(repository.folder, 'node_modules'));
    const { rows } = await check(repository);
    const page = rows
      .filter(({ route }) => route === 'ProductPage')
      .map((row) => [row.path, row.value, row.verdict, row.reason]);
    expect(page).toContainEqual(['fetches', 2, 'fail', 'pre-existing']);
    expect(page).toContainEqual(['waves', 2, 'pass', 'under']);
  });

  test('are not computed, nor missed, where no budget is on them', async () => {
    const { comparisons, notes } = await check(shop());
    expect(comparisons.some(({ metric }) => metric === 'fetches')).toBe(false);
    expect(notes.join()).not.toContain('query-planner');
  });
});
