import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readSetup, type Place } from '../../../src/field/commands/reading.ts';
import { judgeRecords, reportSlo } from '../../../src/field/commands/slo.ts';
import { openFiles } from '../../../src/field/engines/duckdb.ts';
import type { Engine } from '../../../src/field/engines/engine.ts';
import { lackingIn } from '../../support/field/page.ts';
import { ended, line, site, views, type Site } from './site.ts';

const CONFIG = (more = ''): string => `
field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson }
routes: [{ name: product, path: /p }]
budgets: { lcp: { max: 1090 ms } }
${more}
`;
const nowhere = (more = ''): string => CONFIG(more).replace('field/**', 'nowhere/**');
const NOW = new Date('2026-11-02T00:00:00Z');
const QUOTED = `o'route"; DROP TABLE beacons; --`;

/** A hundred views of `route` from 1000 ms on, with ids of their own. */
const hundred = (route: string, first: number): string => views(100, 1000, { route }, first);

/** What must not change the hundred good views of a route of its own. */
const BAD = {
  'records that are there twice': (route: string) => hundred(route, 3000) + hundred(route, 3000),
  'records in another order': (route: string) =>
    `${hundred(route, 4000).trimEnd().split('\n').toReversed().join('\n')}\n`,
  'a forged record': (route: string) => hundred(route, 5000) + ended(5900, 1, { route, evil: true, v: 2 }),
  'a record of 10 MB': (route: string) =>
    hundred(route, 6000) + ended(6900, 99_999, { route, path: 'x'.repeat(10_000_000) }),
  'a record of 1e308 ms': (route: string) => hundred(route, 7000) + ended(7900, 1e308, { route }),
  'a record of next year': (route: string) =>
    hundred(route, 8000) + ended(8900, 99_999, { route, t: '2028-01-01T00:00:00Z' }),
  'a session that changes its commit': (route: string) =>
    views(98, 1000, { route }, 2000) +
    views(1, 1098, { route, session: 'moved' }, 2098) +
    views(1, 1099, { route, session: 'moved', sha: 'ffff' }, 2099),
  'a line that is cut off': (route: string) => `${hundred(route, 9000)}{"v":1,"type":"fin`,
} as const;

