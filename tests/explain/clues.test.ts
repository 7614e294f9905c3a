import { describe, expect, test } from 'vitest';

import { compareCosts } from '../../src/graphql/check/compare-costs.ts';
import type { CommitChange } from '../../src/model/attribution.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Clue } from '../../src/model/clue.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { CostShare } from '../../src/model/graphql.ts';
import type { GateReport } from '../../src/model/report.ts';
import type { Evidence } from '../../src/model/sample.ts';
import type { BudgetRow } from '../../src/model/verdict.ts';
import { cluesOf } from '../../src/explain/clues.ts';
import {
  breakdownOf,
  budgetRow,
  comparison,
  evidence,
  gateReport,
  HEAD_SHA,
  routeReport,
  type Tree,
} from '../report/factories.ts';

const LATER: Tree = {
  ttfb: { request: { 'cdn-origin': [38, 39, 2], unreported: [200, 201, 2] }, connect: [150, 150, 1] },
  'resource-load-delay': [100, 500, 10],
  'resource-load-duration': [500, 505, 10],
  'element-render-delay': [80, 82, 6],
};
const SLOWER_SERVER: Tree = {
  ...LATER,
  ttfb: { request: { 'cdn-origin': [38, 338, 2], unreported: [200, 201, 2] }, connect: [150, 150, 1] },
  'resource-load-delay': [100, 101, 10],
};
const ABOUT = { route: 'product', condition: 'mobile', sha: HEAD_SHA };
const LCP = { ...ABOUT, metric: 'lcp', unit: 'ms', path: 'lcp' };

interface Story {
  readonly comparison: Comparison;
  readonly row?: Partial<BudgetRow>;
  readonly base?: Partial<Evidence>;
  readonly head?: Partial<Evidence>;
  readonly over?: Partial<GateReport>;
}

function reportOf({ comparison: compared, row = {}, base = {}, head = {}, over = {} }: Story): GateReport {
  const typical = {
    base: evidence({ lcpElement: null, lcpUrl: null, ...base }),
    head: evidence({ lcpElement: null, lcpUrl: null, ...head }),
  };
  const budgets = [budgetRow({ path: compared.metric, verdict: 'fail', reason: 'worse', ...row })];
  return gateReport({ comparisons: [compared], budgets, routes: [routeReport({ evidence: typical })] }, over);
}

const clues = (story: Story): Clue[] => cluesOf(reportOf(story));
const kinds = (story: Story): string[] => clues(story).map(({ kind }) => kind);

const sizeOf = (script: Tree) => ({
  ...comparison('bytes', { document: [9000, 9000, 0], script }),
  unit: 'bytes' as const,
});

