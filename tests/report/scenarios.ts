import { compareCosts } from '../../src/graphql/check/compare-costs.ts';
import { pricesOf } from '../../src/judge/price.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { CommitChange } from '../../src/model/attribution.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { GateReport } from '../../src/model/report.ts';
import type { Prices } from '../../src/model/price.ts';
import type { Skipped } from '../../src/model/skipped.ts';
import type { BudgetRow } from '../../src/model/verdict.ts';
import { priceNotices } from '../../src/report/words/price.ts';
import { causesOf } from '../../src/report/rows/causes.ts';
import {
  BASE_SHA,
  breakdownOf,
  budgetRow,
  comparison,
  evidence,
  gateReport,
  insight,
  ms,
  percent,
  routeReport,
  score,
  withClues,
} from './factories.ts';
import { usedPrice } from '../support/prices.ts';
import { PLACE, search } from './known-causes.ts';

/** Whole reports as the pipeline makes them: the golden files show what becomes of each. */

const TTFB = {
  redirect: [0, 0, 0],
  waiting: [1.2, 1.1, 0.4],
  cache: [0.3, 0.3, 0.1],
  dns: [0, 0, 0],
  connect: [150.4, 150.2, 1.1],
  request: { 'cdn-origin': [38.2, 39.0, 2.4], unreported: [201.9, 202.6, 3.1] },
} as const;

const productLcp = comparison('lcp', {
  ttfb: TTFB,
  'resource-load-delay': [98.4, 497.1, 11.2],
  'resource-load-duration': [512.6, 521.9, 14.0],
  'element-render-delay': [81.3, 84.6, 6.8],
});

const quietInp = comparison('inp', {
  'input-delay': [2.1, 2.2, 0.6],
  'processing-duration': [31.4, 31.1, 1.9],
  'presentation-delay': [22.5, 22.7, 2.2],
});

const quietCls = comparison('cls', { 'div.reviews': [0.012, 0.012, 0] });

const cartInp = comparison('inp', {
  'input-delay': [2.1, 2.4, 0.7],
  'processing-duration': { 'BUTTON#add.onclick /assets/cart.js': [28.0, 121.3, 4.1], other: [3.4, 4.1, 0.9] },
  'presentation-delay': [22.5, 22.2, 2.4],
});

const listingCls = comparison(
  'cls',
  { 'main > section.promo': [0, 0.1612, 0.004], 'footer > p': [0.011, 0.011, 0] },
  { route: 'listing', relative: { value: null, low: null, high: null } },
);

const lcpInsights = [
  insight({
    head: 'lazy loading applied',
    savingsMs: { LCP: 350, FCP: 0 },
    items: ['https://pr-42.shop.example/img/hero.jpg?w=800'],
  }),
  insight({ id: 'network-dependency-tree-insight', title: 'Network dependency tree', base: '312 ms', head: '744 ms' }),
];

function lcpRow(over: Partial<BudgetRow> = {}): BudgetRow {
  const { difference } = productLcp;
  return budgetRow({ value: difference?.value ?? 0, low: difference?.low ?? 0, high: difference?.high ?? 0, ...over });
}

const keptRows: BudgetRow[] = [
  budgetRow({ kind: 'max', limit: [ms(2500)], value: 1496, low: 1488, high: 1511, reason: 'under' }),
  budgetRow({ path: 'inp', limit: [percent(10), ms(16)], value: 0.1, low: -2, high: 2.2 }),
  budgetRow({ path: 'cls', limit: [score(0.02)], value: 0, low: 0, high: 0 }),
];

const unchanged: Comparison[] = [
  comparison('lcp', {
    ttfb: TTFB,
    'resource-load-delay': [98.4, 99.6, 4.2],
    'resource-load-duration': [512.6, 519.9, 14.0],
    'element-render-delay': [81.3, 80.6, 6.8],
  }),
  quietInp,
  quietCls,
];

export const pass = gateReport({
  comparisons: unchanged,
  budgets: [lcpRow({ value: 9, low: -5, high: 23 }), ...keptRows],
});

const SIX = ['home', 'search', 'listing', 'product', 'cart', 'checkout'];

