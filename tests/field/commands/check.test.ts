import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { lackingIn } from '../../support/field/page.ts';
import { ended, line, site, views, type Site } from './site.ts';

const CONFIG = `
field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson }
routes: [{ name: product, path: /p }]
`;
const DEPLOYS = '{"sha":"a1b2c3d4","t":"2026-11-01T09:00:00Z"}\n';

interface Finding {
  readonly id: string;
  readonly lines: unknown[];
}

interface Checked {
  readonly exitCode: number;
  readonly findings: Finding[];
  readonly coverage: unknown[];
  readonly window: unknown;
}

let here: Site;
beforeAll(async () => {
  here = await site(CONFIG);
});
afterAll(() => here.remove());

async function check(...argv: readonly string[]): Promise<Checked> {
  const { exitCode, stdout, stderr } = await here.run('field', 'check', '--json', ...argv);
  if (stdout === '') throw new Error(stderr);
  return { exitCode, ...(JSON.parse(stdout) as Omit<Checked, 'exitCode'>) };
}

describe('records without a fault', () => {
  beforeAll(async () => {
    const fresh = views(50, 1000, { state: 'fresh' });
    const numbers = Array.from({ length: 10 }, (_, at) => 50 + at);
    const became = numbers.map((at) => line('start', at, { state: 'fresh' }) + ended(at, 1000, { state: 'stale' }));
    await here.write('field/1.ndjson', fresh + became.join('') + line('start', 60));
    await here.write('field/deploys.ndjson', DEPLOYS);
  });

  test('have no finding, and their coverage is said by commit', async () => {
    const window = { from: '2026-10-04T11:00:00.000Z', to: '2026-11-01T11:00:00.000Z' };
    const coverage = [{ by: null, sha: 'a1b2c3d4', starts: 61, ended: 60, coverage: 60 / 61 }];
    expect(await check()).toEqual({ exitCode: 0, window, coverage, findings: [] });
  });

  test('have a coverage for each slice, that of their end where it is another', async () => {
    const { coverage } = await check('--by', 'state');
    expect(coverage).toMatchObject([
      { by: 'fresh', starts: 50, coverage: 1 },
      { by: 'stale', starts: 10, coverage: 1 },
      { by: null, starts: 1, coverage: 0 },
    ]);
    const { stdout } = await here.run('field', 'check', '--by', 'state');
    expect(stdout).toMatch(
      /^ {2}state {4}commit {3}began {2}ended {2}coverage\n {2}fresh {4}a1b2c3d {5}50 {5}50 {5}100 %\n/m,
    );
  });

  test('are not missed in a window that has none: there is nothing to compare', async () => {
    expect(await check('--until', '2026-01-01')).toMatchObject({ exitCode: 3, coverage: [], findings: [] });
    const { stdout } = await here.run('field', 'check', '--until', '2026-01-01');
    expect(stdout).toBe('There are no page views in the 28 days up to 2026-01-01 23:59 UTC.\n');
  });

  test('are read only with a list of deploys that is one', async () => {
    await here.write('field/deploys.ndjson', `${DEPLOYS}{"sha":`);
    const { exitCode, stderr } = await here.run('field', 'check');
    await here.write('field/deploys.ndjson', DEPLOYS);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/field\/deploys\.ndjson:2:1: error: This is not a deploy/),
    ]);
  });
});

