import type { Budget } from '../../model/budget.ts';
import type { FieldRoute } from '../../model/field.ts';
import { clusteredPercentile, percentileOf, type QuantileEstimate } from '../../stats/clustered-quantile.ts';
import { stepsOf } from '../questions/nodes.ts';
import type { ClusterSums, Coverage, Distribution } from '../questions/rows.ts';
import type { Group } from '../questions/scope.ts';
import { budgetFor, P75 } from './slo-budgets.ts';
import { verdictOf, type Measured, type SloRow } from './slo-row.ts';

type CoverageSums = Group & Pick<Coverage, 'starts' | 'ended'>;

/** What the rows are made of. */
export interface SloAnswers {
  readonly distributions: readonly Distribution[];
  readonly clusters: readonly ClusterSums[];
  readonly coverage: readonly CoverageSums[];
  /** The nodes that were asked for, in the order of the rows. */
  readonly paths: readonly string[];
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
function conditionsOf({ name, conditions }: FieldRoute, cells: readonly Group[]): (string | null)[] {
  const others = cells.filter(({ route, device }) => route === name && !conditions.includes(device ?? ''));
  const named = [...new Set(others.map(({ device }) => device))];
  const devices = named.filter((device) => device !== null).toSorted();
  return [...conditions, ...devices, ...(named.includes(null) ? [null] : [])];
}

/** Without records there is one empty slice, so that a budget that nobody measured has its row. */
function slicesOf(route: string, device: string | null, cells: readonly Group[]): (string | null)[] {
  const found = new Set(cells.flatMap((cell) => (cell.route === route && cell.device === device ? [cell.by] : [])));
  return found.size === 0 ? [null] : [...found];
}

interface Index {
  readonly distributions: ReadonlyMap<string, Distribution>;
  readonly clusters: ReadonlyMap<string, ClusterSums>;
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
function shareOf(key: string, those: readonly CoverageSums[]): [key: string, share: number][] {
  const starts = those.reduce((sum, each) => sum + each.starts, 0);
  const ended = those.reduce((sum, each) => sum + each.ended, 0);
  return starts === 0 ? [] : [[key, ended / starts]];
}

function keyOf({ route, device, by }: Group, path = ''): string {
  return JSON.stringify([route, device, by, path]);
}

function rowsOf(route: FieldRoute, cell: Group, { paths }: SloAnswers, index: Index): SloRow[] {
  return paths.flatMap((path) => {
    const budget = budgetFor(route, cell.device, path);
    const distribution = index.distributions.get(keyOf(cell, path));
    return distribution === undefined && budget === undefined ? [] : [rowOf(cell, path, budget, index)];
  });
}

function rowOf(cell: Group, path: string, budget: Budget | undefined, index: Index): SloRow {
  const distribution = index.distributions.get(keyOf(cell, path));
  const clusters = index.clusters.get(keyOf(cell, path));
  const percentile = budget?.percentile ?? P75;
  const steps = stepsOf(path);
  const { value, low, high } = scaled(estimateOf(distribution, percentile, clusters), steps);
  const p75 = distribution === undefined ? undefined : percentileOf(distribution.values, P75);
  return {
    route: cell.route,
    condition: cell.device,
    path,
    n: distribution?.n ?? 0,
    sessions: clusters?.sessions ?? 0,
    coverage: index.coverage.get(keyOf(cell)) ?? null,
    p75: p75 === undefined ? null : p75 / steps,
    low,
    high,
    max: budget?.max?.value ?? null,
    verdict: budget === undefined ? null : verdictOf({ value, low, high }, budget.max),
    by: cell.by,
    percentile,
    value,
    enforce: budget?.enforce ?? null,
  };
}

function estimateOf(
  distribution: Distribution | undefined,
  percentile: number,
  clusters: ClusterSums | undefined,
): QuantileEstimate | undefined {
  if (distribution === undefined) return undefined;
  const { sessions = 0, n = 0, below = 0, bb = 0, bm = 0, mm = 0 } = clusters ?? {};
  return clusteredPercentile(distribution.values, percentile, { clusters: sessions, n, below, bb, bm, mm });
}

function scaled(estimate: QuantileEstimate | undefined, steps: number): Measured {
  const by = (number: number | null | undefined): number | null =>
    number === null || number === undefined ? null : number / steps;
  return { value: by(estimate?.value), low: by(estimate?.low), high: by(estimate?.high) };
}