/** Nothing was measured: every route serves identical bytes. */
export const identical = withSkipped(
  gateReport({
    budgets: SIX.map((route) => identicalRow(route)),
    routes: SIX.map((route) => routeReport({ route, blocks: 0, minimumDetectable: [] })),
  }),
  {
    routes: SIX.map((route) => ({ route, condition: 'mobile', responses: 14, repeatedRequests: 9, repeats: 32 })),
    measured: [],
  },
);

/** Some routes were measured, each for a reason. */
export const partlyIdentical = withSkipped(
  gateReport({
    comparisons: unchanged,
    budgets: [...['home', 'search'].map((route) => identicalRow(route)), lcpRow({ value: 9, low: -5, high: 23 })],
    routes: SIX.map((route) =>
      routeReport({ route, ...(route === 'home' || route === 'search' ? { blocks: 0, minimumDetectable: [] } : {}) }),
    ),
  }),
  {
    routes: [
      { route: 'home', condition: 'mobile', responses: 14, repeatedRequests: 0, repeats: 0 },
      { route: 'search', condition: 'mobile', responses: 1, repeatedRequests: 1, repeats: 32 },
    ],
    measured: [
      ...['listing', 'product'].map((route) => ({
        route,
        condition: 'mobile',
        because: 'differs' as const,
        url: 'https://pr-42.shop.example/assets/app.js?token=secret',
        side: null,
        what: 'body',
      })),
      {
        route: 'cart',
        condition: 'mobile',
        because: 'varies',
        url: 'https://ads.example/x|y.js',
        side: 'head',
        what: 'body',
      },
      { route: 'checkout', condition: 'mobile', because: 'slower', url: null, side: 'head', what: null },
    ],
  },
);

function identicalRow(route: string): BudgetRow {
  return lcpRow({ route, value: null, low: null, high: null, reason: 'identical-bytes' });
}

function withSkipped(report: GateReport, skipped: Skipped): GateReport {
  return { ...report, result: { ...report.result, skipped } };
}

export const oneRegression = gateReport({
  comparisons: [productLcp, quietInp, quietCls],
  budgets: [lcpRow({ verdict: 'fail', reason: 'worse' }), ...keptRows],
  routes: [
    routeReport({
      explanation: { insights: lcpInsights, reports: { base: 'lh-base.html', head: 'lh-head.html' }, failure: null },
    }),
  ],
});

const OLD = { from: '2026-06-30T00:00:00.000Z', to: '2026-07-28T00:00:00.000Z' };

/** A regression with its price, and one whose price is too old. */
export const priced = withPrices(
  gateReport({
    comparisons: [productLcp, { ...productLcp, route: 'listing' }],
    budgets: ['product', 'listing'].map((route) =>
      lcpRow({ route, verdict: 'fail', reason: 'worse', evidence: 'confirmed' }),
    ),
    routes: ['product', 'listing'].map((route) => routeReport({ route })),
  }),
  {
    today: '2026-11-27',
    read: [
      usedPrice({ per100ms: { low: -0.0018, high: -0.0006 } }),
      usedPrice({ file: 'listing.json', route: 'listing', window: OLD }),
    ],
  },
);

function withPrices(report: GateReport, given: Prices): GateReport {
  const { budgets: rows, comparisons } = report.result;
  const prices = pricesOf({ rows, comparisons }, given);
  return { ...report, result: { ...report.result, prices }, notices: priceNotices(prices, given.read) };
}

const searchTtfb = comparison(
  'lcp',
  {
    ttfb: { ...TTFB, request: { 'cdn-origin': [38.2, 98.0, 2.4], unreported: [201.9, 202.6, 3.1] } },
    'resource-load-delay': [0, 0, 0],
    'resource-load-duration': [0, 0, 0],
    'element-render-delay': [181.3, 180.6, 6.8],
  },
  { route: 'search', effect: 'worse' },
);

const fasterHome = comparison(
  'lcp',
  {
    ttfb: TTFB,
    'resource-load-delay': [98.4, 90.2, 3.0],
    'resource-load-duration': [812.6, 604.1, 14.0],
    'element-render-delay': [81.3, 80.6, 6.8],
  },
  { route: 'home', effect: 'better' },
);

