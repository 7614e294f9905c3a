import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

import { ended, line, site, views, type Site } from './site.ts';

const CONFIG = (more = ''): string => `
field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson }
routes: [{ name: product, path: /p }]
budgets: { lcp: { max: 1090 ms } }
${more}
`;
const BEACONS = 'field/date=2026-11-01/1.ndjson';

let here: Site;
afterEach(() => here.remove());

async function slo(config: string, beacons: string, ...argv: readonly string[]) {
  here = await site(config);
  await here.write(BEACONS, beacons);
  return here.run('field', 'slo', ...argv);
}

async function rowsOf(config: string, beacons: string, ...argv: readonly string[]) {
  const ran = await slo(config, beacons, '--json', ...argv);
  if (ran.stdout === '') throw new Error(ran.stderr);
  return { ...ran, rows: JSON.parse(ran.stdout) as Record<string, unknown>[] };
}

test.each([
  ['is met', 1083, 'pass', 0],
  ['is undecided', 1074, 'inconclusive', 0],
  ['is broken', 1000, 'fail', 1],
])('a budget that %s', async (_what, max, verdict, exitCode) => {
  const ran = await rowsOf(CONFIG().replace('1090', String(max)), views(100, 1000));
  expect(ran.exitCode).toBe(exitCode);
  expect(ran.rows[0]).toEqual({
    route: 'product',
    condition: 'mobile',
    path: 'lcp',
    n: 100,
    sessions: 100,
    coverage: 1,
    p75: 1074,
    low: 1066,
    high: 1083,
    max,
    verdict,
    by: null,
    percentile: 75,
    value: 1074,
    enforce: 'block',
  });
});

describe('the exit code is that of the gate', () => {
  const SLOW = views(100, 5000);
  test.each([
    ['of a budget that warns', CONFIG().replace('ms }', 'ms, enforce: warn }'), SLOW, 0],
    ['of an undecided one that blocks', CONFIG('on-inconclusive: block').replace('1090', '1074'), views(100, 1000), 1],
    ['of a waived one', CONFIG('waivers: [{ budget: product/mobile/lcp, until: 2999-01-01, reason: known }]'), SLOW, 0],
    [
      'of a waiver that has run out',
      CONFIG('waivers: [{ budget: product/mobile/lcp, until: 2020-01-01, reason: known }]'),
      SLOW,
      1,
    ],
    ['of a route that nobody viewed', CONFIG(), views(10, 1000, { route: 'other' }), 3],
    ['of the same, if that passes', CONFIG('on-unmeasured: pass'), views(10, 1000, { route: 'other' }), 0],
    ['of a device that nobody had', CONFIG(), views(10, 1000, { device: 'desktop' }), 3],
    [
      'of a budget on what records do not have',
      CONFIG().replace('lcp:', 'bytes.script: { max: 1 kB }, lcp:'),
      views(100, 900),
      0,
    ],
  ])('%s', async (_what, config, beacons, exitCode) => {
    expect((await slo(config, beacons)).exitCode).toBe(exitCode);
  });
});

test('the table names the window, the coverage, the percentile with its interval and the limit', async () => {
  here = await site(CONFIG());
  await here.write(BEACONS, views(99, 1000) + line('start', 99));
  const markdown = path.join(here.folder, 'reports/slo.md');
  const { stdout, stderr } = await here.run('field', 'slo', '--markdown', markdown);
  expect(stderr).toBe('');
  expect(stdout).toBe(
    [
      'Page views of the 28 days up to 2026-11-01 11:39 UTC.',
      '',
      'product on mobile: coverage 99 %',
      '  verdict  node       value  95 % interval               max  views  sessions',
      '  pass     LCP   p75 1.07 s  between 1.06 and 1.08 s  1.09 s     99        99',
      '',
      '1 budget met.',
      '',
    ].join('\n'),
  );
  expect(await readFile(markdown, 'utf8')).toContain('| pass | `LCP` | p75 1.07 s |');
});

