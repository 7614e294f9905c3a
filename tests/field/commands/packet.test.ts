import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { shopRecords } from '../../../src/field/synthetic/shop-records.ts';
import { drawnTrial } from '../../../src/field/synthetic/trial.ts';
import { ndjson } from '../../support/field/records.ts';
import { placesIn } from '../packet/places.ts';
import { site, views, type Site } from './site.ts';
import { writeTrial } from './trial-site.ts';

const EVENTS = 'events: { files: orders.ndjson, session: session, time: t, value: value, currency: EUR }';
const configOf = (routes: string, more = '', beacons = 'all.parquet'): string =>
  `routes: [${routes}]\nfield:\n  beacons: ${beacons}\n  ${EVENTS}\n${more}`;
const PRODUCT = '{ name: product, path: /p }';
const HOME = '{ name: home, path: / }';
const DEPLOYS = '  deploys: deploys.ndjson\n';

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...AUTHOR } }).trim();
const AUTHOR = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_COMMITTER_DATE: '2026-10-12T06:00:00Z',
};

let shop: Site;
const out = (...names: readonly string[]): string => path.join(shop.folder, 'out', ...names);
const read = (name: string): Promise<string> => readFile(out(name), 'utf8');
const packet = (...argv: readonly string[]) => shop.run('field', 'packet', '--out', out(), ...argv);

/** Every figure of the page is on the line that stands beside it. */
async function expectCited(): Promise<void> {
  const places = placesIn(await read('packet.html'));
  expect(places.length).toBeGreaterThan(10);
  for (const { values, file, from, to } of places) {
    const lines = (await read(file)).split('\n').slice(from - 1, to);
    const numbers = lines.flatMap((line) => line.match(/-?\d[\d.e+-]*/g) ?? []).map(Number);
    for (const value of values) expect(numbers, `${value} in ${file}:${from}`).toContain(value);
  }
}