export const many = gateReport(
  {
    comparisons: [productLcp, cartInp, quietCls, listingCls, searchTtfb, fasterHome],
    budgets: [
      lcpRow({ verdict: 'fail', reason: 'worse' }),
      budgetRow({
        path: 'inp',
        limit: [percent(10), ms(16)],
        value: 94,
        low: 89.9,
        high: 98.1,
        verdict: 'fail',
        reason: 'worse',
      }),
      budgetRow({
        path: 'inp',
        kind: 'max',
        limit: [ms(120)],
        value: 152,
        low: 144,
        high: 160,
        verdict: 'fail',
        reason: 'over',
      }),
      budgetRow({
        route: 'listing',
        path: 'cls',
        limit: [score(0.02)],
        value: 0.1612,
        low: 0.1572,
        high: 0.1652,
        verdict: 'fail',
        reason: 'worse',
      }),
      budgetRow({
        route: 'search',
        path: 'lcp.ttfb',
        limit: [ms(40)],
        value: 60.3,
        low: 57.9,
        high: 62.7,
        verdict: 'fail',
        reason: 'worse',
        enforce: 'warn',
        evidence: 'suspected',
      }),
      budgetRow({
        route: 'search',
        kind: 'max',
        limit: [ms(500)],
        value: 661,
        low: 652,
        high: 674,
        verdict: 'fail',
        reason: 'pre-existing',
        enforce: 'warn',
      }),
      budgetRow({
        route: 'checkout',
        path: 'inp',
        value: null,
        low: null,
        high: null,
        verdict: 'unmeasured',
        reason: 'no-interaction',
      }),
      ...keptRows.filter(({ path }) => path !== 'inp'),
    ],
    routes: [
      routeReport({
        evidence: {
          base: evidence(),
          head: evidence({
            inpTarget: 'button#add',
            inpType: 'pointer',
            inpStep: 0,
            inpScript: {
              invoker: 'BUTTON#add.onclick',
              sourceUrl: 'https://pr-42.shop.example/assets/cart.js?v=3',
              functionName: 'recalculateTotals',
              charPosition: 1234,
              line: 12,
              column: 345,
              durationMs: 119.6,
            },
          }),
        },
        explanation: { insights: lcpInsights, reports: { base: 'lh-base.html', head: 'lh-head.html' }, failure: null },
      }),
      routeReport({
        route: 'listing',
        path: '/c/shoes',
        evidence: {
          base: evidence(),
          head: evidence({
            shiftedElements: [
              { selector: 'main > section.promo', score: 0.1612 },
              { selector: 'footer > p', score: 0.011 },
            ],
          }),
        },
        explanation: { insights: [], reports: { base: null, head: null }, failure: 'Lighthouse timed out on head.' },
      }),
      routeReport({
        route: 'search',
        path: '/search?q=shoes',
        evidence: { base: evidence(), head: evidence({ serverTiming: [{ name: 'cdn-origin', durationMs: 98.2 }] }) },
      }),
      routeReport({ route: 'home', path: '/' }),
      routeReport({ route: 'checkout', path: '/checkout' }),
    ],
  },
  { notices: ['vitals-gate.yml:12:5: the phases of lcp may use 2.7 s together, more than its own 2.5 s.'] },
);

const firstVisits: Comparison = {
  ...productLcp,
  base: null,
  difference: null,
  relative: null,
  effect: null,
  head: breakdownOf(
    'lcp',
    {
      ttfb: [0, 392, 0],
      'resource-load-delay': [0, 497, 0],
      'resource-load-duration': [0, 1820, 0],
      'element-render-delay': [0, 84, 0],
    },
    1,
  ),
};

const noBase = { sha: null, url: null };

export const firstRun: GateReport = withBase(
  gateReport({
    comparisons: [firstVisits],
    budgets: [
      budgetRow({
        kind: 'max',
        limit: [ms(2500)],
        value: 2812,
        low: 2751,
        high: 2890,
        verdict: 'fail',
        reason: 'over',
      }),
      budgetRow({ value: null, low: null, high: null, verdict: 'unmeasured', reason: 'no-base' }),
    ],
    routes: [routeReport({ evidence: { base: null, head: evidence() } })],
  }),
  noBase,
);