test('slices have rows of their own', async () => {
  const stale = views(100, 3000, { state: 'stale' }, 1000);
  const { rows, exitCode } = await rowsOf(CONFIG(), views(100, 1000, { state: 'fresh' }) + stale, '--by', 'state');
  expect(rows.map(({ by, verdict }) => [by, verdict])).toEqual([
    ['fresh', 'pass'],
    ['stale', 'fail'],
  ]);
  expect(exitCode).toBe(1);
});

test('without declared routes, each route of the data is held against the defaults, which warn', async () => {
  const { rows, exitCode } = await rowsOf('field: { beacons: "field/**/*.ndjson" }\n', views(100, 9000));
  expect(rows.map((row) => [row['route'], row['path'], row['max'], row['verdict']])).toEqual([
    ['product', 'lcp', 2500, 'fail'],
    ['product', 'inp', 200, 'unmeasured'],
    ['product', 'cls', 0.1, 'unmeasured'],
  ]);
  expect(exitCode).toBe(0);
});

describe('bad input', () => {
  const GOOD = views(100, 1000);
  test.each([
    ['a line that is cut off', `${GOOD}{"v":1,"type":"fin`],
    ['records that are there twice', GOOD + GOOD],
    ['records in another order', GOOD.trimEnd().split('\n').toReversed().join('\n')],
    ['a forged record', GOOD + ended(500, 1, { evil: true }).replace('"v":1', '"v":2')],
    ['a record of 10 MB', `${GOOD}${ended(500, 99_999, { path: 'x'.repeat(10_000_000) })}`],
    ['a record of 1e308 ms', GOOD + ended(500, 1e308)],
    ['a record of next year', GOOD + ended(500, 99_999, { t: '2028-01-01T00:00:00Z' })],
  ])('%s changes nothing', async (_what, beacons) => {
    const { rows, exitCode } = await rowsOf(CONFIG(), beacons);
    expect(rows[0]).toMatchObject({ n: 100, p75: 1074, low: 1066, high: 1083, verdict: 'pass' });
    expect(exitCode).toBe(0);
  });

  test('one session alone gives no interval, and so no answer', async () => {
    const { rows, exitCode } = await rowsOf(CONFIG(), views(100, 1000, { session: 'only' }));
    expect(rows[0]).toMatchObject({ sessions: 1, low: null, high: null, verdict: 'inconclusive' });
    expect(exitCode).toBe(0);
  });

  test('names with quotes are names', async () => {
    const name = `o'route"; DROP TABLE beacons; --`;
    const config = CONFIG().replace('name: product', `name: ${JSON.stringify(name)}`);
    const { rows } = await rowsOf(config, views(100, 1000, { route: name }), '--by', 'variant', '--sha', 'a1b2c3d4');
    expect(rows[0]).toMatchObject({ route: name, n: 100, verdict: 'pass' });
    expect((await here.run('field', 'slo', '--json', '--sha', "' OR 1=1")).exitCode).toBe(3);
  });

  test.each([
    [
      'no files',
      CONFIG().replace('field/**', 'nowhere/**'),
      3,
      /error: No file in .* matches nowhere\/\*\*\/\*\.ndjson, so there are no page views\./,
    ],
    [
      'a database whose variable is not set',
      CONFIG().replace('"field/**/*.ndjson"', '{ postgres: { url-from: NOT_SET } }'),
      2,
      /error: The environment variable NOT_SET, which url-from names, is not set\./,
    ],
    [
      'no field',
      'routes: [{ name: a, path: / }]\n',
      2,
      /vitals-gate\.yml:1:1: error: The configuration does not say where page views are recorded\./,
    ],
  ])('%s ends in one error', async (_what, config, exitCode, message) => {
    const ran = await slo(config, GOOD);
    expect(ran.stderr).toMatch(message);
    expect([ran.exitCode, ran.stdout, ran.stderr.match(/error: /g)?.length]).toEqual([exitCode, '', 1]);
  });
});

test('the queries can be printed without a database', async () => {
  here = await site(
    CONFIG().replace('"field/**/*.ndjson"', '{ postgres: { url-from: NOT_SET, table: views } }'),
    false,
  );
  const { exitCode, stdout } = await here.run('field', 'slo', '--print-sql', 'bigquery', '--until', '2026-11-01');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('FROM views');
  expect(stdout).toContain("TIMESTAMP '2026-11-01 23:59:59.999+00'");
});
