import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import type { RunOptions } from '../../../src/gate/options.ts';
import { lanesToCalibrate, measureInLanes } from '../../../src/gate/run/calibration.ts';
import { calibrateLogs, readCalibration } from '../../../src/gate/verdict/calibrate.ts';
import { openFakeRun, steady, type FakeVisit } from '../../support/fake-lab.ts';
import { serveSite, type Site } from '../../support/site.ts';

const OPTIONS: RunOptions = {
  config: 'vitals-gate.yml',
  baseUrl: null,
  headUrl: null,
  baseSha: null,
  headSha: null,
  out: 'out',
  blocks: 3,
  routes: [],
  conditions: [],
  lighthouse: 'never',
  chromePath: null,
};
const TWO_ROUTES = `routes:
  - { name: home, path: /home, conditions: [desktop] }
  - { name: cart, path: /cart, conditions: [desktop] }
budgets: { lcp: { max: 3 s } }
`;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function calibrated(
  counts: readonly (1 | 2)[],
  visit: (asked: FakeVisit) => ReturnType<ReturnType<typeof steady>> = steady(),
) {
  const sites: Site[] = [await serveSite({}), await serveSite({})];
  const asked: FakeVisit[] = [];
  const { run, remove } = await openFakeRun({
    config: TWO_ROUTES,
    urls: { base: sites[0]?.url ?? '', head: sites[1]?.url ?? '' },
    visit: (each) => {
      asked.push(each);
      return visit(each);
    },
  });
  cleanups.push(remove, ...sites.map(({ close }) => close));
  const logs = await measureInLanes(run, OPTIONS, counts);
  return { asked, logs, out: run.out };
}

test.each([
  [null, 'auto', 2, [1]],
  [null, 'auto', 4, [1, 2]],
  [null, 2, 2, [1]],
  [null, 1, 8, [1]],
  [[1, 2], 1, 2, [1, 2]],
  [[2], 'auto', 2, [2]],
] as const)('asked for %j, with lanes: %s on %s cores, it measures in %j', (asked, setting, cores, counts) => {
  expect(lanesToCalibrate(asked, setting, cores)).toEqual(counts);
});

test('each campaign is measured in one lane, and then beside visits of the next one that nobody records', async () => {
  const { asked, logs, out } = await calibrated([1, 2]);
  expect(logs.map(({ run }) => run.lanes)).toEqual([1, 2]);
  const counted = logs.map(
    ({ later }) => later.filter((record) => record.type === 'visit' && record.block >= 0).length,
  );
  expect(counted).toEqual([2 * 12, 2 * 12]);
  const company = asked.slice(4 + 24 + 4).filter(({ lane }) => lane === 1);
  expect(new Set(company.map(({ route }) => route))).toEqual(new Set(['home', 'cart']));
  const recorded = logs.reduce((sum, { later }) => sum + later.filter(({ type }) => type === 'visit').length, 0);
  expect(asked.length).toBeGreaterThan(recorded + 12);
  expect((await readdir(out)).toSorted()).toEqual(['samples.ndjson', 'samples.two-lanes.ndjson']);
});

test('the same is said from the records', async () => {
  const { logs, out } = await calibrated([1, 2]);
  const first = await calibrateLogs(logs, out);
  expect(first.map(({ route, lanes, twoLanes }) => [route, lanes.length, twoLanes === null])).toEqual([
    ['home', 2, false],
    ['cart', 2, false],
  ]);
  expect(await calibrateLogs(await readCalibration(out), out)).toEqual(first);
  expect(await readFile(path.join(out, 'index.html'), 'utf8')).toContain(
    '<h1>Calibration: this deploy compared with itself</h1>',
  );
});

test('one lane alone is recorded as it always was', async () => {
  const { logs, out } = await calibrated([1]);
  expect(await readdir(out)).toEqual(['samples.ndjson']);
  expect(await calibrateLogs(logs, out)).toMatchObject([{ twoLanes: null }, { twoLanes: null }]);
});