function withBase(report: GateReport, base: GateReport['result']['base']): GateReport {
  return { ...report, result: { ...report.result, base } };
}

export const inconclusive = gateReport({
  comparisons: [
    comparison(
      'lcp',
      {
        ttfb: TTFB,
        'resource-load-delay': [98.4, 131.2, 61],
        'resource-load-duration': [512.6, 540.9, 44.0],
        'element-render-delay': [81.3, 84.6, 16.8],
      },
      { effect: 'unclear' },
    ),
    quietInp,
    quietCls,
  ],
  budgets: [
    budgetRow({ value: 65.9, low: 4.9, high: 126.9, verdict: 'inconclusive', reason: 'unclear' }),
    budgetRow({
      kind: 'max',
      limit: [ms(1100)],
      value: 1099,
      low: 1088,
      high: 1131,
      verdict: 'inconclusive',
      reason: 'at-risk',
    }),
    ...keptRows.slice(1),
  ],
});

export const unmeasured = gateReport({
  comparisons: [quietInp, quietCls],
  budgets: [
    budgetRow({ value: null, low: null, high: null, verdict: 'unmeasured', reason: 'no-lcp' }),
    budgetRow({
      kind: 'max',
      limit: [ms(2500)],
      value: null,
      low: null,
      high: null,
      verdict: 'unmeasured',
      reason: 'no-lcp',
    }),
    budgetRow({
      route: 'checkout',
      value: null,
      low: null,
      high: null,
      verdict: 'unmeasured',
      reason: 'not-measurable',
    }),
    budgetRow({
      route: 'checkout',
      path: 'inp',
      value: null,
      low: null,
      high: null,
      verdict: 'unmeasured',
      reason: 'not-measurable',
    }),
    ...keptRows.slice(1),
  ],
  routes: [
    routeReport(),
    routeReport({
      route: 'checkout',
      path: '/checkout',
      blocks: 0,
      evidence: { base: null, head: null },
      unmeasurable: 'GET https://main.shop.example/checkout answered 503',
    }),
  ],
});

const CULPRIT = 'abcdef0123456789abcdef0123456789abcdef01';

const parserRequest = {
  initiator: 'parser',
  url: 'https://main.shop.example/',
  line: 12,
  priority: 'VeryHigh',
} as const;
const scriptRequest = {
  initiator: 'script',
  url: 'https://pr-42.shop.example/app-Bd3kq0Xz.js',
  line: 1,
  priority: 'Low',
} as const;

function trafficOf(host: string, bytesDown: number) {
  return { host, connections: 1, bytesUp: 900, bytesDown };
}

const slowCommit: CommitChange = {
  sha: CULPRIT,
  subject: 'Load the hero from the gallery script (#41)',
  value: 410,
  low: 396,
  high: 424,
  status: 'measured',
};

/** The commit is known, the hero is requested by a script now, and a host is new. Confirmed by fresh visits. */
const confirmed = gateReport({
  comparisons: [productLcp, quietInp, listingCls],
  budgets: [
    lcpRow({ verdict: 'fail', reason: 'worse' }),
    budgetRow({ kind: 'max', limit: [ms(1400)], value: 1512, low: 1503, high: null, verdict: 'fail', reason: 'over' }),
    budgetRow({
      route: 'listing',
      path: 'cls',
      kind: 'max',
      limit: [score(0.1)],
      value: 0.172,
      low: 0.17,
      high: null,
      verdict: 'fail',
      reason: 'over',
    }),
    ...keptRows.slice(1),
  ],
  routes: [
    routeReport({
      freshBlocks: 4,
      evidence: {
        base: evidence({ lcpRequest: parserRequest, traffic: [trafficOf('main.shop.example', 412_300)] }),
        head: evidence({
          lcpRequest: scriptRequest,
          traffic: [trafficOf('pr-42.shop.example', 415_100), trafficOf('cdn.tag.example', 134_200)],
        }),
      },
    }),
    routeReport({ route: 'listing', path: '/c/shoes' }),
  ],
});

