import { parsePath } from '../../model/breakdown.ts';
import type { Budget } from '../../model/budget.ts';
import type { FieldConfig, FieldRoute } from '../../model/field.ts';
import type { Limit } from '../../model/limit.ts';
import type { BudgetRow, Verdict } from '../../model/verdict.ts';
import { clusteredPercentile, percentileOf, type QuantileEstimate } from '../../stats/clustered-quantile.ts';

/** What one answer is about: the records of a route, of a device, of a slice. */
export interface SloCell {
  readonly route: string;
  readonly device: string | null;
  readonly by: string | null;
}

/** How often a node had each value, in integers: ms, or CLS × 10,000. */
export interface SloDistribution extends SloCell {
  readonly path: string;
  readonly n: number;
  /** Ascending, each value once. */
  readonly values: readonly { readonly value: number; readonly n: number }[];
}

export interface SloThreshold extends SloCell {
  readonly path: string;
  readonly n: number;
  readonly value: number;
}

interface SloClusters extends SloCell {
  readonly path: string;
  readonly sessions: number;
  readonly n: number;
  readonly below: number;
  readonly bb: number;
  readonly bm: number;
  readonly mm: number;
}

interface SloCoverage extends SloCell {
  readonly starts: number;
  readonly ended: number;
}

/** One node of a route under a condition. Numbers are in ms, of CLS in score; those that nobody measured are null. */
export interface SloRow {
  readonly route: string;
  /** Null: the records name no device. */
  readonly condition: string | null;
  readonly path: string;
  readonly n: number;
  readonly sessions: number;
  /** The share of the views that began whose end is known; null if none is known to have begun. */
  readonly coverage: number | null;
  readonly p75: number | null;
  /** The 95 % interval of `value`. */
  readonly low: number | null;
  readonly high: number | null;
  readonly max: number | null;
  /** Null without a limit. */
  readonly verdict: Verdict | null;
  /** What the slice is of; null if the rows are not sliced, or its records do not say. */
  readonly by: string | null;
  /** The percentile that `max` is about. */
  readonly percentile: number;
  readonly value: number | null;
  readonly enforce: Budget['enforce'] | null;
}

/** What the rows are made of. */
export interface SloAnswers {
  readonly distributions: readonly SloDistribution[];
  readonly clusters: readonly SloClusters[];
  readonly coverage: readonly SloCoverage[];
  /** The nodes that were asked for, in the order of the rows. */
  readonly paths: readonly string[];
  /** How many integers are one unit of a node. */
  readonly stepsOf: (path: string) => number;
}

const P75 = 75;

/**
 * The budgets that the field can be held against: those with an absolute limit, on nodes that records have.
 *
 * @param isKnown whether records have a node
 */
export function heldBudgets(budgets: readonly Budget[], isKnown: (path: string) => boolean): Budget[] {
  return budgets.filter(({ max, path }) => max !== null && isKnown(path));
}

/** The absolute budgets that are not held against the field, because records do not have their node. */
export function unheldPaths({ routes, budgets }: FieldConfig, isKnown: (path: string) => boolean): string[] {
  const all = [...budgets, ...routes.flatMap((route) => route.budgets)];
  return [...new Set(all.filter(({ max, path }) => max !== null && !isKnown(path)).map(({ path }) => path))];
}

/** The routes as declared; where none are, those of the data, under the conditions of the data. */
export function routesOf(config: FieldConfig, cells: readonly SloCell[]): FieldRoute[] {
  if (config.routes.length > 0) return [...config.routes];
  const names = [...new Set(cells.map(({ route }) => route))].toSorted();
  return names.map((name) => ({ name, conditions: devicesOf(name, cells), budgets: config.budgets }));
}

function devicesOf(route: string, cells: readonly SloCell[]): string[] {
  const devices = cells.flatMap((cell) => (cell.route === route && cell.device !== null ? [cell.device] : []));
  return [...new Set(devices)].toSorted();
}

/** The percentile of each distribution that its budget is about, which clusters are counted at. */
export function thresholdsOf(routes: readonly FieldRoute[], distributions: readonly SloDistribution[]): SloThreshold[] {
  const byName = new Map(routes.map((route) => [route.name, route]));
  return distributions.flatMap(({ route, device, by, path, n, values }) => {
    const declared = byName.get(route);
    if (declared === undefined) return [];
    const value = percentileOf(values, percentileFor(declared, device, path));
    return value === undefined ? [] : [{ route, device, by, path, n, value }];
  });
}

function percentileFor(route: FieldRoute, device: string | null, path: string): number {
  return budgetFor(route, device, path)?.percentile ?? P75;
}

function budgetFor({ conditions, budgets }: FieldRoute, device: string | null, path: string): Budget | undefined {
  if (device === null || !conditions.includes(device)) return undefined;
  return budgets.find((budget) => budget.path === path && budget.max !== null);
}

/**
 * The rows of all routes: every declared route under each of its conditions with each of its budgets, measured or not, and
 * every other node that records have. Slices come after one another.
 */
export function judgeSlo(routes: readonly FieldRoute[], answers: SloAnswers): SloRow[] {
  const index = indexOf(answers);
  return routes.flatMap((route) =>
    conditionsOf(route, answers.distributions).flatMap((device) =>
      slicesOf(route.name, device, answers.distributions).flatMap((by) =>
        rowsOf(route, { route: route.name, device, by }, answers, index),
      ),
    ),
  );
}