describe('the part that holds the change', () => {
  test('is named from the metric down, with its values, its change and its share', () => {
    const [clue, ...others] = clues({ comparison: comparison('lcp', LATER) });
    expect(others).toEqual([]);
    expect(clue).toEqual({
      kind: 'part',
      ...LCP,
      part: ['lcp', 'resource-load-delay'],
      share: expect.closeTo(400 / 409, 9) as number,
      place: null,
      before: 100,
      after: 500,
      change: { value: 400, low: 390, high: 410 },
    });
  });

  test('is as deep as the change can be followed, and below the node of its own budget', () => {
    const slower = comparison('lcp', SLOWER_SERVER);
    const part = ['lcp', 'ttfb', 'request', 'cdn-origin'];
    expect(clues({ comparison: slower })).toMatchObject([{ path: 'lcp', part, before: 38, after: 338 }]);
    expect(clues({ comparison: slower, row: { path: 'lcp.ttfb' } })).toMatchObject([{ path: 'lcp.ttfb', part }]);
  });

  test('of a time has no place: a layer and a script are names, and nowhere to look', () => {
    const tree: Tree = { 'processing-duration': { 'click /app.js': [20, 320, 2] }, 'input-delay': [5, 5, 0] };
    expect(clues({ comparison: comparison('lcp', SLOWER_SERVER) })).toMatchObject([{ kind: 'part', place: null }]);
    expect(clues({ comparison: comparison('inp', tree) })).toMatchObject([
      { kind: 'part', part: ['inp', 'processing-duration', 'click /app.js'], place: null },
    ]);
  });

  test('is no part that makes up less than a fifth of the change', () => {
    const tree = Object.fromEntries('abcdef'.split('').map((id) => [id, [10, 20, 1] as const]));
    expect(clues({ comparison: comparison('lcp', tree) })).toEqual([]);
  });

  test('without a base is the largest part of what head takes, and has no share', () => {
    const first = { ...comparison('lcp', LATER), base: null, difference: null, relative: null, effect: null };
    const over = { kind: 'max', reason: 'over' } as const;
    expect(clues({ comparison: { ...first, head: breakdownOf('lcp', LATER, 1) }, row: over })).toEqual([
      {
        kind: 'largest-part',
        ...LCP,
        part: ['lcp', 'resource-load-duration'],
        share: null,
        place: null,
        after: 505,
      },
    ]);
  });

  test('of CLS is the element that moves, which is where to look', () => {
    const shifts = comparison('cls', { 'main > .promo': [0, 0.16, 0.004], footer: [0.01, 0.01, 0] });
    expect(clues({ comparison: shifts })).toMatchObject([
      {
        kind: 'shifted-element',
        metric: 'cls',
        unit: 'score',
        part: ['cls', 'main > .promo'],
        share: 1,
        place: 'main > .promo',
        before: 0,
        after: 0.16,
      },
    ]);
  });

  test('of the transfer size is a path, which is where to look, or a type of resource', () => {
    expect(clues({ comparison: sizeOf({ '/app-*.js': [80_000, 190_000, 0], '/b.js': [5, 5, 0] }) })).toMatchObject([
      { kind: 'part', part: ['bytes', 'script', '/app-*.js'], place: '/app-*.js', before: 80_000, after: 190_000 },
    ]);
    expect(
      clues({ comparison: sizeOf({ '/a.js': [0, 40, 0], '/b.js': [0, 40, 0], '/c.js': [0, 39, 0] }) }),
    ).toMatchObject([{ kind: 'part', part: ['bytes', 'script'], place: null }]);
  });

  test('that no element moves has no place', () => {
    const shifts = comparison('cls', { other: [0, 0.16, 0.004], footer: [0.01, 0.01, 0] });
    expect(clues({ comparison: shifts })).toMatchObject([{ kind: 'shifted-element', place: null }]);
  });
});

const image = (url: string) => ({ lcpElement: 'img.hero', lcpUrl: url });

describe('the LCP element', () => {
  test('is named with what it loads on either side, hashes taken out, and where that is on head', () => {
    expect(
      clues({
        comparison: comparison('lcp', LATER),
        base: image('https://main.shop.example/img/hero-0a1b2c3d.jpg?w=800'),
        head: image('https://pr-42.shop.example/img/hero-4e5f6a7b.jpg?token=secret'),
      })[1],
    ).toEqual({
      kind: 'lcp-element',
      ...LCP,
      part: ['lcp'],
      share: null,
      element: 'img.hero',
      before: '/img/hero-*.jpg',
      after: '/img/hero-*.jpg',
      place: '/img/hero-4e5f6a7b.jpg',
    });
  });

  test('may load another image than on base, or one of another origin', () => {
    const [, element] = clues({
      comparison: comparison('lcp', LATER),
      base: image('https://main.shop.example/hero.jpg'),
      head: image('https://cdn.example/hero.jpg'),
    });
    expect(element).toMatchObject({ before: '/hero.jpg', after: 'https://cdn.example/hero.jpg' });
  });

  test('of text is a selector alone, and without either there is nothing to name', () => {
    const text = { lcpElement: 'h1' };
    expect(clues({ comparison: comparison('lcp', LATER), base: text, head: text })[1]).toMatchObject({
      element: 'h1',
      before: null,
      after: null,
      place: 'h1',
    });
  });

  test('is no clue where the server is what got slower', () => {
    const story = {
      comparison: comparison('lcp', SLOWER_SERVER),
      base: { lcpElement: 'h1' },
      head: { lcpElement: 'h1' },
    };
    expect(kinds(story)).toEqual(['part']);
  });

  test('that is another one on head is the only clue: phases of two elements are not compared', () => {
    const story = {
      comparison: comparison('lcp', LATER),
      base: { lcpElement: 'h1' },
      head: { lcpElement: 'img.hero' },
    };
    expect(clues(story)).toEqual([
      {
        kind: 'lcp-element-changed',
        ...LCP,
        part: ['lcp'],
        share: null,
        before: 'h1',
        after: 'img.hero',
        place: 'img.hero',
      },
    ]);
  });
});

