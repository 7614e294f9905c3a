import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { publish } from '../../src/gate/verdict/publish.ts';
import { recordRun } from '../../src/history/record.ts';
import { readLog } from '../../src/record/read.ts';
import { BASE_SHA, HEAD_SHA } from '../report/factories.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';
import { read } from './made.ts';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-record-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The output folder of a run that was judged. */
async function run(name: string, over: Parameters<typeof recordsOf>[0]['run'] = {}): Promise<string> {
  const out = path.join(folder, name);
  writeRecords(out, recordsOf({ routes: [{ name: 'home', slowerMs: 30 }], run: over }));
  await publish({ log: await readLog(out), out });
  return out;
}

const record = (from: string) =>
  recordRun({ folder: from, dir: 'perf/history', runner: 'lab 1' }, { cwd: folder, env: process.env });
const history = () => read(readFileSync(path.join(folder, 'perf/history/history.ndjson'), 'utf8'));

test('a run is added to the folder once, with what its samples and this machine say', async () => {
  const out = await run('run');
  await record(out);
  const { entry, place } = await record(out);
  expect(place).toBe(`the folder ${path.join(folder, 'perf/history')}`);
  expect(entry).toMatchObject({ sha: HEAD_SHA, anchor: BASE_SHA, chrome: 'Chrome/156', runner: 'lab 1', run: null });
  const { commits, series, notices } = history();
  expect([commits.length, notices]).toEqual([1, []]);
  const lcp = series.find(({ path: node }) => node === 'lcp');
  expect(lcp?.estimates[0]).toBeGreaterThan(0.01);
  expect(lcp?.errors[0]).toBeGreaterThan(0);
});

test('goes on after a file that ends within a line', async () => {
  const file = path.join(folder, 'perf/history/history.ndjson');
  writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
  await record(await run('other', { head: { sha: 'c'.repeat(40), url: 'https://pr-43.shop.example' } }));
  expect(
    history()
      .commits.map(({ sha }) => sha)
      .toSorted(),
  ).toEqual([HEAD_SHA, 'c'.repeat(40)].toSorted());
});

test.each([
  ['a calibration', { purpose: 'calibration' as const }, 'it is a calibration'],
  [
    'a run without the commit of base',
    { base: { sha: null, url: 'https://a.example' } },
    'the commit of base is not known',
  ],
  [
    'a run without the commit of head',
    { head: { sha: null, url: 'https://a.example' } },
    'the commit of head is not known',
  ],
])('%s is not an entry', async (name, over, why) => {
  const out = await run(name.replaceAll(' ', '-'), over);
  await expect(record(out)).rejects.toMatchObject({ code: 'history-nothing-compared', exitCode: 2 });
  await expect(record(out)).rejects.toThrow(why);
});

test('samples that were not judged are not, either', async () => {
  writeRecords(path.join(folder, 'measured'), recordsOf({ routes: [{ name: 'home' }] }));
  await expect(record(path.join(folder, 'measured'))).rejects.toThrow('its result.json cannot be read: ENOENT');
  await expect(record(path.join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'record-unreadable' });
});
