import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { FAULTS } from '../../../fixtures/faults/index.ts';
import { unchanged } from '../../../fixtures/faults/unchanged.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { fastCondition, openExam, sit } from '../../support/fault-exam.ts';
import { falseAlarms, mark } from '../../support/fault-marks.ts';

/** The lab's own exam: the fault matrix (docs/lab.md#how-exact-it-is) under the fast condition. `npm run bench:matrix` holds it on `mobile`. */
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
    const result = await sit(lab, { fault, condition, base: 0, head: dial });
    expect(mark(fault, dial, condition, result).complaints).toEqual([]);
  });
});

describe('base against itself', () => {
  it('shows nothing', async () => {
    const result = await sit(lab, { fault: unchanged, condition: fastCondition(unchanged), base: 0, head: 0 });
    expect(falseAlarms(result)).toEqual([]);
  });
});