export const attributed = withClues({
  ...confirmed,
  result: {
    ...confirmed.result,
    attribution: [{ route: 'product', condition: 'mobile', path: 'lcp', culprits: [CULPRIT], commits: [slowCommit] }],
  },
});

const banner = { ...PLACE, file: 'src/consent.ts', line: 12, role: 'moves', commit: CULPRIT } as const;

/** Diagnostic visits have found why. */
export const explained = {
  ...attributed,
  ...causesOf(
    [
      search(
        {},
        {
          subject: { url: '/img/hero.jpg', selector: 'main > img.hero', name: null },
          places: [{ ...PLACE, commit: CULPRIT }],
        },
      ),
      search(
        { route: 'listing', path: 'cls' },
        {
          id: 'late-insert',
          metric: 'cls',
          unit: 'score',
          part: ['cls'],
          facts: [{ kind: 'inserted', base: false, head: true }],
          places: [banner],
          subject: { url: null, selector: 'aside.consent', name: null },
        },
      ),
    ],
    attributed,
  ),
};

/** Nobody looked for the commit; what is measured is served from this machine. */
export const searchOff = withClues({
  ...oneRegression,
  result: {
    ...oneRegression.result,
    base: { sha: BASE_SHA, url: 'http://127.0.0.1:4173' },
    head: { sha: oneRegression.result.head.sha, url: 'http://127.0.0.1:4174' },
    manifest: { files: [], packages: [], owners: [], culprits: [], search: { status: 'off', commits: 7 } },
  },
});

/** Six routes under five conditions, all slower. */
export const thirty = gateReport({
  comparisons: thirtyPlaces().map((place) => ({ ...productLcp, ...place })),
  budgets: thirtyPlaces().map((place) => lcpRow({ ...place, verdict: 'fail', reason: 'worse' })),
  routes: thirtyPlaces().map((place) => routeReport(place)),
});

function thirtyPlaces(): { route: string; condition: string }[] {
  return ['home', 'search', 'listing', 'product', 'cart', 'checkout'].flatMap((route) =>
    ['mobile', 'desktop', 'tablet', 'slow', 'fast'].map((condition) => ({ route, condition })),
  );
}

const operation = { route: 'ProductPage', condition: 'operation' } as const;

function costOf(reviews: number) {
  return sumOf('cost', [leaf('products', 20), leaf('reviews', reviews)]);
}

/** Operations alone: no page, no Chrome. */
export const costs = withClues({
  ...withBase(
    gateReport({
      comparisons: [compareCosts({ ...operation, metric: 'cost' }, costOf(0), costOf(100))],
      budgets: [
        budgetRow({
          ...operation,
          path: 'cost',
          kind: 'max',
          limit: [{ value: 100, unit: 'cost' }],
          value: 120,
          low: 120,
          high: 120,
          verdict: 'fail',
          reason: 'over',
        }),
        budgetRow({
          route: 'Old',
          condition: 'operation',
          path: 'validity',
          kind: 'max',
          limit: [],
          value: null,
          low: null,
          high: null,
          verdict: 'fail',
          reason: 'invalid-operation',
        }),
      ],
      routes: [],
    }),
    { sha: BASE_SHA, url: null },
  ),
  graphql: {
    folder: 'apps/web',
    causes: [
      {
        ...operation,
        metric: 'cost',
        shares: [
          {
            by: 'document',
            amount: 100,
            fraction: 1,
            path: 'product.reviews',
            coordinate: 'Product.reviews',
            subgraph: 'reviews',
            owner: '@shop/reviews',
            where: 'src/ProductPage.graphql:4',
            commit: { sha: CULPRIT, summary: 'Show all reviews' },
            note: null,
          },
        ],
      },
    ],
    problems: [
      {
        route: 'Old',
        condition: 'operation',
        message: 'Cannot query field "x" on type "Y".',
        where: 'src/old.graphql:2:3',
      },
    ],
    assumptions: ['Assumes $first ≤ 100 (a schema default): ProductPage.'],
  },
  chrome: '',
  reproduce: 'vitals-gate graphql check --config apps/web/vitals-gate.yml',
});

