import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

import { runLoad } from '../../../src/cli/field/run-load.ts';
import { FakeIo } from '../../cli/fake-io.ts';
import { ended, line, site, views, type Site } from './site.ts';

let here: Site;
afterEach(() => here.remove());

test('records are loaded into a file of Parquet, which is read in their place', async () => {
  here = await site('field: { beacons: "field/**/*.{ndjson,parquet}" }\nroutes: [{ name: product, path: /p }]\n');
  await here.write('raw/1.ndjson', `${views(100, 1000)}nonsense\n`);
  const parquet = path.join(here.folder, 'field.parquet');
  const ran = await here.run('field', 'load', '--files', 'raw/*.ndjson', '--parquet', parquet);
  expect([ran.exitCode, ran.stderr]).toEqual([0, '200 records loaded; 1 line left out (not a record).\n']);
  await here.write('vitals-gate.yml', 'field: { beacons: field.parquet }\nroutes: [{ name: product, path: /p }]\n');
  const slo = await here.run('field', 'slo', '--json');
  expect(JSON.parse(slo.stdout)).toContainEqual(expect.objectContaining({ path: 'lcp', n: 100, p75: 1074 }));
});

test('the files of the configuration are loaded without the list of deploys; without a record the exit code is 3', async () => {
  here = await site('field: { beacons: "field/*.ndjson", deploys: field/deploys.ndjson }\n');
  await here.write('field/1.ndjson', views(2, 1000));
  await here.write('field/deploys.ndjson', '{"sha":"a","t":"2026-11-01T10:00:00Z"}\n');
  const parquet = path.join(here.folder, 'field.parquet');
  const ran = await here.run('field', 'load', '--parquet', parquet);
  expect([ran.exitCode, ran.stderr]).toEqual([0, '4 records loaded.\n']);
  await here.write('field/1.ndjson', 'nonsense\n');
  const none = await here.run('field', 'load', '--parquet', parquet);
  expect([none.exitCode, none.stderr]).toEqual([3, '0 records loaded; 1 line left out (not a record).\n']);
});

test('what is in the file already stays, and is counted; of a view that is there with smaller values the larger ones are taken', async () => {
  here = await site('field: { beacons: "field/*.ndjson" }\nroutes: [{ name: product, path: /p }]\n');
  const parquet = path.join(here.folder, 'field.parquet');
  const load = async (records: string): Promise<string> => {
    await here.write('field/1.ndjson', records);
    const { exitCode, stderr } = await here.run('field', 'load', '--parquet', parquet);
    expect(exitCode).toBe(0);
    return stderr;
  };
  expect(await load(views(100, 1000))).toBe('200 records loaded.\n');
  expect(await load(views(100, 1000))).toBe('0 records loaded; 200 records were there already.\n');
  expect(await load(ended(0, 900) + ended(1, 5000) + line('start', 200))).toBe(
    '2 records loaded; 1 record was there already.\n',
  );
  await here.write('vitals-gate.yml', 'field: { beacons: field.parquet }\nroutes: [{ name: product, path: /p }]\n');
  const { stdout } = await here.run('field', 'check', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ coverage: [{ starts: 101, ended: 100 }] });
  const slo = await here.run('field', 'slo', '--json');
  // 1,001 of 1,000 to 1,099 is 5,000 now.
  expect(JSON.parse(slo.stdout)).toContainEqual(expect.objectContaining({ path: 'lcp', n: 100, p75: 1075 }));
});

test('a file of Parquet is relative to where the command runs, as those of other commands', async () => {
  here = await site('field: { beacons: "field/*.ndjson" }\n');
  await here.write('field/1.ndjson', views(1, 1000));
  const [config, cwd] = [path.join(here.folder, 'vitals-gate.yml'), path.join(here.folder, 'elsewhere')];
  expect(await runLoad({ config, files: null, parquet: 'out/field.parquet' }, new FakeIo({ env: {} }), cwd)).toBe(0);
  expect(existsSync(path.join(cwd, 'out/field.parquet'))).toBe(true);
});

test.each([
  [
    '--files',
    ['--files', 'none/*.ndjson'],
    /^error: No file in .* matches none\/\*\.ndjson, .*\n {2}→ Correct .* --files/,
  ],
  [
    'the configuration',
    [],
    /vitals-gate\.yml:1:19: error: No file in .* matches field\/.*\n {2}→ Correct `field\.beacons`/,
  ],
])('a glob of %s that matches nothing is to be corrected there', async (_where, files, message) => {
  here = await site('field: { beacons: "field/*.ndjson" }\n');
  const { exitCode, stderr } = await here.run('field', 'load', ...files, '--parquet', 'field.parquet');
  expect([exitCode, stderr]).toEqual([3, expect.stringMatching(message)]);
});

test.each([
  [
    'from',
    'field: { beacons: { postgres: { url-from: NOT_SET } } }\n',
    '--files is missing, and `field.beacons` is a database.',
  ],
  ['into', 'field: { beacons: "*.ndjson" }\n', 'There is nothing to load into, because `field.beacons` is files.'],
  [
    'a database without its URL',
    'field: { beacons: { postgres: { url-from: NOT_SET } } }\n',
    'The environment variable NOT_SET, which url-from names, is not set.',
  ],
])('it says that it lacks %s', async (what, config, message) => {
  here = await site(config);
  const files = what === 'from' ? [] : ['--files', '*.ndjson'];
  const { exitCode, stderr } = await here.run('field', 'load', ...files);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
});
