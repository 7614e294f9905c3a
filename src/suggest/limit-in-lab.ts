import { googlesLimit, isWhole, metricAt, shown } from './limits.ts';
import { unitOf } from '../model/metric.ts';
import type { GoodLimitOf, Reading } from './suggestion.ts';

/** Beyond this factor the lab and the field do not measure the same thing. */
const MOST_RATIO = 10;

/**
 * Google's limits, which are for visitors, in the units of the lab: what the lab would read if visitors had the limit, provided
 * that both change by the same factor. Where the field has no value, the limit is as Google has it.
 *
 * @param conditions those that the field data are of; null: each reading names its own
 */
export function limitInLab(field: readonly Reading[], conditions: readonly string[] | null): GoodLimitOf {
  return (lab) => {
    const good = googlesLimit(lab.path);
    const visitors = field.find((each) => isSame(each, lab) && each.p75 > 0 && isOf(each, lab, conditions));
    if (good === null || visitors === undefined || unitOf(metricAt(lab.path)) === 'score') return good;
    const ratio = lab.p75 / visitors.p75;
    if (!(ratio < MOST_RATIO && ratio > 1 / MOST_RATIO)) return good;
    const value = roundDown(good.value * ratio);
    const name = isWhole(lab.path) ? '' : ' of TTFB';
    const text = `Google's "good" limit${name} for visitors, ${shown(good.value, lab.path)}, is about ${shown(value, lab.path)} here, because the lab has ${ratio.toFixed(2)} times their p75`;
    return { value, text };
  };
}

function isSame(field: Reading, lab: Reading): boolean {
  return (field.route === null || field.route === lab.route) && field.path === lab.path;
}

function isOf(field: Reading, lab: Reading, conditions: readonly string[] | null): boolean {
  return conditions === null ? field.condition === lab.condition : conditions.includes(lab.condition ?? '');
}

/** To 10 ms, so that it is a number that people write. */
function roundDown(ms: number): number {
  return Math.max(1, ms < 100 ? Math.floor(ms) : Math.floor(ms / 10) * 10);
}