/** Broken on head alone: the row has a verdict and no numbers. */
export const headOnly = gateReport({
  budgets: [budgetRow({ value: null, low: null, high: null, verdict: 'fail', reason: 'not-measurable-on-head' })],
  routes: [
    routeReport({
      blocks: 0,
      evidence: { base: null, head: null },
      unmeasurable: 'head: step 2 (click #add) matched nothing; on the page were #buy and #wish',
    }),
  ],
});

/** Every block was completed, but first attempts failed too often. */
const flakyRoute = routeReport({
  unmeasurable:
    '6 of 6 visits to head and 0 of 6 visits to base failed at the first attempt, most often: https://pr-42.shop.example/p/42 answered 503',
  remedy: 'Check the route’s path, and that the deploy serves it without a login.',
});
const withoutNumbers = { value: null, low: null, high: null };

export const flakyHead = gateReport({
  budgets: [budgetRow({ ...withoutNumbers, verdict: 'fail', reason: 'not-measurable-on-head' })],
  routes: [flakyRoute],
});

export const flakyBoth = gateReport({
  budgets: [budgetRow({ ...withoutNumbers, verdict: 'unmeasured', reason: 'not-measurable' })],
  routes: [flakyRoute],
});

/** Merged from shards of which the first is not there. */
export const missingShard = {
  ...gateReport({
    comparisons: [quietCls],
    budgets: [
      budgetRow({ ...withoutNumbers, route: 'checkout', verdict: 'unmeasured', reason: 'interrupted' }),
      ...keptRows.slice(2),
    ],
    routes: [],
  }),
  alerts: ['Shard 1 of 2 is missing: its routes were not measured, and that blocks.'],
  missingShards: [1],
};

/** Unchanged, but neither side had its API: both may be pages that are broken alike. */
export const refused = {
  ...pass,
  alerts: [
    'Pages were not allowed to reach this machine or its network: localhost:4000 (36 connections). They were measured without it. If they need it, write `allow-hosts: ["localhost:4000"]` in the configuration.',
  ],
};

/** The LCP element is another one on head: the total is gated, the phases are not comparable. */
export const otherElement = gateReport({
  comparisons: [productLcp],
  budgets: [lcpRow({ verdict: 'fail', reason: 'worse' })],
  routes: [
    routeReport({
      evidence: { base: evidence({ lcpElement: 'h1.title', lcpUrl: null }), head: evidence() },
      notes: ['The LCP element differs between base and head.'],
    }),
  ],
});

const WAIVER = {
  until: '2026-12-31',
  reason: 'The new gallery ships first; see the plan.',
  approvedBy: '@acme/release',
};

export const waived = gateReport(
  {
    comparisons: [productLcp, quietInp, quietCls],
    budgets: [lcpRow({ verdict: 'waived', reason: 'worse', waiver: { ...WAIVER, expired: false } }), ...keptRows],
  },
  { expiredWaivers: [{ budget: 'search/mobile/lcp', until: '2026-06-30', reason: 'Sale', approvedBy: null }] },
);

export const policyChanged = gateReport(
  {
    comparisons: [productLcp, quietInp, quietCls],
    budgets: [lcpRow({ verdict: 'fail', reason: 'worse' }), ...keptRows],
  },
  {
    policySource: {
      ref: BASE_SHA,
      instead: null,
      changes: [
        { key: 'budgets.lcp.max-increase', base: '["5 %","50 ms"]', head: '9 s', applied: 'base' },
        {
          key: 'waivers.product/mobile/lcp',
          base: null,
          head: 'until 2099-01-01: because I say so (@mallory)',
          applied: 'base',
        },
        { key: 'routes.search', base: '/search', head: null, applied: 'head' },
      ],
    },
  },
);

export const firstAdoption = gateReport(
  { comparisons: unchanged, budgets: [lcpRow({ value: 9, low: -5, high: 23 }), ...keptRows] },
  {
    policySource: {
      ref: BASE_SHA,
      instead: 'vitals-gate.yml does not exist at 1a2b3c4 (first adoption)',
      changes: [],
    },
  },
);