describe('who asks for the LCP resource', () => {
  const PARSER = { initiator: 'parser', url: 'https://main.shop.example/p/42', line: 12, priority: 'High' } as const;
  const SCRIPT = {
    initiator: 'script',
    url: 'https://pr-42.shop.example/assets/app-Bd3kq0Xz.js',
    line: 7,
    priority: 'Low',
  } as const;

  test('is a clue where another asks, with the line that does', () => {
    const story = { comparison: comparison('lcp', LATER), base: { lcpRequest: PARSER }, head: { lcpRequest: SCRIPT } };
    expect(clues(story)[1]).toEqual({
      kind: 'lcp-request-changed',
      ...LCP,
      part: ['lcp', 'resource-load-delay'],
      share: null,
      before: { initiator: 'parser', url: '/p/42', line: null },
      after: { initiator: 'script', url: '/assets/app-*.js', line: 7 },
      place: '/assets/app-Bd3kq0Xz.js:7',
    });
  });

  test('is none where the same asks from another build', () => {
    const earlier = { ...SCRIPT, url: 'https://main.shop.example/assets/app-Q9xK2mLp.js' };
    const story = { comparison: comparison('lcp', LATER), base: { lcpRequest: earlier }, head: { lcpRequest: SCRIPT } };
    expect(kinds(story)).toEqual(['part']);
  });

  test('is none where the load did not begin later', () => {
    const loads = comparison('lcp', {
      ...LATER,
      'resource-load-delay': [100, 101, 10],
      'resource-load-duration': [500, 900, 10],
    });
    expect(kinds({ comparison: loads, base: { lcpRequest: PARSER }, head: { lcpRequest: SCRIPT } })).toEqual(['part']);
  });
});

const script = (host: string, over: object = {}) => ({
  inpScript: {
    invoker: 'BUTTON#add.onclick',
    functionName: 'addToCart',
    sourceUrl: `https://${host}.shop.example/cart-0a1b2c3d.js?v=1`,
    charPosition: 900,
    line: 12,
    column: 345,
    durationMs: 92,
    ...over,
  },
});

describe('the script of an interaction', () => {
  const slow = comparison('inp', { 'processing-duration': [30, 124, 4], 'presentation-delay': [22, 22, 2] });

  test('is named with its source as both builds have it, and its place in that of head', () => {
    const base = script('main', { sourceUrl: 'https://main.shop.example/cart-4e5f6a7b.js', durationMs: 20 });
    expect(clues({ comparison: slow, base, head: script('pr-42') })[1]).toEqual({
      kind: 'script',
      ...ABOUT,
      metric: 'inp',
      unit: 'ms',
      path: 'inp',
      part: ['inp'],
      share: null,
      invoker: 'BUTTON#add.onclick',
      functionName: 'addToCart',
      source: '/cart-*.js',
      before: 20,
      after: 92,
      place: '/cart-0a1b2c3d.js:12:345',
    });
  });

  test('has no time on base where the longest was another one there', () => {
    const base = script('main', { functionName: 'track' });
    expect(clues({ comparison: slow, base, head: script('pr-42') })[1]).toMatchObject({ before: null, after: 92 });
  });

  test('that Chrome does not name a file of has no place', () => {
    expect(clues({ comparison: slow, head: script('pr-42', { sourceUrl: '' }) })[1]).toMatchObject({
      source: '',
      place: null,
    });
  });
});

const costOf = (reviews: number) => sumOf('cost', [leaf('products', 20), leaf('reviews', reviews)]);

describe('what made a cost change', () => {
  const place = { route: 'ProductPage', condition: 'operation' } as const;
  const share: CostShare = {
    by: 'schema',
    amount: 75,
    fraction: 0.75,
    path: null,
    coordinate: 'Product.reviews',
    subgraph: 'reviews',
    owner: '@shop/reviews',
    where: 'reviews.graphql:12',
    commit: { sha: 'a'.repeat(40), summary: 'Raise the weight' },
    note: null,
  };
  const costs = (shares: readonly CostShare[]) => {
    return clues({
      comparison: compareCosts({ ...place, metric: 'cost' }, costOf(0), costOf(100)),
      row: { ...place, path: 'cost' },
      over: { graphql: { causes: [{ ...place, metric: 'cost', shares }], problems: [] } },
    });
  };

  test('is each change with its share, its line and its commit', () => {
    const document = { ...share, by: 'document', amount: 25, fraction: 0.25, path: 'product.reviews' } as const;
    expect(costs([share, document])).toMatchObject([
      {
        kind: 'graphql-cost',
        metric: 'cost',
        unit: 'cost',
        by: 'schema',
        part: ['cost'],
        share: 0.75,
        amount: 75,
        coordinate: 'Product.reviews',
        place: 'reviews.graphql:12',
        commit: { sha: 'a'.repeat(40), subject: 'Raise the weight' },
        among: 2,
      },
      { by: 'document', share: 0.25, responsePath: 'product.reviews', among: 2 },
    ]);
  });

  test('lists the ten largest of many, and says among how many', () => {
    const found = costs(Array.from({ length: 300 }, () => share));
    expect(found).toHaveLength(10);
    expect(found[0]).toMatchObject({ among: 300 });
  });

  test('is the subgraph where no change is known', () => {
    expect(costs([])).toMatchObject([{ kind: 'part', part: ['cost', 'reviews'], before: 0, after: 100 }]);
  });
});

