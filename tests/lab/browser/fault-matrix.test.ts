import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { FAULTS } from '../../../fixtures/faults/index.ts';
import { unchanged } from '../../../fixtures/faults/unchanged.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { fastCondition, glance, openExam, sit } from '../../support/fault-exam.ts';
import { falseAlarms, markDifference, ROUGH } from '../../support/fault-marks.ts';

/**
 * The rows of the lab's exam (docs/lab.md#how-exact-it-is), by two visits of each side. How exact a campaign is, is a
 * matter of an idle machine: `npm run bench:matrix`.
 */
const ROWS = FAULTS.map((fault) => {
  const condition = fastCondition(fault);
  const dial = fault.dials.fast;
  return { sentence: fault.says(dial, condition), fault, condition, dial };
});

let lab: Lab;
beforeAll(async () => {
  lab = await openExam(ROWS.map(({ condition }) => condition));
});
afterAll(async () => {
  await lab.close();
});

describe('what was made worse is found where it was made worse', () => {
  it.each(ROWS)('$sentence', async ({ fault, condition, dial }) => {
    const root = await glance(lab, { fault, condition, base: 0, head: dial });
    expect(markDifference(fault, { dial, condition, root, bounds: ROUGH }).complaints).toEqual([]);
  });
});

describe('base against itself', () => {
  it('shows nothing', async () => {
    const result = await sit(lab, { fault: unchanged, condition: fastCondition(unchanged), base: 0, head: 0 });
    expect(falseAlarms(result)).toEqual([]);
  });
});
