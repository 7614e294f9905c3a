import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

import { site, views, type Site } from './site.ts';

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