const change = (over: Partial<CommitChange>): CommitChange => ({
  sha: 'a'.repeat(40),
  subject: 'Load the hero late',
  value: 300,
  low: 290,
  high: 310,
  status: 'measured',
  ...over,
});

const other = (over: Partial<CommitChange>) => change({ sha: 'b'.repeat(40), subject: 'Add a font', ...over });

const byCommits = (commits: CommitChange[], culprits: readonly string[]): Clue[] => {
  const report = reportOf({ comparison: comparison('lcp', LATER) });
  const attribution = [{ route: 'product', condition: 'mobile', path: 'lcp', culprits: [...culprits], commits }];
  return cluesOf({ ...report, result: { ...report.result, attribution } }).slice(1);
};

describe('the commit that did it', () => {
  const [ONE, TWO] = ['a'.repeat(40), 'b'.repeat(40)];

  test('follows why it is worse, with its share of the change', () => {
    expect(byCommits([change({}), other({ value: 100, low: 90, high: 110 })], [ONE, TWO])).toEqual([
      {
        kind: 'commit',
        ...LCP,
        part: ['lcp'],
        share: 0.75,
        place: null,
        commit: { sha: ONE, subject: 'Load the hero late' },
        change: { value: 300, low: 290, high: 310 },
      },
      expect.objectContaining({ kind: 'commit', share: 0.25, commit: { sha: TWO, subject: 'Add a font' } }),
    ]);
  });

  test.each([
    ['took all of it back', -300],
    ['took more than that back', -500],
  ])('has no share of a change that another commit %s', (_, value) => {
    expect(byCommits([change({}), other({ value })], [ONE])).toMatchObject([{ kind: 'commit', share: null }]);
  });

  test('is one of several in a row where they could not be told apart', () => {
    const range = change({ status: 'range', subject: '3 commits, aaaaaaa..bbbbbbb' });
    expect(byCommits([range, other({ value: 0, low: -20, high: 20 })], [])).toMatchObject([
      { kind: 'commit-range', commits: '3 commits, aaaaaaa..bbbbbbb', share: 1, change: { value: 300 } },
    ]);
  });

  test('is none where two such stretches could be it, or the only one may not be', () => {
    const ranges = [change({ status: 'range' }), other({ status: 'range' })];
    expect(byCommits(ranges, [])).toEqual([]);
    expect(byCommits([change({ status: 'range', low: -1 })], [])).toEqual([]);
  });
});

describe('there is nothing to explain', () => {
  test.each<[string, Partial<BudgetRow>]>([
    ['that holds', { verdict: 'pass', reason: 'within-tolerance' }],
    ['that is undecided', { verdict: 'inconclusive', reason: 'unclear' }],
    ['that was broken before', { verdict: 'fail', reason: 'pre-existing' }],
    ['of a page that head does not serve', { verdict: 'fail', reason: 'not-measurable-on-head' }],
    ['of a metric that was not measured', { path: 'inp' }],
  ])('about a budget %s', (_, row) => {
    expect(clues({ comparison: comparison('lcp', LATER), row })).toEqual([]);
  });

  test('twice about a node with two broken limits; of a waived budget there is', () => {
    const report = reportOf({ comparison: comparison('lcp', LATER) });
    const over = budgetRow({ kind: 'max', verdict: 'fail', reason: 'over' });
    const twice = { ...report.result, budgets: [...report.result.budgets, over] };
    expect(cluesOf({ ...report, result: twice })).toHaveLength(1);
    expect(kinds({ comparison: comparison('lcp', LATER), row: { verdict: 'waived' } })).toEqual(['part']);
  });
});

test('of a head without a commit the clues name none', () => {
  const report = reportOf({ comparison: comparison('lcp', LATER) });
  const result = { ...report.result, head: { sha: null, url: null } };
  expect(cluesOf({ ...report, result })).toMatchObject([{ kind: 'part', sha: null }]);
});
