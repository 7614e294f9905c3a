import { describe, expect, test } from 'vitest';

import { compareCosts } from '../../../src/graphql/check/compare-costs.ts';
import { leaf, sumOf } from '../../../src/model/breakdown.ts';
import type { CostShare } from '../../../src/model/graphql.ts';
import { resultSchema } from '../../../src/model/result.ts';
import type { GateReport } from '../../../src/model/report.ts';
import type { BudgetRow } from '../../../src/model/verdict.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderJunit } from '../../../src/report/files/junit.ts';
import { renderResult } from '../../../src/report/files/result-json.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { withClues } from '../factories.ts';

const PLACE = { route: 'ProductPage', condition: 'operation' } as const;

function row(changes: Partial<BudgetRow>): BudgetRow {
  return {
    ...PLACE,
    path: 'type-cost',
    kind: 'max',
    limit: [{ value: 100, unit: 'cost' }],
    value: 120,
    low: 120,
    high: 120,
    verdict: 'fail',
    reason: 'over',
    enforce: 'block',
    ...changes,
  };
}

const SHARE: CostShare = {
  by: 'document',
  amount: 100,
  fraction: 1,
  path: 'product.reviews',
  coordinate: 'Product.reviews',
  subgraph: 'reviews',
  owner: '@shop/reviews',
  where: 'src/ProductPage.graphql:4',
  commit: { sha: '0123456789abcdef0123456789abcdef01234567', summary: 'Show all | reviews' },
  note: null,
};

function cost(reviews: number) {
  return sumOf('type-cost', [
    sumOf('products', [leaf('product', 20)]),
    sumOf('reviews', [leaf('product.reviews', reviews)]),
  ]);
}

function report(changes: Partial<GateReport> = {}, budgets = [row({})], head = cost(100)): GateReport {
  const comparisons = [
    compareCosts({ ...PLACE, metric: 'type-cost' }, cost(0), head),
    compareCosts({ ...PLACE, route: 'Still', metric: 'type-cost' }, cost(0), cost(0)),
  ];
  return withClues({
    result: {
      version: 1,
      verdict: 'fail',
      base: { sha: 'a'.repeat(40), url: null },
      head: { sha: 'b'.repeat(40), url: null },
      comparisons,
      budgets,
    },
    policy: { onInconclusive: 'pass', onUnmeasured: 'block' },
    routes: [],
    graphql: { causes: [{ ...PLACE, metric: 'type-cost', shares: [SHARE] }], problems: [] },
    notices: [],
    chrome: '',
    reproduce: 'vitals-gate graphql check',
    ...changes,
  });
}

const terminal = (of: GateReport): string => renderTerminal(of, { color: false });

describe('a broken cost budget', () => {
  test('names the field, its subgraph and owner, the line and the commit', () => {
    expect(terminal(report())).toContain(
      `✗ operation ProductPage: type cost +100 (+500 %)
  │ from 20 to 120, limit 100
  │ because the operation’s own product.reviews (Product.reviews of reviews, @shop/reviews) +100 at src/ProductPage.graphql:4 in 0123456 Show all | reviews`,
    );
  });

  test('stands in the comment with what is foreign quoted, and its tree folded below', () => {
    const comment = renderComment(report());
    expect(comment).toContain('- **operation `ProductPage`: type cost +100 (+500 %)**, from 20 to 120, limit 100');
    expect(comment).toContain('+100 at `src/ProductPage.graphql:4` in `0123456` Show all');
    expect(comment).toContain('| ↳ `product.reviews` | 0 | 100 | +100 |');
    expect(comment).toContain('Commit `bbbbbbb` against base `aaaaaaa`.');
    expect(comment).not.toMatch(/First run|Measured in/);
  });

  test('is a failure in JUnit with the same words', () => {
    expect(renderJunit(report())).toContain('+100 at src/ProductPage.graphql:4 in 0123456 Show all | reviews');
  });

  test('by several changes names the largest of them with their shares', () => {
    const schema = {
      ...SHARE,
      by: 'schema',
      path: null,
      amount: 25,
      fraction: 0.25,
      note: 'the weight 5 of a hides 2 of b',
    } as const;
    const several = [
      { ...SHARE, amount: 75, fraction: 0.75 },
      schema,
      { ...schema, amount: 1, fraction: 0.01 },
      schema,
    ];
    const text = terminal(
      report({ graphql: { causes: [{ ...PLACE, metric: 'type-cost', shares: several }], problems: [] } }),
    );
    expect(text).toContain('+75 (75 % of it) at src/ProductPage.graphql:4');
    expect(text).toContain('Product.reviews of reviews, @shop/reviews +25 (25 % of it) at');
    expect(text).toContain('Show all | reviews: the weight 5 of a hides 2 of b; ');
    expect(text).toContain('; and 1 more');
  });
});

describe('a cost without bound', () => {
  const endless = report({}, [row({ value: Infinity, low: Infinity, high: Infinity })], cost(Infinity));

  test('is the word unbounded for readers', () => {
    expect(terminal(endless)).toContain('from 20 to unbounded, limit 100');
  });

  test('is the word unbounded in result.json, never null, and comes back as what it was', () => {
    const json = renderResult(endless.result);
    expect(json).toContain('"value": "unbounded"');
    expect(json).not.toMatch(/NaN|Infinity/);
    expect(resultSchema.parse(JSON.parse(json))).toEqual(endless.result);
  });
});

describe('an operation that its graph refuses', () => {
  const broken = row({
    path: 'validity',
    limit: [],
    value: null,
    low: null,
    high: null,
    reason: 'invalid-operation',
    route: 'Old',
  });
  const problems = [
    { route: 'Old', condition: 'operation', message: 'Cannot query field "x" on type "Y".', where: 'old.graphql:2:3' },
  ];

  test('is told with its message and place on every surface', () => {
    const told = report({ graphql: { causes: [], problems } }, [broken]);
    const text =
      'the operation is not valid against the schema of head: Cannot query field "x" on type "Y" at old.graphql:2:3';
    expect(terminal(told)).toContain(text);
    expect(renderJunit(told)).toContain(text.replaceAll('"', '&quot;'));
    expect(renderComment(told)).toContain(
      '- **operation `Old` is not valid against the schema of head**\n  - Cannot query field "x" on type "Y" at `old.graphql:2:3`\n',
    );
  });
});

test('costs that are as they were do not fill the table of what was compared', () => {
  expect(renderComment(report())).not.toContain('`Still`');
});
