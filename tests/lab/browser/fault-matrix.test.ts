import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { unchanged } from '../../../fixtures/faults/unchanged.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { METRICS, unitOf } from '../../../src/model/metric.ts';
import { fastCondition, glance, openExam, ROWS } from '../../support/fault-exam.ts';
import { markDifference, metricOf, ROUGH, roughAlarms } from '../../support/fault-marks.ts';

/** Rows whose part another test holds from below, on one side, or another row here holds. */
const ELSEWHERE = new Set([
  // visit.test.ts
  'server-think-time',
  'server-timing-layer',
  'slow-handler',
  // breakdown.test.ts
  'connection',
  'redirect',
  'slow-animation-frame',
  // soft-navigation.test.ts
  'soft-navigation',
  // Here: a hero that a script asks for, a paint that waits for a script or for the first paint.
  'client-side-rendering',
  'blocking-stylesheet',
]);

/**
 * The other rows of the lab's exam (docs/lab.md#how-exact-it-is) that are times, by two visits of each side. How exact
 * a campaign is, and every row, is a matter of an idle machine: `npm run bench:matrix`.
 */
const TIMES = ROWS.filter(({ fault }) => unitOf(metricOf(fault)) === 'ms' && !ELSEWHERE.has(fault.id));

let lab: Lab;
beforeAll(async () => {
  lab = await openExam(TIMES.map(({ condition }) => condition));
});
afterAll(async () => {
  await lab.close();
});

describe('what was made worse is found where it was made worse', () => {
  it.each(TIMES)('$sentence', async ({ fault, condition, dial }) => {
    const [root] = await glance(lab, { fault, condition, base: 0, head: dial }, [metricOf(fault)]);
    expect(root && markDifference(fault, { dial, condition, root, bounds: ROUGH }).complaints).toEqual([]);
  });
});

describe('base against itself', () => {
  it('shows nothing', async () => {
    const condition = fastCondition(unchanged);
    const found = await glance(lab, { fault: unchanged, condition, base: 0, head: 0 }, METRICS);
    expect(roughAlarms(found)).toEqual([]);
  });
});