/** One time for all, so that the window has every view. */
const AT = { t: '2026-11-01T10:00:00Z' };
const LAYER = { serverTiming: [{ name: 'db', dur: 90 }], ...AT };
const RECORDS = [
  hundred('product', 0),
  views(100, 5000, { route: 'slow', ...AT }, 10_000),
  views(10, 1000, { route: 'desktop only', device: 'desktop', ...AT }, 11_000),
  views(100, 1000, { route: 'one session', session: 'only', ...AT }, 12_000),
  views(100, 1000, { route: 'sliced', state: 'fresh', ...AT }, 13_000),
  views(100, 3000, { route: 'sliced', state: 'stale', ...AT }, 14_000),
  views(100, 1000, { route: QUOTED, ...AT }, 15_000),
  views(10, 9000, { route: 'no device', device: undefined, ...AT }, 16_000),
  views(100, 1000, { route: 'flags', variant: { hero: 'b', cart: '1' }, ...AT }, 17_000),
  Array.from({ length: 100 }, (_, at) => ended(18_000 + at, 1000 + at, { route: 'layers', ...LAYER })).join(''),
  views(100, 1000, { route: 'old', t: '2026-10-30T10:00:00Z' }, 19_000),
  line('start', 20_000, { route: 'only begun', ...AT }),
  ...Object.entries(BAD).map(([what, write]) => write(what).replaceAll(/"t":"2026-11-0\d[^"]*"/g, `"t":"${AT.t}"`)),
];

let here: Site;
let engine: Engine;
beforeAll(async () => {
  here = await site(CONFIG());
  await here.write('field/date=2026-11-01/1.ndjson', RECORDS.join(''));
  engine = await openFiles({ glob: 'field/**/*.ndjson' }, here.folder);
});
afterAll(async () => {
  await engine.close();
  await here.remove();
});

const place = (): Place => ({ cwd: here.folder, env: {}, now: NOW });
const SCOPE = { from: '2026-10-04T12:00:00.000Z', to: '2026-11-01T12:00:00.000Z', by: null, sha: null } as const;

/** What the command reports with this configuration, of the records that were read once. */
async function report(config: string, scope: Partial<Parameters<typeof judgeRecords>[1] & object> = {}) {
  await here.write('own.yml', config);
  const setup = await readSetup({ config: path.join(here.folder, 'own.yml') }, place());
  const found = { ...SCOPE, ...scope };
  const judged = { ...(await judgeRecords(engine, found, setup.field)), scope: found };
  const findings = reportSlo(judged, setup, { by: found.by, sha: found.sha }, NOW);
  return { ...findings, rows: findings.json as Record<string, unknown>[] };
}

const ofRoute = (route: string, config = CONFIG()): string =>
  config.replace('name: product', `name: ${JSON.stringify(route)}`);

test.each([
  ['is met', 1083, 'pass', 0],
  ['is undecided', 1074, 'inconclusive', 0],
  ['is broken', 1000, 'fail', 1],
])('a budget that %s', async (_what, max, verdict, exitCode) => {
  const found = await report(CONFIG().replace('1090', String(max)));
  expect(found.exitCode).toBe(exitCode);
  expect(found.rows[0]).toEqual({
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

/** Budgets on a metric, and on a layer of the server in it. */
const LAYERED = ofRoute('layers').replace('lcp:', 'lcp.ttfb.request.db: { max: 80 ms }, lcp:');

const waiver = (until: string) => `waivers: [{ budget: slow/mobile/lcp, until: ${until}, reason: known }]`;

describe('the exit code is that of the gate', () => {
  test.each([
    ['of a budget that warns', ofRoute('slow').replace('ms }', 'ms, enforce: warn }'), 0],
    ['of an undecided one that blocks', CONFIG('on-inconclusive: block').replace('1090', '1074'), 1],
    ['of a waived one', ofRoute('slow', CONFIG(waiver('2999-01-01'))), 0],
    ['of a waiver that has run out', ofRoute('slow', CONFIG(waiver('2020-01-01'))), 1],
    ['of a route that nobody viewed', ofRoute('unseen'), 3],
    ['of the same, if that passes', ofRoute('unseen', CONFIG('on-unmeasured: pass')), 0],
    ['of a device that nobody had', ofRoute('desktop only'), 3],
    ['of a budget on what records do not have', CONFIG().replace('lcp:', 'bytes.script: { max: 1 kB }, lcp:'), 0],
    [
      'of a broken budget beside one that nobody measured',
      ofRoute('slow').replace('lcp:', 'inp: { max: 1 ms }, lcp:'),
      1,
    ],
    ['of a budget on a metric that is met, and on a layer in it that is broken', LAYERED, 1],
    ['of a budget on a layer that no page view has', LAYERED.replace('request.db', 'request.none'), 3],
  ])('%s', async (_what, config, exitCode) => {
    expect((await report(config)).exitCode).toBe(exitCode);
  });
});

test('slices have rows of their own', async () => {
  const { rows, exitCode } = await report(ofRoute('sliced'), { by: 'state' });
  expect(rows.map(({ by, verdict }) => [by, verdict])).toEqual([
    ['fresh', 'pass'],
    ['stale', 'fail'],
  ]);
  expect(exitCode).toBe(1);
});

test('a view with two flags is of one slice', async () => {
  const { rows } = await report(ofRoute('flags'), { by: 'variant' });
  expect(rows).toMatchObject([{ by: 'cart=1;hero=b', n: 100, verdict: 'pass' }]);
});

test('records without a device have a row without a limit, beside the condition that nobody had', async () => {
  const { rows, exitCode } = await report(ofRoute('no device'));
  expect(rows).toMatchObject([
    { condition: 'mobile', n: 0, p75: null, verdict: 'unmeasured' },
    { condition: null, n: 10, p75: 9007, max: null, verdict: null },
  ]);
  expect(exitCode).toBe(3);
});

test('a window has only its own days', async () => {
  const ofDay = { from: '2026-10-31T12:00:00.000Z' };
  expect((await report(ofRoute('old'))).rows).toMatchObject([{ n: 100 }]);
  expect(await report(ofRoute('old'), ofDay)).toMatchObject({ exitCode: 3, rows: [{ n: 0, verdict: 'unmeasured' }] });
});

test('routes that are not declared are left out, and a notice names them', async () => {
  const { notices } = await report(CONFIG());
  expect(notices).toEqual([
    expect.stringMatching(/^page views name routes that are not declared, and left out: ".*", .* and \d+ more\.$/),
  ]);
});

test.each([
  ['bytes.script: { max: 1 kB }', 'page views do not record bytes.script, so only the lab checks its budget.'],
  [
    'fcp: { max: 1 s }, bytes: { max: 1 MB }',
    'page views do not record fcp, bytes, so only the lab checks their budgets.',
  ],
])('a budget on what records do not have is said to be of the lab: %s', async (budgets, words) => {
  expect((await report(CONFIG().replace('lcp:', `${budgets}, lcp:`))).notices).toContain(words);
});

test('without declared routes, each route of the data is held against the defaults, which warn', async () => {
  const { rows, exitCode, notices } = await report('field: { beacons: "field/**/*.ndjson" }\n');
  const ofSlow = rows.filter(({ route }) => route === 'slow');
  expect(ofSlow.map((row) => [row['path'], row['max'], row['verdict']])).toEqual([
    ['lcp', 2500, 'fail'],
    ['inp', 200, 'unmeasured'],
    ['cls', 0.1, 'unmeasured'],
  ]);
  expect([exitCode, notices]).toEqual([0, []]);
});

describe('bad input', () => {
  test.each(Object.keys(BAD))('%s changes nothing', async (what) => {
    const { rows, exitCode } = await report(ofRoute(what));
    expect(rows[0]).toMatchObject({ n: 100, p75: 1074, low: 1066, high: 1083, verdict: 'pass' });
    expect(exitCode).toBe(0);
  });

  test('one session alone gives no interval, and so no answer', async () => {
    const { rows, exitCode } = await report(ofRoute('one session'));
    expect(rows[0]).toMatchObject({ sessions: 1, low: null, high: null, verdict: 'inconclusive' });
    expect(exitCode).toBe(0);
  });

  test('names with quotes are names', async () => {
    const { rows } = await report(ofRoute(QUOTED), { by: 'variant', sha: 'a1b2c3d4' });
    expect(rows[0]).toMatchObject({ route: QUOTED, n: 100, verdict: 'pass' });
    expect((await report(ofRoute(QUOTED), { sha: "' OR 1=1" })).exitCode).toBe(3);
  });

  test.each([
    [
      'a database whose variable is not set',
      CONFIG().replace('"field/**/*.ndjson"', '{ postgres: { url-from: NOT_SET } }'),
      2,
      /error: The environment variable NOT_SET, which url-from names, is not set\./,
    ],
    ...['nonsense:secret word', 'localhost:5432', 'postgres://user:secret@host:port/db'].map(
      (url) =>
        [
          `a database whose variable is ${url}`,
          CONFIG().replace('"field/**/*.ndjson"', '{ postgres: { url-from: PGURL } }'),
          2,
          /yml:2:43: error: The environment variable PGURL, which url-from names, is not a URL\.\n {2}→ Set it to the URL [^\n]*\n$/,
          { PGURL: url },
        ] as const,
    ),
    [
      'no field',
      'routes: [{ name: a, path: / }]\n',
      2,
      /vitals-gate\.yml:1:1: error: The configuration does not say where page views are recorded\./,
    ],
  ] as const)('%s ends in one error', async (_what, config, exitCode, message, env: Record<string, string> = {}) => {
    const bare = await site(config, false, env);
    const ran = await bare.run('field', 'slo');
    await bare.remove();
    expect(ran.stderr).toMatch(message);
    expect([ran.exitCode, ran.stdout, ran.stderr.match(/error: /g)?.length]).toEqual([exitCode, '', 1]);
  });

  describe('no files', () => {
    const NOTE =
      /^note: .*vitals-gate\.yml:2:19: No file in .* matches nowhere\/\*\*\/\*\.ndjson, so there are no page views\.\n {2}→ Correct `field\.beacons`[^\n]*\n$/;

    test.each(['', 'on-unmeasured: pass'])(
      'leave each declared budget unmeasured, and a note says why: %j',
      async (more) => {
        await here.write('vitals-gate.yml', nowhere(more));
        const ran = await here.run('field', 'slo', '--json');
        expect([ran.exitCode, ran.stderr]).toEqual([3, expect.stringMatching(NOTE)]);
        const row = {
          route: 'product',
          condition: 'mobile',
          path: 'lcp',
          n: 0,
          sessions: 0,
          coverage: null,
          max: 1090,
        };
        expect(JSON.parse(ran.stdout)).toEqual([expect.objectContaining({ ...row, p75: null, verdict: 'unmeasured' })]);
      },
    );

    test('have a table of what was not measured', async () => {
      await here.write('vitals-gate.yml', nowhere());
      const { stdout } = await here.run('field', 'slo');
      expect(stdout).toMatch(
        /^No page views are recorded\.\n\nproduct on mobile: [^]*\n {2}unmeasured {2}LCP [^]*\n1 budget not measured\.\n$/,
      );
    });

    test('and no declared routes are an empty list', async () => {
      await here.write('vitals-gate.yml', 'field: { beacons: "nowhere/*.ndjson" }\n');
      const ran = await here.run('field', 'slo', '--json');
      expect([ran.exitCode, ran.stdout, ran.stderr]).toEqual([3, '[]\n', expect.stringMatching(/^note: /)]);
    });
  });

  test.each(['2026-02-31', '2026-02-31T00:00:00Z', 'yesterday'])('a window up to %s is refused', async (until) => {
    const ran = await here.run('field', 'slo', '--until', until);
    expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringContaining(`error: --until is "${until}", which is`)]);
  });
});

test('the table names the window, the coverage, the percentile with its interval and the limit', async () => {
  await here.write('vitals-gate.yml', CONFIG().replace('field/**', 'few/**'));
  await here.write('few/1.ndjson', views(99, 1000) + line('start', 99));
  const markdown = path.join(here.folder, 'reports/slo.md');
  const html = path.join(here.folder, 'reports/slo.html');
  const { stdout, stderr } = await here.run('field', 'slo', '--markdown', markdown, '--html', html);
  expect(stderr).toBe('');
  const page = await readFile(html, 'utf8');
  expect(lackingIn(page, stdout)).toEqual([]);
  expect(page).toContain('aria-label="In percent of the limit: LCP p75 1.07 s."');
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

test('the queries can be printed without a database', async () => {
  const config = CONFIG().replace('"field/**/*.ndjson"', '{ postgres: { url-from: NOT_SET, table: views } }');
  const bare = await site(config, false);
  const { exitCode, stdout } = await bare.run('field', 'slo', '--print-sql', 'bigquery', '--until', '2026-11-01');
  await bare.remove();
  expect(exitCode).toBe(0);
  expect(stdout).toContain('FROM views');
  expect(stdout).toContain("TIMESTAMP '2026-11-01 23:59:59.999+00'");
});
