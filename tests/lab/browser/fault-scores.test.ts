import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { unitOf } from '../../../src/model/metric.ts';
import { glance, openExam, ROWS } from '../../support/fault-exam.ts';
import { markDifference, metricOf, ROUGH } from '../../support/fault-marks.ts';

/** The rows of the lab's exam (docs/lab.md#how-exact-it-is) that are no times: a busy machine changes nothing in them. */
const SCORES = ROWS.filter(({ fault }) => unitOf(metricOf(fault)) !== 'ms');

let lab: Lab;
beforeAll(async () => {
  lab = await openExam(
    SCORES.map(({ condition }) => condition),
    400,
  );
});
afterAll(async () => {
  await lab.close();
});

describe('what was made worse is found where it was made worse', () => {
  it.concurrent.each(SCORES)('$sentence', async ({ fault, condition, dial }) => {
    const [root] = await glance(lab, { fault, condition, base: 0, head: dial }, [metricOf(fault)]);
    expect(root && markDifference(fault, { dial, condition, root, bounds: ROUGH }).complaints).toEqual([]);
  });
});