/** Those that the route declares, and then those that only records name. */
function conditionsOf({ name, conditions }: FieldRoute, cells: readonly SloCell[]): (string | null)[] {
  const others = cells.filter(({ route, device }) => route === name && !conditions.includes(device ?? ''));
  const named = [...new Set(others.map(({ device }) => device))];
  const devices = named.filter((device) => device !== null).toSorted();
  return [...conditions, ...devices, ...(named.includes(null) ? [null] : [])];
}

/** Without records there is one empty slice, so that a budget that nobody measured has its row. */
function slicesOf(route: string, device: string | null, cells: readonly SloCell[]): (string | null)[] {
  const found = new Set(cells.flatMap((cell) => (cell.route === route && cell.device === device ? [cell.by] : [])));
  return found.size === 0 ? [null] : [...found];
}

interface Index {
  readonly distributions: ReadonlyMap<string, SloDistribution>;
  readonly clusters: ReadonlyMap<string, SloClusters>;
  readonly coverage: ReadonlyMap<string, number>;
}

function indexOf({ distributions, clusters, coverage }: SloAnswers): Index {
  const cells = Map.groupBy(coverage, (cell) => keyOf(cell));
  return {
    distributions: new Map(distributions.map((each) => [keyOf(each, each.path), each])),
    clusters: new Map(clusters.map((each) => [keyOf(each, each.path), each])),
    coverage: new Map([...cells].flatMap(([key, those]) => shareOf(key, those))),
  };
}

/** The coverage of all commits of a cell together. */
function shareOf(key: string, those: readonly SloCoverage[]): [key: string, share: number][] {
  const starts = those.reduce((sum, each) => sum + each.starts, 0);
  const ended = those.reduce((sum, each) => sum + each.ended, 0);
  return starts === 0 ? [] : [[key, ended / starts]];
}

function keyOf({ route, device, by }: SloCell, path = ''): string {
  return JSON.stringify([route, device, by, path]);
}

function rowsOf(route: FieldRoute, cell: SloCell, { paths, stepsOf }: SloAnswers, index: Index): SloRow[] {
  return paths.flatMap((path): SloRow[] => {
    const budget = budgetFor(route, cell.device, path);
    const distribution = index.distributions.get(keyOf(cell, path));
    if (distribution === undefined && budget === undefined) return [];
    const clusters = index.clusters.get(keyOf(cell, path));
    const percentile = budget?.percentile ?? P75;
    const steps = stepsOf(path);
    const estimate = estimateOf(distribution, percentile, clusters);
    const numbers = scaled(estimate, steps);
    const p75 = distribution === undefined ? undefined : percentileOf(distribution.values, P75);
    return [
      {
        route: cell.route,
        condition: cell.device,
        path,
        n: distribution?.n ?? 0,
        sessions: clusters?.sessions ?? 0,
        coverage: index.coverage.get(keyOf(cell)) ?? null,
        p75: p75 === undefined ? null : p75 / steps,
        low: numbers.low,
        high: numbers.high,
        max: budget?.max?.value ?? null,
        verdict: budget === undefined ? null : verdictOf(numbers, budget.max),
        by: cell.by,
        percentile,
        value: numbers.value,
        enforce: budget?.enforce ?? null,
      },
    ];
  });
}

function estimateOf(
  distribution: SloDistribution | undefined,
  percentile: number,
  clusters: SloClusters | undefined,
): QuantileEstimate | undefined {
  if (distribution === undefined) return undefined;
  const { sessions = 0, n = 0, below = 0, bb = 0, bm = 0, mm = 0 } = clusters ?? {};
  return clusteredPercentile(distribution.values, percentile, { clusters: sessions, n, below, bb, bm, mm });
}

interface Numbers {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

function scaled(estimate: QuantileEstimate | undefined, steps: number): Numbers {
  const by = (number: number | null | undefined): number | null =>
    number === null || number === undefined ? null : number / steps;
  return { value: by(estimate?.value), low: by(estimate?.low), high: by(estimate?.high) };
}

/** The whole interval decides. What the machines of visitors differ by is a part of what it is about. */
function verdictOf({ value, low, high }: Numbers, max: Limit | null): Verdict {
  if (value === null || max === null) return 'unmeasured';
  if (low !== null && low > max.value) return 'fail';
  return high !== null && high <= max.value ? 'pass' : 'inconclusive';
}

/** A row as the rules of the gate know one, for waivers and the exit code; null without a limit. */
export function budgetRowOf(row: SloRow): BudgetRow | null {
  const { route, condition, path, value, low, high, max, verdict, enforce } = row;
  if (max === null || verdict === null || enforce === null) return null;
  const unit = parsePath(path)?.[0] === 'cls' ? 'score' : 'ms';
  const limit: BudgetRow['limit'] = [{ value: max, unit }];
  const reason = REASON_OF[verdict];
  return { route, condition: condition ?? '', path, kind: 'max', limit, value, low, high, verdict, reason, enforce };
}

const REASON_OF = {
  fail: 'over',
  pass: 'under',
  inconclusive: 'at-risk',
  unmeasured: 'not-seen',
  waived: 'over',
} as const;
