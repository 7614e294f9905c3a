import { parsePath } from '../model/breakdown.ts';
import type { Limit } from '../model/limit.ts';
import { definitionOf, isMetric, unitOf, type Metric } from '../model/metric.ts';
import { limit, quantity } from '../report/words/format.ts';
import type { GoodLimit, GoodLimitOf, Reading, Suggestion } from './suggestion.ts';

/** Room above what is measured now, as a share of it. */
const ROOM = 0.1;
/** A limit has a step of at most this share of itself, so that it is a number that people write. */
const STEP = 0.04;
/** "Good" by web.dev. It is not a metric of its own here, but the first phase of those that load a page. */
const GOOD_TTFB_MS = 800;
/** Below it nobody sees a page move. */
const LEAST_SCORE = 0.05;

/** The metric that a path begins with. */
export function metricAt(path: string): Metric {
  const [metric = ''] = parsePath(path) ?? [];
  if (!isMetric(metric)) throw new Error(`no metric at ${path}`);
  return metric;
}

export function isWhole(path: string): boolean {
  return path === metricAt(path);
}

/** Google's own limit for visitors; null for nodes that have none. */
export function googlesLimit(path: string): GoodLimit | null {
  const value = goodValue(path);
  return value === null ? null : { value, text: `Google's "good" limit is ${shown(value, path)}` };
}

function goodValue(path: string): number | null {
  if (isWhole(path)) return definitionOf(metricAt(path)).defaults.max.value;
  return path.endsWith('.ttfb') ? GOOD_TTFB_MS : null;
}

/** `1.5 s`, `0.1` */
export function shown(value: number, path: string): string {
  return limit(limitOf(value, path));
}

function limitOf(value: number, path: string): Limit {
  return { value, unit: unitOf(metricAt(path)) };
}

/** The smallest increase of a metric that its default budget would report, in its unit. */
function noticeable(path: string): number {
  const { maxIncrease } = definitionOf(metricAt(path)).defaults;
  return maxIncrease.find(({ unit }) => unit !== '%')?.value ?? 0;
}

/** Whether a phase is too short for a limit of its own: its room would be larger than itself. */
export function isNegligible({ path, p75 }: Reading): boolean {
  return !isWhole(path) && p75 < noticeable(path);
}

/**
 * The `max` that a page keeps as it is now: a tenth above its p75, or as much as would be noticed, and above what the p75 may
 * really be on another machine. A page that is "good" is not given a limit beyond that.
 *
 * @param spread by what share the values may differ on another machine; 0 for visitors, whose machines they are of
 */
function suggestMax(reading: Reading, good: GoodLimit | null, spread: number): number {
  const { p75, high, path } = reading;
  const surely = high ?? p75;
  const least = Math.max(p75 * (1 + ROOM), p75 + noticeable(path), surely * (1 + spread));
  const round = unitOf(metricAt(path)) === 'score' ? roundScore(least) : roundUp(least);
  return good !== null && round > good.value && surely <= good.value ? good.value : round;
}

function roundScore(least: number): number {
  return Math.max(LEAST_SCORE, Math.ceil(Number((least * 100).toFixed(6))) / 100);
}

/** Up to a multiple of 1, 2 or 5 times a power of ten: 1452 ms is 1500 ms. */
function roundUp(ms: number): number {
  const most = ms * STEP;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(1, [5, 2, 1].map((each) => each * power).find((each) => each <= most) ?? 1);
  return Math.ceil(Number((ms / step).toFixed(6))) * step;
}

/** Which of several conditions a budget of the route has to hold on: the one that needs most. */
function maxOf(readings: readonly Reading[], goodOf: GoodLimitOf, spread: number) {
  const all = readings.map((reading) => {
    const good = goodOf(reading);
    return { reading, good, max: suggestMax(reading, good, spread) };
  });
  return all.toSorted((one, other) => other.max - one.max)[0] ?? null;
}

/** The suggestion of a `max`, explained. */
export function maxSuggestion(readings: readonly Reading[], goodOf: GoodLimitOf, spread: number): Suggestion | null {
  const most = maxOf(readings, goodOf, spread);
  if (most === null) return null;
  const { reading, good, max } = most;
  const { route, path } = reading;
  return { route, path, max: limitOf(max, path), maxIncrease: null, why: [reasonOf(reading, max, good)] };
}

function reasonOf({ path, p75, high, noise, of }: Reading, max: number, good: GoodLimit | null): string {
  const unit = unitOf(metricAt(path));
  const value = quantity(p75, unit, [max]);
  const varies = noise === null ? '' : ` and the noise ${percent(noise)}`;
  const atMost = high === null || high <= p75 ? '' : ` (at most ${quantity(high, unit, [max])})`;
  const left = unit === 'score' ? quantity(max - p75, unit) : percent(max / p75 - 1);
  const begin = `max ${shown(max, path)}: the p75 of ${of} was ${value}${atMost}${varies}`;
  return `${begin}, so ${shown(max, path)} leaves ${left}${goodClause(p75, max, good)}.`;
}

function goodClause(p75: number, max: number, good: GoodLimit | null): string {
  if (good === null) return '';
  const advice = p75 > good.value ? ', which is exceeded: lower the budget as the page gets faster' : '';
  return `; ${good.text}${max === good.value ? ', and a page that is good is not given more' : advice}`;
}

/** `4 %`, `0.6 %` */
export function percent(fraction: number): string {
  const number = 100 * fraction;
  return `${number < 1 ? number.toFixed(1) : Math.round(number)} %`;
}