describe('records with every fault at once', () => {
  let found: Checked;
  beforeAll(async () => {
    const bot = { session: 'bot', t: '2026-11-01T10:00:00Z' };
    const records = [
      views(50, 1000),
      views(2, 1000, { route: 'produkt' }, 500),
      views(3, 1000, { device: 'tablet' }, 510),
      views(2, 1000, { session: 's520' }, 520) + views(1, 1000, { session: 's520', sha: 'a1b2c3d5' }, 530),
      views(4, 1000, { t: '2026-11-01T08:00:00Z' }, 540),
      line('start', 550, { t: '2028-01-01T00:00:00Z' }),
      line('start', 560) + ended(560, 1000, { t: '2026-11-01T09:30:00Z' }),
      views(50, 1000),
      Array.from({ length: 1001 }, (_, at) => line('start', 1000 + at, bot) + ended(1000 + at, 5, bot)).join(''),
      Array.from({ length: 200 }, (_, at) => line('start', 3000 + at, { sha: 'ffff', t: '2026-11-01T23:00:00Z' })).join(
        '',
      ),
    ];
    await here.write('field/1.ndjson', `${records.join('')}{"v":1,\n`);
    await here.write('field/2.ndjson', `${ended(5000, 7, { v: 2 })}[]\n`);
    const listed = ['a1b2c3d4', 'ffff', 'never'].map((sha) => `{"sha":"${sha}","t":"2026-11-01T09:00:00Z"}\n`);
    await here.write('field/deploys.ndjson', listed.join(''));
    found = await check();
  });

  test('cannot be compared', () => {
    expect(found.exitCode).toBe(1);
  });

  test.each([
    ['a commit with another coverage', { id: 'coverage-changed', voids: true, count: 0, of: 200, example: 'ffff' }],
    [
      'a name that is not declared, with the nearest one',
      {
        id: 'unknown-route',
        count: 2,
        example: 'produkt',
        todo: 'Did you mean product? Correct the name in the page.',
      },
    ],
    ['a device that no route has', { id: 'unknown-device', count: 3, example: 'tablet' }],
    ['a session that changes its commit', { id: 'sessions-move', count: 1, example: 's520' }],
    ['a commit without a deploy', { id: 'sha-without-deploy', count: 1, of: 3, example: 'a1b2c3d5' }],
    ['a deploy without views', { id: 'deploy-without-views', count: 1, of: 3, example: 'never' }],
    ['records that are older than their deploy', { id: 'clock-early', voids: false, count: 8, example: 'a1b2c3d4' }],
    ['a record of next year', { id: 'clock-future', voids: false, count: 1 }],
    ['a view that ends before it begins', { id: 'final-before-start', voids: false, count: 1 }],
    ['records that are there twice', { id: 'duplicates', count: 100 }],
    ['a session with more views than a visitor has', { id: 'bots', voids: true, count: 1, example: 'bot' }],
    ['lines that are not records', { id: 'refused-lines', voids: false, count: 3 }],
  ])('have %s', (_what, finding) => {
    expect(found.findings).toContainEqual(expect.objectContaining(finding));
  });
});

