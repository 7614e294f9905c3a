/** The nodes that are simulated: true values, noise and the budget on them. */
import type { Budget, Limit } from '../../src/model/budget.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { GatedNode } from './gate-run.ts';
import { chain, occasionally, rounded } from './noise.ts';
import type { Noise } from './noise.ts';

const LEVEL_MS = 2000;
/** Low enough for ticks of 8 ms to matter. */
const SMALL_LEVEL_MS = 200;

const percent = (value: number): Limit => ({ value, unit: '%' });
const ms = (value: number): Limit => ({ value, unit: 'ms' });

/** A blocking budget on the increase of a metric, or of the named part of one. */
function increase(metric: Metric, maxIncrease: readonly Limit[], ...below: readonly string[]): Budget {
  const segments = [metric, ...below];
  return { path: segments.join('.'), segments, metric, max: null, percentile: 75, maxIncrease, enforce: 'block' };
}

/** An LCP whose head is slower by `change` (a fraction), with one tolerance, in percent. */
export function lcp(noise: Noise, change: number, tolerance = 5): GatedNode {
  return { base: LEVEL_MS, head: LEVEL_MS * (1 + change), noise, budget: increase('lcp', [percent(tolerance)]) };
}

/** The same where a tick of the clock is 4 % of the value. */
export function tickingInp(noise: Noise): GatedNode {
  return { base: SMALL_LEVEL_MS, head: SMALL_LEVEL_MS, noise, budget: increase('inp', [percent(5)]) };
}

/** An INP in ticks of 8 ms with its default tolerances. */
export function inp(noise: Noise, base: number, head: number): GatedNode {
  return { base, head, noise: chain(noise, rounded(8)), budget: increase('inp', [percent(10), ms(16)]) };
}

/** A part with a tolerance in ms. */
export function part(noise: Noise, base: number, head: number): GatedNode {
  return { base, head, noise, budget: increase('inp', [ms(40)], 'input-delay') };
}

/** LCP, INP and CLS unchanged under their default tolerances, on a page that shifts by 0.1 more in a tenth of visits. */
export function byDefault(noise: Noise): GatedNode[] {
  const lcpBudget = increase('lcp', [percent(5), ms(50)]);
  const clsBudget = increase('cls', [{ value: 0.02, unit: 'score' }]);
  return [
    { base: LEVEL_MS, head: LEVEL_MS, noise: chain(noise, rounded(1)), budget: lcpBudget },
    inp(noise, SMALL_LEVEL_MS, SMALL_LEVEL_MS),
    { base: 0.05, head: 0.05, noise: occasionally(0.1, 0.1), budget: clsBudget },
  ];
}
