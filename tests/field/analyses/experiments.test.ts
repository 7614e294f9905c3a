import { expect, test } from 'vitest';

import { compareFlag } from '../../../src/field/analyses/experiment/flag-arms.ts';
import { cellsOfFlag } from '../../../src/field/analyses/experiment/flags.ts';
import type { ExperimentCell } from '../../../src/field/questions/experiment.ts';
import { seededRandom } from '../../../src/stats/random.ts';

/* Seeded and short; `npm run bench:field-experiments` runs the whole command over files, with every design. */
const SESSIONS = 400;

/** Of each value of the flag as many sessions as are drawn, a tenth of which converts. */
function nullCells(seed: number): ExperimentCell[] {
  const random = seededRandom('null', String(seed));
  const sessions = Array.from({ length: SESSIONS }, () => ({
    value: random() < 0.5 ? 'on' : 'off',
    converted: random() < 0.1,
    isHeard: random() < 0.95,
  }));
  return ['on', 'off'].map((value) => {
    const own = sessions.filter((session) => session.value === value);
    const total = own.filter(({ converted }) => converted).length;
    const ended = own.filter(({ isHeard }) => isHeard).length;
    const flags = { lowest: `hero=${value}`, highest: `hero=${value}`, group: null, hour: null };
    return { ...flags, landed: own.length, starts: own.length, ended, n: own.length, total, squares: total };
  });
}

test('of experiments without an effect, some 5 in 100 establish one', () => {
  const runs = 1000;
  const found = Array.from({ length: runs }, (_, seed) =>
    compareFlag(cellsOfFlag(nullCells(seed), 'hero'), { control: 'off', shares: null, steps: 1 }),
  );
  const established = found.filter(({ reason }) => reason === null).length / runs;
  expect(established).toBeGreaterThan(0.03);
  expect(established).toBeLessThan(0.065);
});

test('flags are told apart by their whole names and values', () => {
  const sums = { landed: 1, starts: 1, ended: 1, n: 1, total: 0, squares: 0 };
  const cell = (lowest: string | null, highest = lowest) => ({ lowest, highest, group: null, hour: null, ...sums });
  const cells = [cell('a=1;hero=b=2'), cell('ahero=x'), cell(null), cell('a=1', 'hero=c'), cell('hero=b', 'hero=c')];
  const { arms, changed, flags } = cellsOfFlag(cells, 'hero');
  expect([...arms.keys()]).toEqual(['b=2', 'c']);
  expect(changed).toHaveLength(1);
  expect(flags).toEqual(['a', 'ahero', 'hero']);
});