describe('lines that are not records', () => {
  const HOSTILE = '\u001b[31m`|<img src=x onerror=alert(1)>](javascript:x)\u202e';
  const REFUSED = [
    '{"v":1,',
    '[]',
    ended(1, 7, { v: 2 }).trimEnd(),
    ended(2, 7, { [HOSTILE]: 1 }).trimEnd(),
    ended(3, 7, { variant: { [`${HOSTILE}x`]: 5 } }).trimEnd(),
    ended(4, 7, { path: 'x'.repeat(70_000) }).trimEnd(),
  ];

  test('are named with their place and what is wrong, in visible characters only', async () => {
    await here.write('field/1.ndjson', `\ufeff${views(1, 1000).replaceAll('\n', '\r\n')}\r\n${REFUSED.join('\n')}`);
    await here.write('field/2.ndjson', views(100, 1000, {}, 100));
    await here.write('field/deploys.ndjson', DEPLOYS);
    const markdown = path.join(here.folder, 'check.md');
    const html = path.join(here.folder, 'check.html');
    const { stdout } = await here.run('field', 'check', '--markdown', markdown, '--html', html);
    const page = await readFile(html, 'utf8');
    expect(lackingIn(page, stdout)).toEqual([]);
    expect(page).not.toMatch(/<img|<script/);
    const file = path.join(here.folder, 'field/1.ndjson');
    const name = '`|<img src=x onerror=alert(1)>](javascript:x)';
    const said = [
      'the record is not JSON',
      'the record must be an object',
      'v must be 1',
      `the record has a field that is not known: "${name}"`,
      `variant."${name}x" has a name that is not allowed: 1 to 100 printable characters`,
      'the line has more than 65,536 bytes',
    ];
    const places = said.map((why, at) => `    ${file}:${at + 4}: ${why}`).join('\n');
    expect(stdout).toContain(`voids comparisons: lines of the files are not records (6 of 208).\n`);
    expect(stdout).toContain(`  → They are left out. Find out what writes them.\n${places}\n`);
    const text = await readFile(markdown, 'utf8');
    expect(text).toContain(`  - \`${file}:4\`: the record is not JSON\n`);
    expect(text.replaceAll(/(`+)(?:.*?[^`])\1(?!`)/g, '')).not.toMatch(/<img|javascript/);
    for (const hidden of ['\u001b', '\u202e']) expect(stdout + text).not.toContain(hidden);
    const [finding] = (await check()).findings;
    expect(finding?.lines).toEqual(said.map((why, at) => ({ file, line: at + 4, why })));
  });

  test('are shown as far as ten, also where no line is a record', async () => {
    await here.write('field/1.ndjson', 'nonsense\n'.repeat(7));
    await here.write('field/2.ndjson', 'nonsense\n'.repeat(7));
    const { exitCode, stdout } = await here.run('field', 'check');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^No page views are recorded\.\n\nvoids comparisons: .* \(14 of 14\)\.\n/);
    expect(stdout).toMatch(
      /1\.ndjson:7: the record is not JSON\n.*2\.ndjson:1: (?:.*\n)+?.*2\.ndjson:3: .*\n {4}and 4 more lines\n$/,
    );
  });
});

describe('records that say little', () => {
  beforeAll(() => here.write('field/2.ndjson', ''));

  test('of ends alone have no coverage, and the check says so', async () => {
    await here.write('field/1.ndjson', ended(1, 1000) + ended(2, 1000));
    await here.write('field/deploys.ndjson', DEPLOYS);
    expect(await check()).toMatchObject({
      exitCode: 0,
      coverage: [{ starts: 0, ended: 0, coverage: null }],
      findings: [{ id: 'final-without-start', voids: false, count: 2, of: 2 }],
    });
    const { stdout } = await here.run('field', 'check');
    expect(stdout).toContain('how many were lost is not known.');
  });

  test('from the future alone are no page views, and the check says that they are there', async () => {
    await here.write('field/1.ndjson', ended(1, 1000, { t: '2999-01-01T00:00:00Z' }));
    expect(await check()).toMatchObject({
      exitCode: 3,
      coverage: [],
      findings: [{ id: 'clock-future', voids: true, count: 1, of: 1 }],
    });
  });

  test('that are no records at all are named by every command', async () => {
    await here.write('field/1.ndjson', `${views(2, 1000)}no record\n`);
    const said = 'note: 1 line of the files is not a record, and is left out. `vitals-gate field check` says why.\n';
    for (const command of ['slo', 'deploys']) expect((await here.run('field', command)).stderr).toContain(said);
  });

  test('that nobody has written yet are no page views, and a note says where they were looked for', async () => {
    const nothing = await site('field: { beacons: "nowhere/*.ndjson" }\n');
    const ran = await nothing.run('field', 'check', '--json');
    const exported = await nothing.run('field', 'export', '--otlp', path.join(nothing.folder, 'x.jsonl'));
    await nothing.remove();
    expect(JSON.parse(ran.stdout)).toEqual({ window: null, coverage: [], findings: [] });
    expect([ran.exitCode, ran.stderr]).toEqual([3, expect.stringMatching(/^note: .*yml:1:19: No file in /)]);
    // An export has nothing to write, so its file must not look as if it had.
    expect([exported.exitCode, exported.stderr]).toEqual([3, expect.stringContaining('error: No file in ')]);
  });

  test('about no route leave nothing to summarise', async () => {
    const nothing = await site('field: { beacons: "*.ndjson" }\nbudgets: { lcp: { max: 1 s } }\n');
    await nothing.write('1.ndjson', '');
    const ran = await nothing.run('field', 'slo');
    await nothing.remove();
    expect([ran.exitCode, ran.stdout]).toEqual([3, 'No page views are recorded.\n']);
  });
});
