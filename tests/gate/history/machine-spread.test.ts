import { expect, test, vi } from 'vitest';

import { GateError } from '../../../src/errors.ts';
import { withMachineSpread } from '../../../src/gate/history/machine-spread.ts';
import { seededRandom } from '../../../src/stats/random.ts';
import { repository } from '../../deploys/repository.ts';
import { entries, row, textOf } from '../../history/made.ts';
import { configOf } from '../run/loaded.ts';
import { accessTo } from './access.ts';

const random = seededRandom('machines');
/** Forty runs on machines that differ by some percent. */
const HISTORY = textOf(entries(40, () => ({ rows: [row({ anchor: 1000 * (1 + 0.1 * (random() - 0.5)) })] })));
const ROUTES = 'routes: [{ name: home, path: / }]\n';
const SLO = `${ROUTES}budgets: { lcp: { max: 2500 ms } }\nhistory: { anchor: v1, anchor-url: "https://v1.example" }\n`;

const rejected = (error: Error) => async (): Promise<never> => {
  throw error;
};
const failing = (error: Error) => ({
  branch: () => ({ place: '', read: rejected(error), append: rejected(error) }),
});

test('the spread between machines is learnt from the history, where a budget is absolute', async () => {
  const { access, branches } = accessTo(HISTORY);
  const { machineSpread, warnings } = await withMachineSpread(await configOf(SLO), access);
  expect(machineSpread).toMatchObject({ place: 'the branch vitals-gate-history', runs: 40 });
  expect(Object.keys(machineSpread?.metrics ?? {})).toEqual(['lcp']);
  expect(machineSpread?.metrics.lcp).toBeGreaterThan(0.03);
  expect(machineSpread?.metrics.lcp).toBeLessThan(0.15);
  expect([warnings, branches]).toEqual([[], ['vitals-gate-history']]);
});

test.each([
  ['no budget is absolute', SLO.replace('max: 2500 ms', 'max-increase: 5 %')],
  ['no history is configured', SLO.replace(/history: .*/, '')],
])('where %s, it is not read', async (_, text) => {
  const { access, branches } = accessTo(HISTORY);
  const config = await configOf(text);
  expect(await withMachineSpread(config, access)).toBe(config);
  expect(branches).toEqual([]);
});

test('a young history teaches nothing, and that is not worth a word', async () => {
  const { access } = accessTo(textOf(entries(5, () => ({}))));
  expect(await withMachineSpread(await configOf(SLO), access)).toMatchObject({ machineSpread: null, warnings: [] });
});

test.each([
  [new GateError('history-refused', { action: 'read', branch: 'b', cause: 'Not Found' }), 'contents: read'],
  [new GateError('history-newer', { format: '2' }), 'A newer vitals-gate wrote'],
])('one that cannot be read is a warning, and 8 % stay: %s', async (error, why) => {
  const { access } = accessTo('', failing(error));
  const { machineSpread, warnings } = await withMachineSpread(await configOf(SLO), access);
  expect(machineSpread).toBeNull();
  expect(warnings.join()).toMatch(
    /^The history is not read, so absolute budgets allow 8 % for the spread between machines: /,
  );
  expect(warnings.join()).toContain(why);
});

test('without a workflow the clone is read', async () => {
  const repo = await repository();
  try {
    await repo.git('switch', '--quiet', '--orphan', 'vitals-gate-history');
    await repo.commit('Measure', { 'history.ndjson': HISTORY });
    vi.spyOn(process, 'cwd').mockReturnValue(repo.folder);
    expect((await withMachineSpread(await configOf(SLO), null)).machineSpread).toMatchObject({ runs: 40 });
    await repo.git('branch', '--move', 'another');
    expect(await withMachineSpread(await configOf(SLO), null)).toMatchObject({ machineSpread: null, warnings: [] });
  } finally {
    vi.restoreAllMocks();
    await repo.remove();
  }
});
