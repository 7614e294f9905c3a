import type { Random } from '../../src/stats/random.ts';
import { addOuter, at, inverseOf, zeros } from '../../src/stats/symmetric.ts';
import { normal } from '../simulation/noise.ts';
import { COMMITS, PER_COMMIT } from './year.ts';

/**
 * How well anyone could know by the end of the year where a ramp began, commits: the Cramér–Rao bound of an unbiased
 * estimate where level and slope are not known either.
 *
 * @param error of one entry, as a share of the metric
 */
export function onsetBound(onset: number, error: number): number {
  const information = zeros(3);
  for (let commit = 0; commit < COMMITS; commit += 1) {
    const isAfter = commit >= onset;
    addOuter(information, [1, isAfter ? commit - onset + 1 : 0, isAfter ? -PER_COMMIT : 0], error ** -2);
  }
  const covariance = inverseOf(information);
  return covariance === null ? Infinity : Math.sqrt(at(covariance, 2, 2));
}

/** The share of estimates within `most` commits that such an estimate would have, over the onsets given. */
export function withinBound(random: Random, onsets: readonly number[], error: number, most: number): number {
  const bounds = onsets.map((onset) => onsetBound(onset, error));
  const draws = bounds.flatMap((bound) => Array.from({ length: 200 }, () => Math.round(bound * normal(random))));
  return draws.filter((each) => Math.abs(each) <= most).length / draws.length;
}
