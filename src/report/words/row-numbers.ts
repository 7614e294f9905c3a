import type { Limit } from '../../model/budget.ts';
import type { CostLimit } from '../../model/graphql.ts';
import { isGraphMetric, isMetric, unitOf, type Unit } from '../../model/metric.ts';
import { changeAlone, isNothing, limit, percentChange, percentile, quantity, range, tolerances } from './format.ts';
import type { ReportRow } from '../rows/rows.ts';

/** The numbers of one budget row, as every surface prints them: our own words only. */

/** `from 1.08 s to 1.49 s`; `1.49 s on head` without a base; empty if nothing was measured. */
export function fromTo(row: ReportRow): string {
  const { base, head, comparison } = row;
  if (comparison === null) return '';
  const text = (value: number) => quantity(value, comparison.unit, limitsOnValue(row));
  if (comparison.base === null) return `${text(head?.value ?? 0)} on head`;
  return `from ${text(base?.value ?? 0)} to ${text(head?.value ?? 0)}`;
}

/** `+412 ms (+38 %)`; empty without a base. */
export function changeText(row: ReportRow): string {
  const { difference, comparison } = row;
  if (comparison === null || difference === null) return '';
  const percent = percentText(row, '+');
  return changeAlone(difference, comparison.unit, limitsOnChange(row)) + (percent === '' ? '' : ` (${percent})`);
}

/** `412 ms`: how much worse, without a sign. */
export function sizeText(row: ReportRow): string {
  const { difference, comparison } = row;
  if (comparison === null || difference === null) return '';
  return changeAlone(difference, comparison.unit, limitsOnChange(row)).replace(/^[+−]/, '');
}

/**
 * `+38 %`, or `38 %` for a sentence that has its own direction: the ratio of the two values shown. `over 10 times`
 * beyond that, whatever the limits. Empty without a ratio, and for scores, whose limits are rarely relative.
 */
export function percentText(row: ReportRow, sign: '+' | ''): string {
  const { base, head, segments, budget, comparison, difference } = row;
  if (
    base === null ||
    head === null ||
    comparison === null ||
    difference === null ||
    isZero(base.value, comparison.unit)
  )
    return '';
  const fraction = head.value / base.value - 1;
  const limits = budget.limit.filter(({ unit }) => unit === '%').map(({ value }) => value / 100);
  const isTelling = segments.length > 1 || comparison.unit !== 'score';
  if (!Number.isFinite(fraction) || (limits.length === 0 && !isTelling) || isStill(row)) return '';
  const text = percentChange(fraction, budget.kind === 'max-increase' ? limits : []);
  return sign === '' ? text.replace(/^[+−]/, '') : text;
}

/** What is printed as 0 has no ratio to anything. */
function isZero(value: number, unit: Unit): boolean {
  return value <= 0 || isNothing({ value, low: null, high: null }, unit);
}

function isStill({ difference, comparison }: ReportRow): boolean {
  return difference === null || comparison === null || isNothing(difference, comparison.unit);
}

/** `+5 % and +50 ms`; `2.5 s (75th percentile 2.61 s)`. */
function limitText(row: ReportRow): string {
  const { budget } = row;
  const declared = declaredLimit(row);
  if (budget.kind === 'max-increase') return declared;
  if (isGraphMetric(row.segments[0] ?? '') || budget.value === null) return declared;
  return `${declared} (${percentileText(row)} ${measured(row, budget.value)})`;
}

/** `+5 % and +50 ms`, `2.5 s`: as declared. */
export function declaredLimit({ budget }: ReportRow): string {
  return budget.kind === 'max-increase' ? tolerances(budget.limit) : budget.limit.map(limit).join(' and ');
}

/** The limits of one node: `limit +10 % and +16 ms`, `limits +10 % and +16 ms; 120 ms (75th percentile 152 ms)`. */
export function limitsText(rows: readonly ReportRow[]): string {
  const limits = rows.filter(({ budget }) => budget.limit.length > 0).map(limitText);
  if (limits.length === 0) return '';
  return `limit${limits.length > 1 ? 's' : ''} ${limits.join('; ')}`;
}

/**
 * What is known of the number that the limit holds: `the change lies between 398 and 425 ms`, `the 75th percentile is at
 * least 0.14`. Empty if its interval is not known.
 */
export function intervalText(row: ReportRow): string {
  const { budget, comparison, difference } = row;
  if (comparison === null || comparison.unit === 'cost') return '';
  if (budget.kind === 'max') {
    const between = range(budget, comparison.unit, inUnit(budget.limit));
    return between === '' ? '' : `the ${percentileText(row)} ${lies(between)}`;
  }
  if (difference === null) return '';
  return isStill(row)
    ? 'nothing changed'
    : `the change ${lies(range(difference, comparison.unit, limitsOnChange(row)))}`;
}

function lies(between: string): string {
  return between.startsWith('between') ? `lies ${between} (95 %)` : `is ${between}`;
}

/** `75th percentile` */
function percentileText({ declared }: ReportRow): string {
  return declared === null ? 'value on head' : percentile(declared.percentile);
}

function measured({ budget, segments: [metric = ''] }: ReportRow, value: number): string {
  return quantity(value, isMetric(metric) ? unitOf(metric) : 'ms', inUnit(budget.limit));
}

/** `an increase of 38 ms would have been detected`; empty if that is not known. */
export function reachText({ budget, comparison, route }: ReportRow): string {
  if (budget.kind === 'max' || comparison === null) return '';
  const smallest = route?.minimumDetectable.find(({ path }) => path === budget.path)?.value ?? null;
  return smallest === null ? '' : `an increase of ${quantity(smallest, comparison.unit)} would have been detected`;
}

function limitsOnValue({ budget }: ReportRow): number[] {
  return budget.kind === 'max' ? inUnit(budget.limit) : [];
}

function limitsOnChange({ budget }: ReportRow): number[] {
  return budget.kind === 'max-increase' ? inUnit(budget.limit) : [];
}

/** The limits that are in the metric's own unit. */
function inUnit(limits: readonly (Limit | CostLimit)[]): number[] {
  return limits.filter(({ unit }) => unit !== '%').map(({ value }) => value);
}
