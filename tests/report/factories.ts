import { cluesOf } from '../../src/explain/clues.ts';
import type { Breakdown } from '../../src/model/breakdown.ts';
import type { Budget, Limit } from '../../src/model/budget.ts';
import type { Comparison, Difference } from '../../src/model/comparison.ts';
import { unitOf, type Metric } from '../../src/model/metric.ts';
import type { Downloads, GateReport, Insight, RouteReport } from '../../src/model/report.ts';
import type { Evidence } from '../../src/model/sample.ts';
import { worst, type BudgetRow } from '../../src/model/verdict.ts';

/** A part's values on both sides and the half-width of its interval. */
export type Change = readonly [base: number, head: number, halfWidth: number];
export interface Tree {
  readonly [id: string]: Change | Tree;
}

export const BASE_SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
export const HEAD_SHA = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c';

/** A comparison whose sums hold by construction; `low` and `high` of a whole are as wide as its widest part. */
export function comparison(metric: Metric, tree: Tree, over: Partial<Comparison> = {}): Comparison {
  const difference = differenceOf(metric, tree);
  const base = breakdownOf(metric, tree, 0);
  const fraction = base.value === 0 ? null : difference.value / base.value;
  return {
    route: 'product',
    condition: 'mobile',
    metric,
    unit: unitOf(metric),
    blocks: 5,
    base,
    head: breakdownOf(metric, tree, 1),
    difference,
    relative: { value: fraction, low: null, high: null },
    effect: difference.low > 0 ? 'worse' : 'same',
    ...over,
  };
}

export function breakdownOf(id: string, tree: Change | Tree, side: 0 | 1): Breakdown {
  if (isChange(tree)) return { id, value: tree[side], parts: [] };
  const parts = Object.entries(tree).map(([part, below]) => breakdownOf(part, below, side));
  return { id, value: parts.reduce((sum, part) => sum + part.value, 0), parts };
}

function differenceOf(id: string, tree: Change | Tree): Difference {
  if (isChange(tree)) {
    const [base, head, half] = tree;
    return { id, value: head - base, low: head - base - half, high: head - base + half, parts: [] };
  }
  const parts = Object.entries(tree).map(([part, below]) => differenceOf(part, below));
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  const half = Math.max(0, ...parts.map((part) => part.high - part.value));
  return { id, value, low: value - half, high: value + half, parts };
}

function isChange(tree: Change | Tree): tree is Change {
  return Array.isArray(tree);
}

export function budgetRow(over: Partial<BudgetRow> = {}): BudgetRow {
  return {
    route: 'product',
    condition: 'mobile',
    path: 'lcp',
    kind: 'max-increase',
    limit: [percent(5), ms(50)],
    value: 0,
    low: 0,
    high: 0,
    verdict: 'pass',
    reason: 'within-tolerance',
    enforce: 'block',
    ...over,
  };
}

export function ms(value: number): Limit {
  return { value, unit: 'ms' };
}

export function percent(value: number): Limit {
  return { value, unit: '%' };
}

export function score(value: number): Limit {
  return { value, unit: 'score' };
}

export function budget(path: string, over: Partial<Budget> = {}): Budget {
  const segments = path.split('.');
  const metric = segments[0] === 'inp' || segments[0] === 'cls' ? segments[0] : 'lcp';
  return { path, segments, metric, max: null, percentile: 75, maxIncrease: null, enforce: 'block', ...over };
}

export function evidence(over: Partial<Evidence> = {}): Evidence {
  return {
    lcpElement: 'main > img.hero',
    lcpUrl: 'https://pr-42.shop.example/img/hero.jpg?token=secret',
    lcpRequest: null,
    inpTarget: null,
    inpType: null,
    inpStep: null,
    inpScript: null,
    shiftedElements: [],
    serverTiming: [],
    protocol: null,
    headers: [],
    traffic: [],
    notes: [],
    ...over,
  };
}

/** What the typical visit lists, as if every visit were like it. */
function downloadsOf(typical: Evidence | null): Downloads | null {
  if (typical === null) return null;
  const bytes = typical.traffic.reduce((sum, { bytesDown }) => sum + bytesDown, 0);
  return { bytes, isOfLargest: typical.traffic.length >= 20 };
}

export function routeReport(over: Partial<RouteReport> = {}): RouteReport {
  const { evidence: { base, head } = { base: null, head: null } } = over;
  return {
    route: 'product',
    condition: 'mobile',
    path: '/p/42',
    budgets: [budget('lcp'), budget('inp'), budget('cls')],
    blocks: 5,
    freshBlocks: 0,
    minimumDetectable: [{ path: 'lcp', value: 38 }],
    evidence: { base: evidence({ lcpUrl: 'https://main.shop.example/img/hero.jpg' }), head: evidence() },
    downloads: { base: downloadsOf(base), head: downloadsOf(head) },
    notes: [],
    unmeasurable: null,
    remedy: null,
    explanation: null,
    ...over,
  };
}

export function insight(over: Partial<Insight> = {}): Insight {
  return {
    id: 'lcp-discovery-insight',
    title: 'LCP request discovery',
    base: null,
    head: null,
    savingsMs: {},
    items: [],
    ...over,
  };
}

/** A report whose verdict is the worst of its blocking rows. */
export function gateReport(
  parts: { comparisons?: Comparison[]; budgets?: BudgetRow[]; routes?: RouteReport[] } = {},
  over: Partial<GateReport> = {},
): GateReport {
  const budgets = parts.budgets ?? [];
  const deciding = budgets.filter(({ enforce, reason }) => enforce === 'block' && reason !== 'no-base');
  return withClues({
    result: {
      version: 1,
      verdict: worst(deciding.map(({ verdict }) => verdict)),
      base: { sha: BASE_SHA, url: 'https://main.shop.example' },
      head: { sha: HEAD_SHA, url: 'https://pr-42.shop.example' },
      comparisons: parts.comparisons ?? [],
      budgets,
    },
    policy: { onInconclusive: 'pass', onUnmeasured: 'block' },
    routes: parts.routes ?? [routeReport()],
    notices: [],
    repositoryUrl: 'https://github.com/acme/shop',
    today: '2026-11-26',
    chrome: 'Chrome 156.0.7400.2',
    reproduce: 'npx vitals-gate run --base-url https://main.shop.example --head-url https://pr-42.shop.example',
    ...over,
  });
}

/** A report as the pipeline assembles it: with why its budgets are broken. */
export function withClues(report: GateReport): GateReport {
  return { ...report, result: { ...report.result, clues: cluesOf(report) } };
}
