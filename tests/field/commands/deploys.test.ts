import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { line, site, views, type Site } from './site.ts';

const CONFIG =
  'field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson }\nroutes: [{ name: product, path: /p }]\n';
const DEPLOY = '{"sha":"a1b2c3d4","t":"2026-11-01T10:30:00Z","environment":"production"}\n';

let here: Site;
beforeAll(async () => {
  here = await site(CONFIG);
  await here.write('field/1.ndjson', views(100, 1000) + views(5, 1000, { device: undefined }, 50_000));
  await here.write('starts/1.ndjson', line('start', 45));
});
afterAll(() => here.remove());

async function deploys(list: string, ...argv: readonly string[]) {
  await here.write('field/deploys.ndjson', list);
  return here.run('field', 'deploys', ...argv);
}

interface Row {
  readonly sha: string;
  readonly at: string;
  readonly route: string;
  readonly condition: string | null;
}

async function rowsOf(list: string, ...argv: readonly string[]): Promise<Row[]> {
  return JSON.parse((await deploys(list, '--json', '--until', '2026-11-02', ...argv)).stdout) as Row[];
}

test('a deploy has a row for each route, condition and node; without enough hours it is unclear', async () => {
  const { exitCode, stdout } = await deploys(DEPLOY, '--json', '--until', '2026-11-02');
  expect(exitCode).toBe(0);
  const [row] = JSON.parse(stdout) as unknown[];
  expect(row).toMatchObject({
    sha: 'a1b2c3d4',
    at: '2026-11-01T10:30:00.000Z',
    route: 'product',
    condition: 'mobile',
    path: 'lcp',
    verdict: 'unclear',
  });
  for (const key of ['change', 'low', 'high', 'placeboRank', 'placebos']) expect(row).toHaveProperty(key);
});

test('the table says why a deploy is unclear', async () => {
  const { stdout } = await deploys(DEPLOY, '--until', '2026-11-02');
  expect(stdout).toMatch(
    /^Page views of the 28 days up to 2026-11-02 23:59 UTC\.\n\na1b2c3d at 2026-11-01 10:30 UTC\n {2}Unclear at \d+ nodes?, because /,
  );
});

test('a list that an editor of Windows wrote, out of order and with offsets, is read in the order of time', async () => {
  const list = `\ufeff{"sha":"b","t":"2026-11-01T13:00:00+02:00"}\r\n\r\n${DEPLOY.trimEnd()}\r\n{"sha":"old","t":"2020-01-01T00:00:00Z"}`;
  const rows = await rowsOf(list);
  expect(rows.map(({ sha, at }) => `${sha} ${at}`)).toEqual([
    'a1b2c3d4 2026-11-01T10:30:00.000Z',
    'b 2026-11-01T11:00:00.000Z',
  ]);
});

test('a line that is there twice is one deploy', async () => {
  const twice = `${DEPLOY}{"sha":"a1b2c3d4","t":"2026-11-01T12:30:00+02:00","by":"hand"}\n`;
  expect(await rowsOf(twice)).toEqual(await rowsOf(DEPLOY));
});

describe.each([
  ['an empty list', ' \r\n', [], 2, /field\/deploys\.ndjson:1:1: error: The file lists no deploys, so/],
  [
    'no deploy to the environment',
    DEPLOY,
    ['--environment', 'staging'],
    2,
    /:1:1: error: The file lists no deploys to staging, so/,
  ],
  [
    'a broken line',
    `${DEPLOY}nonsense\n`,
    [],
    2,
    /field\/deploys\.ndjson:2:1: error: This is not a deploy: it is not JSON/,
  ],
  [
    'a deploy outside the window',
    DEPLOY.replace('2026', '2020'),
    [],
    0,
    /note: no deploy of the list is in the window\./,
  ],
  [
    'deploys after the window',
    DEPLOY + DEPLOY.replace('2026', '2027') + DEPLOY.replace('2026', '2028'),
    [],
    0,
    /^note: 2 deploys of the list are later than the window\.\n$/,
  ],
  ['a window without page views', DEPLOY, ['--until', '2025-01-01'], 3, /^$/],
] as const)('of %s', (_what, list, argv, exitCode, message) => {
  test('the message and the exit code say it', async () => {
    const ran = await deploys(list, ...argv);
    expect([ran.exitCode, ran.stderr]).toEqual([exitCode, expect.stringMatching(message)]);
  });
});

test('a window without page views is said to have none', async () => {
  const { stdout } = await deploys(DEPLOY, '--until', '2025-01-01');
  expect(stdout).toBe('There are no page views in the 28 days up to 2025-01-01 23:59 UTC.\n');
});

test('page views that never ended move nothing', async () => {
  await here.write('vitals-gate.yml', CONFIG.replace('field/**', 'starts/**'));
  const ran = await deploys(DEPLOY);
  const checked = await here.run('field', 'check', '--json');
  await here.write('vitals-gate.yml', CONFIG);
  expect(ran.exitCode).toBe(3);
  expect(checked.exitCode).toBe(1);
  expect(JSON.parse(checked.stdout)).toMatchObject({ findings: [{ id: 'no-ends', voids: true, count: 1, of: 1 }] });
});

test('a declared route that nobody viewed has its rows in JSON, and no line in the table', async () => {
  await here.write('vitals-gate.yml', CONFIG.replace('[{', '[{ name: cart, path: /c }, {'));
  const rows = await rowsOf(DEPLOY + DEPLOY.replace('a1b2', 'ffff').replace('T10', 'T11'));
  const { stdout } = await deploys(DEPLOY, '--until', '2026-11-02');
  await here.write('vitals-gate.yml', CONFIG);
  const shared = { route: 'cart', condition: 'mobile', by: null, change: null, low: null, high: null };
  const row = { ...shared, placeboRank: null, placebos: 0, verdict: 'unclear', reason: 'no-data' };
  const ofCart = rows.filter(({ route }) => route === 'cart');
  expect(ofCart).toEqual(
    ['a1b2c3d4', 'ffffc3d4'].flatMap((sha) =>
      ['lcp', 'inp', 'cls'].map((node) => expect.objectContaining({ ...row, sha, path: node })),
    ),
  );
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted());
  expect(stdout).toBe((await deploys(DEPLOY, '--until', '2026-11-02')).stdout);
});

test('without files of page views the list is empty, and a note says where they were looked for', async () => {
  await here.write('vitals-gate.yml', CONFIG.replace('field/**', 'nowhere/**'));
  const ran = await deploys(DEPLOY, '--json');
  await here.write('vitals-gate.yml', CONFIG);
  expect([ran.exitCode, ran.stdout]).toEqual([3, '[]\n']);
  expect(ran.stderr).toMatch(/^note: .*vitals-gate\.yml:1:19: No file in .* matches nowhere/);
});

test('a list that nobody has written yet is an error here, and in a check it lists none', async () => {
  await rm(path.join(here.folder, 'field/deploys.ndjson'));
  const ran = await here.run('field', 'deploys');
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringContaining('it does not exist')]);
  const { stdout } = await here.run('field', 'check', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ id: 'sha-without-deploy', count: 1, of: 1 })]),
  });
});
