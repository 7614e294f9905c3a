import { parsePath, SUM_TOLERANCE } from '../../model/breakdown.ts';
import type { Comparison } from '../../model/comparison.ts';
import { isMetric, METRICS } from '../../model/metric.ts';
import { keyOf, type Place } from '../../model/place.ts';
import type { GateReport } from '../../model/report.ts';
import { worst, type Verdict } from '../../model/verdict.ts';
import { forCampaign, itemsAt } from '../../report/rows/campaign-index.ts';
import { reportRow, type ReportRow } from '../../report/rows/rows.ts';
import { changeAlone, quantity } from '../../report/words/format.ts';

/** One metric of one route under one condition. */
export interface Cell {
  readonly metric: string;
  /** Null: it has no budget, or none that can be judged yet. */
  readonly verdict: Verdict | null;
  /** Whether a broken budget does not block. */
  readonly onlyWarns: boolean;
  /** The change, or the value on head where there is no base; empty if nothing was measured. */
  readonly text: string;
}

export interface MatrixRow {
  readonly place: Place;
  /** Whether the page has a fold for it: a route whose shard is missing has none. */
  readonly hasFold: boolean;
  /** One for each metric of the table; null where nothing is known of it. */
  readonly cells: readonly (Cell | null)[];
}

/** Routes by metrics under one condition. */
export interface Matrix {
  readonly condition: string;
  readonly metrics: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/** A table for every condition, in the order of the result; costs of GraphQL operations are not in it. */
export function matricesOf(report: GateReport): Matrix[] {
  const { comparisons, budgets } = report.result;
  const places: Place[] = [
    ...report.routes,
    ...comparisons.filter(({ metric }) => isMetric(metric)),
    ...budgets.filter(({ path }) => isMetric(parsePath(path)?.[0] ?? '')),
  ];
  const distinct = [...new Map(places.map((place) => [keyOf(place), place])).values()];
  return [...Map.groupBy(distinct, ({ condition }) => condition)].map(([condition, routes]) =>
    matrixOf(condition, routes, report),
  );
}

function matrixOf(condition: string, places: readonly Place[], report: GateReport): Matrix {
  const cellsOf = new Map(places.map((place) => [place, cellsAt(place, report)]));
  const metrics = METRICS.filter((metric) => [...cellsOf.values()].some((cells) => cells.has(metric)));
  const rows = places.map((place) => ({
    place: { route: place.route, condition },
    hasFold: forCampaign(report.routes, place).length > 0,
    cells: metrics.map((metric) => cellsOf.get(place)?.get(metric) ?? null),
  }));
  return { condition, metrics, rows };
}

function cellsAt(place: Place, report: GateReport): Map<string, Cell> {
  const rows = forCampaign(report.result.budgets, place).map((budget) => reportRow(report, budget));
  const comparisons = forCampaign(report.result.comparisons, place);
  const metrics = [...rows.map(({ segments }) => segments[0] ?? ''), ...comparisons.map(({ metric }) => metric)];
  return new Map(
    metrics.map((metric) => {
      const [comparison = null] = itemsAt(report.result.comparisons, place, 'metric', metric);
      return [metric, cellOf(metric, rows, comparison)];
    }),
  );
}

function cellOf(metric: string, all: readonly ReportRow[], comparison: Comparison | null): Cell {
  const rows = all.filter(({ segments, budget }) => segments[0] === metric && budget.reason !== 'no-base');
  const verdict = rows.length === 0 ? null : worst(rows.map(({ budget }) => budget.verdict));
  const deciding = rows.filter(({ budget }) => budget.verdict === verdict);
  return {
    metric,
    verdict,
    onlyWarns: verdict === 'fail' && deciding.every(({ budget }) => budget.enforce === 'warn'),
    text: valueText(comparison),
  };
}

function valueText(comparison: Comparison | null): string {
  if (comparison === null) return '';
  const { difference, head, unit } = comparison;
  if (difference === null) return quantity(head.value, unit);
  return Math.abs(difference.value) <= SUM_TOLERANCE ? '0' : changeAlone(difference, unit);
}
