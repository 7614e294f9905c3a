import type { Bucket } from '../questions/rows.ts';
import { seededRandom } from '../../stats/random.ts';
import { levelsOf, normal } from './levels.ts';
import { DEVICES, isWithin, MEAN_VIEWS, NODES, PHASES, SESSION_SPREAD, VIEW_SPREAD, type Device } from './phases.ts';
import { HOUR_MS, shaAt, trafficAt, type FieldTruth } from './truth.ts';

/** Of log-normal values with these spreads of their logarithm: their variance over their squared mean. */
const SESSION_VARIANCE = Math.exp(SESSION_SPREAD ** 2) - 1;
const VIEW_VARIANCE = Math.exp(VIEW_SPREAD ** 2) - 1;

/**
 * The sums per hour that the records of this truth would have, without the records: means are drawn from the normal
 * distribution that means of so many views have. For simulations of many months.
 */
export function synthesizeSeries(truth: FieldTruth): Bucket[] {
  return truth.routes.flatMap((route) => DEVICES.flatMap((device) => seriesOf(truth, route, device)));
}

function seriesOf(truth: FieldTruth, route: string, device: Device): Bucket[] {
  const random = seededRandom('series', truth.seed, route, device.name);
  const views = (truth.sessionsPerHour * MEAN_VIEWS * device.share) / truth.routes.length;
  return levelsOf(truth, route, device).flatMap((levels, hour) => {
    const n = Math.round(views * trafficAt(hour));
    const at = new Date(Date.parse(truth.from) + hour * HOUR_MS).toISOString();
    if (n === 0) return [];
    const ofSessions = normal(random) * Math.sqrt((SESSION_VARIANCE * MEAN_VIEWS) / truth.routes.length / n);
    const means = levels.map(
      (level) => level * Math.max(0, 1 + ofSessions + normal(random) * Math.sqrt(VIEW_VARIANCE / n)),
    );
    const of = { route, device: device.name, by: null, sha: shaAt(truth, hour), at, n };
    return NODES.map((path) => ({ ...of, path, ...sumsOf(path, n, levels, means) }));
  });
}

function sumsOf(path: string, n: number, levels: readonly number[], means: readonly number[]) {
  let mean = 0;
  let level = 0;
  let viewVariance = 0;
  for (const [index, phase] of PHASES.entries()) {
    if (!isWithin(phase.path, path)) continue;
    mean += means[index] ?? 0;
    level += levels[index] ?? 0;
    viewVariance += (levels[index] ?? 0) ** 2 * VIEW_VARIANCE;
  }
  const variance = viewVariance * (1 + SESSION_VARIANCE) + level ** 2 * SESSION_VARIANCE;
  return { sum: Math.round(n * mean), squares: Math.round(n * mean ** 2 + (n - 1) * variance) };
}