describe('a shop in which slower pages cost orders', () => {
  beforeAll(async () => {
    shop = await site(configOf(PRODUCT, '', 'beacons.ndjson'));
    const { records, orders } = shopRecords({ seed: '9', sessions: 10_000, per100ms: -0.01, hidden: 0 });
    await shop.write('beacons.ndjson', ndjson(records));
    await shop.write('orders.ndjson', ndjson(orders));
    await shop.run('field', 'load', '--parquet', path.join(shop.folder, 'all.parquet'));
    await shop.write('vitals-gate.yml', configOf(PRODUCT));
  }, 60_000);
  afterAll(() => shop.remove());
  afterEach(() => rm(out(), { recursive: true, force: true }));

  test('has a page with the interval first, and each number from a line of a file beside it', async () => {
    const { exitCode, stdout } = await packet();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^What a slower LCP of product costs\nAssociation: between \d+ and \d+ EUR lost a week per 100 ms\nWritten to .*out: packet\.html, packet\.md, price\.json, sensitivity\.json\.\n$/,
    );
    const page = await read('packet.html');
    expect(page).toMatch(/<p class="label">Association<\/p>/);
    expect(page).toMatch(/<data value="[-\d.]+ [-\d.]+">between \d+ and \d+ EUR lost a week<\/data>/);
    expect(page).not.toMatch(/<script/);
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    await expectCited();
    const markdown = await read('packet.md');
    expect(markdown).toMatch(
      /^\*\*Association:\*\* between \d+ and \d+ EUR lost a week \(`price\.json:\d+–\d+`\) per 100 ms$/m,
    );
    expect(markdown).toContain('### E-value');
    expect(JSON.parse(await read('price.json'))).toMatchObject({ established: true, route: 'product' });
  });

  test('keeps a price that an earlier command wrote, unless a route is named', async () => {
    const priced = ['field', 'price', '--route', 'product', '--condition', 'mobile', '--out', out('price.json')];
    await shop.run(...priced);
    const before = await read('price.json');
    const { exitCode, stdout } = await packet();
    expect([exitCode, await read('price.json')]).toEqual([0, before]);
    expect(stdout).toContain(
      'Not established: What 100 ms more of LCP cost is not established, because the interval of the coefficient contains 0.\n',
    );
    const page = await read('packet.html');
    expect(page).toContain('<p class="label">Not established</p>');
    expect(page).not.toContain(' EUR ');
    await expectCited();
    const other = await packet('--metric', 'lcp');
    expect([other.exitCode, other.stderr]).toEqual([
      2,
      expect.stringMatching(/out" has a price\.json already, which --metric does not change\.\n {2}→ Name the route/),
    ]);
    await packet('--route', 'product');
    expect(JSON.parse(await read('price.json'))).toMatchObject({ condition: null });
  });

  test('asks for a route where several have page views', async () => {
    await shop.write('vitals-gate.yml', configOf(`${PRODUCT}, ${HOME}`));
    expect(await packet()).toMatchObject({ exitCode: 0 });
    await rm(out(), { recursive: true });
    await shop.write('home.ndjson', views(3, 1000, { route: 'home' }));
    await shop.write('vitals-gate.yml', configOf(`${PRODUCT}, ${HOME}`, '', '"{home,beacons}.ndjson"'));
    const { exitCode, stderr } = await packet();
    await shop.write('vitals-gate.yml', configOf(PRODUCT));
    expect([exitCode, stderr]).toEqual([
      2,
      'error: --route is missing, and there are several routes.\n  → Name one of "product", "home".\n',
    ]);
  });

  test.each([
    ['{}', '"{file}" is not a file of field experiment, field power or field its.'],
    ['{"step": null, "placebos": 1, "stretches": 1}', '"{file}" is not what field its writes at "established": '],
    ['nothing', '"{file}" is not JSON: '],
    [null, '"{file}" does not exist.'],
  ])('refuses %s for --with, and writes nothing', async (text, message) => {
    const file = path.join(shop.folder, 'with.json');
    await (text === null ? rm(file) : shop.write('with.json', text));
    const { exitCode, stderr } = await packet('--with', file);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error: ${message.replace('{file}', file)}`);
    await expect(read('packet.html')).rejects.toThrow('ENOENT');
  });

  test('refuses a folder that cannot be written, and no folder', async () => {
    const { exitCode, stderr } = await shop.run('field', 'packet', '--out', '/dev/null/x');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('error: /dev/null/x cannot be written: ')]);
    expect((await shop.run('field', 'packet')).stderr).toContain('error: --out is missing.\n');
  });

  test('says in the packet that the data cannot answer, with exit code 3', async () => {
    const { exitCode } = await packet('--until', '2020-01-01');
    expect(exitCode).toBe(3);
    expect(await read('packet.html')).toContain('No price');
  });

  describe('with deploys of a repository', () => {
    let shas: readonly string[] = [];
    beforeAll(async () => {
      git(shop.folder, 'init', '-q');
      shas = ['one', 'two'].map((message) => {
        git(shop.folder, 'commit', '-q', '--allow-empty', '-m', message);
        return git(shop.folder, 'rev-parse', 'HEAD');
      });
      const [one = '', two = ''] = shas;
      const packages = [{ name: '<b>left-pad</b>', from: '1.0.0', to: null }];
      await shop.write(
        'deploys.ndjson',
        ndjson([
          { sha: one, t: '2026-10-12T08:00:00Z' },
          { sha: two, t: '2026-10-13T06:00:00Z', previous: one, files: 12, packages, owners: ['@web'] },
          { sha: one, t: '2026-10-13T09:00:00Z', previous: two, files: 12, packages: null, owners: [] },
          { sha: 'not-a-commit', t: '2026-10-20T09:00:00Z', files: 'many' },
        ]),
      );
      await shop.write('vitals-gate.yml', configOf(PRODUCT, DEPLOYS));
    });

    test('shows their manifest and the four figures, and asks the repository when commits were made', async () => {
      const { exitCode } = await packet();
      expect(exitCode).toBe(0);
      const delivery: unknown = JSON.parse(await read('delivery.json'));
      expect(delivery).toMatchObject({
        all: {
          deploys: 4,
          perWeek: expect.closeTo(1, 2),
          leadTime: { hours: 13, commits: 2, known: 2 },
          failures: { changes: 3, failed: 1, rate: 1 / 3 },
          restore: { hours: 3 },
        },
        moved: { deploys: 0, leadTime: { hours: null }, failures: { rate: null }, restore: { hours: null } },
        deploys: [
          { kind: 'change', files: null },
          { kind: 'change', rolledBackAt: '2026-10-13T09:00:00.000Z', moved: false, owners: ['@web'] },
          { kind: 'rollback', files: 12 },
          { kind: 'change', sha: 'not-a-commit', files: null },
        ],
      });
      const page = await read('packet.html');
      expect(page).toContain('12 files since');
      expect(page).toContain('&#60;b&#62;left-pad&#60;/b&#62; 1.0.0 → none');
      expect(page).toContain('13.0 hours (commits: 2)');
      expect(page).toContain('33.33 % (1 of 3)');
      await expectCited();
      expect(await read('deploys.json')).toContain('"verdict"');
    });

    test('says so where the list is empty', async () => {
      await shop.write('deploys.ndjson', '');
      const { exitCode, stderr } = await packet();
      expect(exitCode).toBe(0);
      expect(stderr).toContain('note: The file lists no deploys');
      expect(await read('packet.html')).toContain('No deploy of the list is in the window.');
    });
  });
});

describe('an experiment beside the price', () => {
  beforeAll(async () => {
    shop = await site('');
    await writeTrial(shop, drawnTrial({ seed: '1', sessions: 3000, controlShare: 0.2, lift: 0.8, addedMs: 100 }));
  });
  afterAll(() => shop.remove());

  test('comes first where it is established, and is copied once', async () => {
    const file = path.join(shop.folder, 'value.json');
    const design = ['--design', 'holdback', '--flag', 'hero', '--shares', 'control=20,b=80', '--outcome', 'value'];
    await shop.run('field', 'experiment', ...design, '--route', 'product', '--out', file);
    const { exitCode, stdout } = await packet('--route', 'product', '--with', file);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\nEffect: between [\d,]+ and [\d,]+ EUR gained a week\n/);
    const page = await read('packet.html');
    expect(page.indexOf('>Effect<')).toBeLessThan(page.indexOf('>Not established<'));
    expect(page).toContain('Holdback: b against control.');
    expect(page).toContain('flag (drawn)');
    await expectCited();
    expect(JSON.parse(await read('experiment.json'))).toEqual(JSON.parse(await readFile(file, 'utf8')));
    for (const again of [await packet('--with', file, '--with', file), await packet()])
      expect(again.stdout).toContain('packet.md, price.json, sensitivity.json, experiment.json.\n');
  });
});
