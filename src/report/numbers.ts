import type { Limit } from '../model/budget.ts';
import type { CostLimit } from '../model/graphql.ts';
import { isGraphMetric } from '../model/metric.ts';
import { change, estimate, limit, percentChange, quantity, tolerances } from './format.ts';
import type { ReportRow } from './rows.ts';

/** The numbers of one budget row, as every surface prints them: our own words only. */

/** `1.08 s → 1.49 s`; `head 1.49 s` without a base; `–` where nothing was measured. */
export function baseToHead({ base, head, comparison, budget }: ReportRow): string {
  if (comparison === null) return '–';
  const limits = budget.kind === 'max' ? inUnit(budget.limit) : [];
  const headText = quantity(head?.value ?? 0, comparison.unit, limits);
  if (comparison.base === null) return `head ${headText}`;
  return `${quantity(base?.value ?? 0, comparison.unit, limits)} → ${headText}`;
}

/** `+412 ms [398, 425] (+38 %)`; the relative change only for a whole metric, of which alone it is known. */
export function changeText({ difference, comparison, segments, budget, route }: ReportRow): string {
  if (comparison === null || difference === null) return '–';
  const limits = budget.kind === 'max-increase' ? budget.limit : [];
  const absolute = change(difference, comparison.unit, inUnit(limits));
  // The relative interval is that of the blocks that decided; the change in ms may be of others.
  const isPercentless = route?.percentless.some((metric) => metric === comparison.metric) ?? false;
  const relative = segments.length === 1 && !isPercentless ? comparison.relative?.value : null;
  if (relative === null || relative === undefined) return absolute;
  const fractions = limits.filter(({ unit }) => unit === '%').map(({ value }) => value / 100);
  return `${absolute} (${percentChange(relative, fractions)})`;
}

/** `+5 % and +50 ms`; `at most 2.5 s, p75 is 2.61 s [2.58, 2.70]`. */
export function budgetText(row: ReportRow): string {
  const { budget } = row;
  if (budget.limit.length === 0) return 'none broken';
  if (budget.kind === 'max-increase') return tolerances(budget.limit);
  const declared = `at most ${budget.limit.map(limit).join(' and ')}`;
  if (isGraphMetric(row.segments[0] ?? '')) return declared;
  return budget.value === null ? declared : `${declared}, ${percentileText(row)} is ${measured(row, budget.value)}`;
}

function percentileText({ declared }: ReportRow): string {
  return declared === null ? 'head' : `p${declared.percentile}`;
}

function measured({ budget, segments }: ReportRow, value: number): string {
  const unit = segments[0] === 'cls' ? 'score' : 'ms';
  return estimate({ value, low: budget.low, high: budget.high }, unit, inUnit(budget.limit));
}

/** `would have seen ≥ 38 ms`: the smallest increase that the run would have found; empty where that is not known. */
export function reachText({ budget, comparison, route }: ReportRow): string {
  if (budget.kind === 'max' || comparison === null) return '';
  const smallest = route?.smallest.find(({ path }) => path === budget.path)?.value ?? null;
  return smallest === null ? '' : `would have seen ≥ ${quantity(smallest, comparison.unit)}`;
}

/** The limits that are in the metric's own unit. */
function inUnit(limits: readonly (Limit | CostLimit)[]): number[] {
  return limits.filter(({ unit }) => unit !== '%').map(({ value }) => value);
}
