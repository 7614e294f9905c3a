import { afterEach, expect, test } from 'vitest';

import { ended, line, site, views, type Site } from './site.ts';

const CONFIG = `
field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson }
routes: [{ name: product, path: /p }]
`;
const DEPLOYS = '{"sha":"a1b2c3d4","t":"2026-11-01T09:00:00Z"}\n';

let here: Site;
afterEach(() => here.remove());

interface Checked {
  readonly exitCode: number;
  readonly ids: string[];
  readonly findings: { id: string; voids: boolean; count: number; of: number; example: string | null; todo: string }[];
  readonly coverage: unknown[];
}

async function check(beacons: string, deploys = DEPLOYS): Promise<Checked> {
  here = await site(CONFIG);
  await here.write('field/1.ndjson', beacons);
  await here.write('field/deploys.ndjson', deploys);
  const { exitCode, stdout, stderr } = await here.run('field', 'check', '--json');
  if (stdout === '') throw new Error(stderr);
  const { findings, coverage } = JSON.parse(stdout) as Pick<Checked, 'findings' | 'coverage'>;
  return { exitCode, findings, coverage, ids: findings.map(({ id }) => id) };
}

test('records without a fault have no finding, and their coverage is said by commit', async () => {
  expect(await check(views(50, 1000))).toMatchObject({
    exitCode: 0,
    findings: [],
    coverage: [{ sha: 'a1b2c3d4', starts: 50, ended: 50, coverage: 1 }],
  });
});

test('a commit with another coverage voids comparisons', async () => {
  const lost = Array.from({ length: 200 }, (_, at) => line('start', 1000 + at, { sha: 'ffff' })).join('');
  const later = '{"sha":"ffff","t":"2026-11-01T10:00:00Z"}\n';
  const { exitCode, findings } = await check(views(200, 1000) + lost, DEPLOYS + later);
  expect(exitCode).toBe(1);
  expect(findings).toMatchObject([{ id: 'coverage-changed', voids: true, count: 0, of: 200, example: 'ffff' }]);
});

test.each([
  [
    'a name that is not declared, with the nearest one',
    views(50, 1000) + views(2, 1000, { route: 'produkt' }, 500),
    0,
    {
      id: 'unknown-route',
      count: 2,
      of: 52,
      example: 'produkt',
      todo: 'Did you mean product? Correct the name in the page.',
    },
  ],
  [
    'a device that no route has',
    views(50, 1000, { device: 'tablet' }),
    0,
    { id: 'unknown-device', count: 50, of: 50, example: 'tablet' },
  ],
  [
    'a session that changes its commit',
    views(50, 1000, { session: 's' }) + views(1, 1000, { session: 's', sha: 'a1b2c3d5' }, 900),
    0,
    { id: 'sessions-move', count: 1, of: 1, example: 's' },
  ],
  [
    'a commit without a deploy',
    views(50, 1000, { sha: 'unknown' }),
    0,
    { id: 'sha-without-deploy', count: 1, of: 1, example: 'unknown' },
  ],
  [
    'a deploy without views',
    views(50, 1000, { sha: 'unknown' }),
    0,
    { id: 'deploy-without-views', count: 1, of: 1, example: 'a1b2c3d4' },
  ],
  [
    'records that are older than their deploy',
    views(50, 1000, { t: '2026-11-01T08:00:00Z' }),
    1,
    { id: 'clock-early', voids: true, count: 100, of: 100 },
  ],
  [
    'a record of next year',
    views(100, 1000) + line('start', 999, { t: '2028-01-01T00:00:00Z' }),
    0,
    { id: 'clock-future', voids: false, count: 1, of: 201 },
  ],
  [
    'a view that ends before it begins',
    views(200, 1000) + line('start', 900) + ended(900, 1000, { t: '2026-11-01T09:30:00Z' }),
    0,
    { id: 'final-before-start', count: 1, of: 201 },
  ],
  ['records that are there twice', views(50, 1000) + views(50, 1000), 0, { id: 'duplicates', count: 100, of: 200 }],
  [
    'lines that are not records',
    `${views(50, 1000)}{"v":1,\n[]\n`,
    1,
    { id: 'refused-lines', voids: true, count: 2, of: 102 },
  ],
  [
    'a session with more views than a visitor has',
    Array.from({ length: 1001 }, (_, at) => line('start', at, { session: 'bot', t: '2026-11-01T10:00:00Z' })).join(''),
    1,
    { id: 'bots', voids: true, count: 1, of: 1, example: 'bot' },
  ],
] as const)('it finds %s', async (_what, beacons, exitCode, finding) => {
  const found = await check(beacons);
  expect(found.findings).toContainEqual(expect.objectContaining(finding));
  expect(found.exitCode).toBe(exitCode);
});

test('a broken list of deploys is an error with its line', async () => {
  here = await site(CONFIG);
  await here.write('field/1.ndjson', views(1, 1000));
  await here.write('field/deploys.ndjson', `${DEPLOYS}{"sha":`);
  const { exitCode, stderr } = await here.run('field', 'check');
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringMatching(/field\/deploys\.ndjson:2:1: error: This is not a deploy/),
  ]);
});