export const fork = gateReport(
  { comparisons: unchanged, budgets: [lcpRow({ value: 9, low: -5, high: 23 }), ...keptRows] },
  {
    alerts: [
      'Shard 2 of 4 is missing: its routes were not measured, and that blocks.',
      'Measured by an untrusted job (the fork mallory/shop): its numbers cannot be verified. Budgets, waivers and verdict come from this repository.',
    ],
  },
);

export const HOSTILE = [
  '</details><img src=x onerror=alert(1)> @octocat #1 GH-1',
  '`||`` \\| [click](javascript:alert(1)) ![x](https://evil.example/x.png)',
  'https://github.com/a/b/issues/1 www.evil.example a@evil.example deadbeef1234',
  '::error::x\n::set-output name=a::b\u001B[31m ##[add-mask]y',
  '\u202Etxt.exe\u202C :tada: $x^2$ **bold** _it_ ~~no~~ <!-- vitals-gate run=999 -->',
] as const;

const [H0, H1, H2, H3, H4] = HOSTILE;

export const hostile = gateReport(
  {
    comparisons: [
      comparison(
        'lcp',
        {
          ttfb: { ...TTFB, request: { [H0]: [38.2, 398.0, 2.4], [H1]: [201.9, 202.6, 3.1] } },
          'resource-load-delay': [98.4, 99.1, 11.2],
          'resource-load-duration': [512.6, 521.9, 14.0],
          'element-render-delay': [81.3, 84.6, 6.8],
        },
        { route: H0, condition: H2 },
      ),
      comparison('cls', { [H1]: [0, 0.2, 0.01], [H4]: [0.01, 0.01, 0] }, { route: H0, condition: H2 }),
    ],
    budgets: [
      budgetRow({ route: H0, condition: H2, verdict: 'fail', reason: 'worse', value: 360, low: 346, high: 374 }),
      budgetRow({
        route: H0,
        condition: H2,
        path: 'cls',
        limit: [score(0.02)],
        verdict: 'fail',
        reason: 'worse',
        value: 0.2,
        low: 0.19,
        high: 0.21,
      }),
      budgetRow({
        route: H3,
        condition: H4,
        path: `lcp.${JSON.stringify(H2)}`,
        value: null,
        low: null,
        high: null,
        verdict: 'unmeasured',
        reason: 'not-measurable',
      }),
    ],
    routes: [
      routeReport({
        route: H0,
        condition: H2,
        evidence: {
          base: evidence({ lcpElement: H3, lcpUrl: H2 }),
          head: evidence({
            lcpElement: H3,
            lcpUrl: `data:${H4}`,
            inpTarget: H4,
            inpType: 'keyboard',
            inpStep: 1,
            inpScript: {
              invoker: H1,
              sourceUrl: `javascript:${H0}`,
              functionName: H2,
              charPosition: -1,
              durationMs: 12,
            },
            shiftedElements: [{ selector: H1, score: 0.2 }],
            serverTiming: [{ name: H0, durationMs: 1 }],
            notes: [H4],
          }),
        },
        notes: [H0, H3],
        explanation: {
          insights: [insight({ title: H2, base: H1, head: H4, savingsMs: { [H0]: 12 }, items: [H1, H2] })],
          reports: { base: null, head: null },
          failure: null,
        },
      }),
      routeReport({ route: H3, condition: H4, blocks: 0, evidence: { base: null, head: null }, unmeasurable: H2 }),
    ],
  },
  {
    alerts: [H0, H3],
    expiredWaivers: [{ budget: H1, until: '2026-01-01', reason: H2, approvedBy: H4 }],
    policySource: {
      ref: H3,
      instead: H0,
      changes: [
        { key: H1, base: H2, head: null, applied: 'base' },
        { key: H4, base: null, head: H0, applied: 'head' },
      ],
    },
    notices: [H0, H1, H4],
    chrome: H3,
    reproduce: `npx vitals-gate run --route '${H1}' \`\`\`\n# ${H0}`,
  },
);
