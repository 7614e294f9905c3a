import { describe, expect, test } from 'vitest';

import { leaf } from '../../src/model/breakdown.ts';
import { CHROME_DIED, fakeRun, REFUSED, steady, type FakeRun, type FakeVisit } from '../support/fake-lab.ts';

/** How a run ends: its exit code, and the verdict and reason of its one budget. */
async function ending(visit: FakeRun['visit'], seed = 'failing') {
  const run = await fakeRun({ visit }, seed);
  await run.remove();
  const [row] = run.outcome?.report.result.budgets ?? [];
  return { exitCode: run.exitCode, verdict: row?.verdict, reason: row?.reason, comment: run.comment };
}

/** How many of so many runs end with each exit code. */
async function endings(runs: number, name: string, visit: FakeRun['visit']): Promise<Record<number, number>> {
  const counts: Record<number, number> = { 0: 0, 1: 0, 3: 0 };
  for (let run = 0; run < runs; run += 1) {
    const { exitCode } = await ending(visit, `${name}-${run}`);
    counts[exitCode] = (counts[exitCode] ?? 0) + 1;
  }
  return counts;
}

describe('a head that is gone for good', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])(
    'after %i visits of the run blocks as a broken budget',
    async (made) => {
      for (const seed of ['one', 'two'])
        expect(await ending((visit) => (visit.side === 'head' && visit.count > made ? REFUSED : steady()(visit)), seed)) //
          .toMatchObject({ exitCode: 1, verdict: 'fail', reason: 'not-measurable-on-head' });
    },
  );

  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'after %i of its fresh visits is told as gone, not as unconfirmed',
    async (made) => {
      const { comment, ...ended } = await ending((visit) =>
        visit.side === 'head' && visit.isFresh && visit.countOnSide > made ? REFUSED : steady(300)(visit),
      );
      expect(ended).toEqual({ exitCode: 1, verdict: 'fail', reason: 'not-measurable-on-head' });
      expect(comment).toContain('After a restart of Chrome, base could be measured but head could not');
      expect(comment).not.toContain('did not show the same');
    },
  );
});

describe('a red that cannot be measured again', () => {
  test.each([0, 1, 2, 5])('because base is gone after %i fresh visits is unmeasured', async (made) => {
    const { comment, ...ended } = await ending((visit) =>
      visit.side === 'base' && visit.isFresh && visit.countOnSide > made ? REFUSED : steady(300)(visit),
    );
    expect(ended).toEqual({ exitCode: 3, verdict: 'unmeasured', reason: 'unconfirmed' });
    expect(comment).toContain('could be made to confirm it');
    expect(comment).not.toContain('did not show the same');
  });

  test('because Chrome dies at every visit is unmeasured', async () => {
    const ended = await ending((visit) => (visit.isFresh ? CHROME_DIED : steady(300)(visit)));
    expect(ended).toMatchObject({ exitCode: 3, verdict: 'unmeasured', reason: 'unconfirmed' });
  });
});

/** The third visit to head that counts fails at its first attempt. */
const failsOnce: FakeRun['visit'] = (visit) =>
  visit.side === 'head' && visit.countOnSide === 4 ? REFUSED : steady()(visit);

describe('first attempts that fail', () => {
  test('in half of all visits to head hardly ever pass, although every block is completed', async () => {
    const ends = await endings(100, 'head-fails-half', (visit) =>
      visit.side === 'head' && visit.random() < 0.5 ? REFUSED : steady()(visit),
    );
    expect(ends[0]).toBeLessThanOrEqual(4);
    expect(ends[1]).toBeGreaterThanOrEqual(88);
  });

  test.each([0.1, 0.5])('in %f of all visits on both sides do not blame head', async (rate) => {
    const ends = await endings(60, `both-${rate}`, (visit) => (visit.random() < rate ? REFUSED : steady()(visit)));
    expect(ends[1]).toBeLessThanOrEqual(2);
  });

  test('once keep a campaign from being cleared until they are shown to be rare', async () => {
    const run = await fakeRun({ visit: failsOnce });
    await run.remove();
    expect(run.exitCode).toBe(0);
    const looks = run.records.flatMap((record) => (record.type === 'look' ? [[record.blocks, record.open]] : []));
    expect(looks).toEqual([
      [3, ['lcp']],
      [5, ['lcp']],
      [8, []],
    ]);
  });
});

/** Head looks slower at first, which its fresh visits do not show, and fails in half of all its visits. */
const slowAtFirst = (visit: FakeVisit) =>
  visit.side === 'head' && visit.random() < 0.5 ? REFUSED : steady(visit.isFresh ? 0 : 400)(visit);

test('a head that fails in half of its visits does not pass because it looked slower at first', async () => {
  expect((await endings(20, 'slow-at-first', slowAtFirst))[0]).toBe(0);
});

/** Head looks slower, by less than it may be, and shifts; its fresh visits do neither. */
const looksSlower = (visit: FakeVisit) => {
  const isHead = visit.side === 'head' && !visit.isFresh;
  return { ...steady(isHead ? 42 : 0)(visit), cls: leaf('cls', isHead ? 0.3 : 0) };
};

test('a red that was refused is not told as a broken budget', async () => {
  const config = `routes: [{ name: home, path: /home, conditions: [desktop] }]
budgets: { lcp: { max-increase: 50 ms }, cls: { max-increase: 0.02 } }
`;
  const { comment, exitCode, remove } = await fakeRun({ config, visit: looksSlower }, 'c');
  await remove();
  expect(exitCode).toBe(0);
  expect(comment).toContain('a budget was already suspected to be broken');
  expect(comment).not.toContain('was already broken');
});

test('a route without budgets is visited no longer than its first look', async () => {
  const config = 'routes: [{ name: home, path: /home, conditions: [desktop] }]\n';
  const { visits, exitCode, remove } = await fakeRun({ config, visit: steady(50) });
  await remove();
  expect({ visits, exitCode }).toEqual({ visits: 2 + 4 * 3, exitCode: 0 });
});
