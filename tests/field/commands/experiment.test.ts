import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ExperimentResult } from '../../../src/field/analyses/experiment/result.ts';
import { drawnTrial } from '../../../src/field/synthetic/trial.ts';
import { lackingIn } from '../../support/field/page.ts';
import { site, type Site } from './site.ts';
import { TRIAL_CONFIG, writeTrial } from './trial-site.ts';

const NULL = { lift: 0, addedMs: 0 };
const AB = ['--design', 'ab', '--flag', 'hero'];

let here: Site;
beforeAll(async () => {
  here = await site('');
});
afterAll(() => here.remove());

async function experiment(...argv: readonly string[]) {
  return here.run('field', 'experiment', ...argv);
}

async function resultOf(...argv: readonly string[]) {
  const ran = await experiment(...argv, '--json');
  return { ...ran, result: JSON.parse(ran.stdout) as ExperimentResult };
}

/** What the sessions say where they cannot: the reason, and the notes. */
async function refusalOf(...argv: readonly string[]) {
  const { exitCode, result, stderr } = await resultOf(...argv);
  return { refusal: [exitCode, result.reason, result.effect, result.established], stderr };
}

const refused = (reason: string) => [3, reason, null, false];

const holds = (interval: { low: number | null; high: number | null } | null | undefined, truth: number): boolean =>
  interval !== null &&
  interval !== undefined &&
  interval.low !== null &&
  interval.high !== null &&
  interval.low <= truth &&
  truth <= interval.high;

describe('a holdback of a fifth, where the treatment adds 80 % to orders and 100 ms to LCP', () => {
  beforeAll(() =>
    writeTrial(here, drawnTrial({ seed: '1', sessions: 3000, controlShare: 0.2, lift: 0.8, addedMs: 100 })),
  );
  const HOLDBACK = ['--design', 'holdback', '--flag', 'hero', '--shares', 'control=20,b=80', '--route', 'product'];

  test('is an established effect, whose intervals hold the truth', async () => {
    const { result, exitCode, stderr } = await resultOf(...HOLDBACK);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(result).toMatchObject({
      established: true,
      kind: 'effect',
      reason: null,
      design: 'holdback',
      outcome: 'conversion',
      route: 'product',
      condition: null,
      control: 'control',
      method: 'clustered',
      assignments: null,
      clusters: 3000,
      sampleRatio: { mismatch: false },
      changed: { sessions: 0, share: 0 },
      money: null,
    });
    expect(result.arms.map(({ name }) => name)).toEqual(['control', 'b']);
    expect(result.arms.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(3000);
    expect(result.arms[0]?.coverage).toBeCloseTo(0.95, 1);
    expect(holds(result.effect, 0.08)).toBe(true);
    expect(holds(result.relative, 0.8)).toBe(true);
    expect(result.comparisons).toEqual([
      expect.objectContaining({ arm: 'b', established: true, effect: result.effect, relative: result.relative }),
    ]);
    expect(result.sql).toHaveLength(1);
  });

  test('has the value of a week of its sessions, however long the window is', async () => {
    const config = path.join(here.folder, 'long.yml');
    const written = await readFile(path.join(here.folder, 'vitals-gate.yml'), 'utf8');
    await here.write('long.yml', written.replace('field:', 'field:\n  window: 90 days'));
    const { result } = await resultOf(...HOLDBACK, '--outcome', 'value', '--config', config);
    expect(result).toMatchObject({ established: true, outcome: 'value', money: { currency: 'EUR', per: 'week' } });
    const { from = '', to = '' } = result.window ?? {};
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    expect(days).toBeCloseTo(28, 0);
    expect(result.money?.low).toBeCloseTo(((result.effect?.low ?? 0) * 3000 * 7) / days, 6);
    expect(holds(result.effect, 0.08 * 50 * Math.exp(0.125))).toBe(true);
  });

  test('may be of a metric of the landing view, and of one device', async () => {
    const { result } = await resultOf(...HOLDBACK, '--outcome', 'lcp', '--condition', 'mobile');
    expect(result).toMatchObject({ outcome: 'lcp', condition: 'mobile', kind: 'effect' });
    expect(holds(result.effect, 100)).toBe(true);
    expect(result.clusters).toBeGreaterThan(1700);
    expect(result.clusters).toBeLessThan(2000);
  });

  test('is told in text and in Markdown, and written to a file', async () => {
    const [markdown, out] = [path.join(here.folder, 'e.md'), path.join(here.folder, 'made/e.json')];
    const html = path.join(here.folder, 'e.html');
    const { stdout } = await experiment(...HOLDBACK, '--markdown', markdown, '--html', html, '--out', out);
    expect(lackingIn(await readFile(html, 'utf8'), stdout)).toEqual([]);
    expect(stdout).toMatch(/^Page views of the 28 days up to .*\n\nConversion of sessions that landed on product\n/);
    expect(stdout).toMatch(/\n {2}control +\d{3} +\d+\.\d\d % +9\d %\n/);
    expect(stdout).toMatch(/\n {2}b +\+\d\.\d\d points \(\d\.\d\d to \d\.\d\d\) +\+\d+ % \(/);
    expect(stdout).toContain(
      '\nThe effect is established. It is an effect if the flag was drawn at random for each session.\n',
    );
    expect(await readFile(markdown, 'utf8')).toMatch(/\n\| `b` \| `\+\d\.\d\d points \(/);
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ established: true });
  });

  test('that was planned with other shares is not established, because other sessions are compared', async () => {
    const { result, exitCode } = await resultOf('--design', 'holdback', '--flag', 'hero', '--shares', 'control=1,b=1');
    expect([exitCode, result.established, result.reason]).toEqual([0, false, 'sample-ratio-mismatch']);
    expect(result.sampleRatio?.p).toBeLessThan(0.001);
    expect(result.effect).not.toBeNull();
  });
});

describe('an A/B test without an effect', () => {
  beforeAll(() => writeTrial(here, drawnTrial({ seed: '2', sessions: 3000, controlShare: 0.5, ...NULL })));

  test('is not established', async () => {
    const { result, exitCode } = await resultOf(...AB);
    expect([exitCode, result.established, result.reason]).toEqual([0, false, 'not-certain']);
    expect(holds(result.effect, 0)).toBe(true);
  });

  test('of values of which none is called control, needs to be told', async () => {
    const { result } = await resultOf(...AB, '--control', 'b');
    expect(result.control).toBe('b');
    const other = await experiment('--design', 'ab', '--flag', 'price', '--control', 'b');
    expect([other.exitCode, other.stderr]).toEqual([
      3,
      expect.stringContaining('the flag "price" is "a" in all sessions'),
    ]);
  });

  test('prints the query', async () => {
    const { exitCode, stdout } = await experiment(...AB, '--outcome', 'value', '--print-sql', 'clickhouse');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('GROUP BY lowest, highest;');
  });
});

describe('what the sessions cannot say', () => {
  test('because nobody has the flag, and which flags there are', async () => {
    await writeTrial(here, drawnTrial({ seed: '3', sessions: 60, controlShare: 0.5, ...NULL }));
    const { refusal, stderr } = await refusalOf('--design', 'ab', '--flag', 'cart');
    expect(refusal).toEqual(refused('no-flag'));
    expect(stderr).toBe('note: no session has the flag "cart". The records name "hero", "price".\n');
  });

  test('because it has one value', async () => {
    await writeTrial(here, drawnTrial({ seed: '3', sessions: 60, controlShare: 0, ...NULL }));
    const { refusal, stderr } = await refusalOf(...AB);
    expect(refusal).toEqual(refused('one-arm'));
    expect(stderr).toContain('the flag "hero" is "b" in all sessions');
  });

  test('because nobody landed there', async () => {
    expect((await refusalOf(...AB, '--route', 'home')).refusal).toEqual(refused('no-sessions'));
    expect((await refusalOf(...AB, '--until', '2026-01-01')).refusal).toEqual(refused('no-sessions'));
  });

  test('because nobody converted, or only before the landing', async () => {
    await writeTrial(here, drawnTrial({ seed: '3', sessions: 60, controlShare: 0.5, ...NULL }));
    await here.write('orders.ndjson', '');
    expect((await refusalOf(...AB)).refusal).toEqual(refused('no-variation'));
    const early = { t: '2026-10-04T00:00:00Z', value: 5 };
    const orders = Array.from({ length: 30 }, (_, index) => JSON.stringify({ session: `3-${2 * index}`, ...early }));
    await here.write('orders.ndjson', `${orders.join('\n')}\n`);
    expect((await refusalOf(...AB)).refusal).toEqual(refused('no-variation'));
  });

  test('because the flag changes within sessions', async () => {
    await writeTrial(here, drawnTrial({ seed: '4', sessions: 300, controlShare: 0.5, ...NULL }), (records) =>
      records.flatMap((record, index) =>
        index % 40 === 0
          ? [
              record,
              { ...record, view: `${record.view}-later`, t: record.t.replace(/\d\dZ$/, '99Z'), variant: { hero: 'c' } },
            ]
          : [record],
      ),
    );
    const { result, exitCode } = await resultOf(...AB, '--control', 'control');
    expect([exitCode, result.reason, result.effect]).toEqual([3, 'variant-changes', null]);
    expect(result.changed?.share).toBeGreaterThan(0.02);
  });
});

test('where fewer landing views of one arm end, it is not established', async () => {
  await writeTrial(
    here,
    drawnTrial({ seed: '5', sessions: 2000, controlShare: 0.5, lift: 1.5, addedMs: 0 }),
    (records) =>
      records.filter((record, index) => record.type === 'start' || record.variant?.['hero'] !== 'b' || index % 5 > 0),
  );
  const { result, exitCode } = await resultOf(...AB);
  expect([exitCode, result.established, result.reason]).toEqual([0, false, 'coverage-differs']);
});

test('three arms are held against control with wider intervals', async () => {
  const truth = drawnTrial({ seed: '6', sessions: 3000, controlShare: 0.5, ...NULL });
  await writeTrial(here, { ...truth, assign: ({ random }) => ['control', 'b', 'c'][Math.floor(random() * 3)] ?? 'c' });
  const { result } = await resultOf(...AB);
  expect(result.comparisons.map(({ arm }) => arm)).toEqual(['b', 'c']);
  const { low, high, se } = result.effect ?? { low: 0, high: 0, se: 0 };
  expect(((high ?? 0) - (low ?? 0)) / se / 2).toBeCloseTo(2.24, 1);
  expect((await experiment(...AB)).stdout).toContain('allow for 2 comparisons (Bonferroni)');
});

test('without a currency there is no money, and a note says so', async () => {
  await writeTrial(here, drawnTrial({ seed: '7', sessions: 400, controlShare: 0.5, lift: 3, addedMs: 0 }));
  await here.write('vitals-gate.yml', TRIAL_CONFIG.replace(', currency: EUR', ''));
  const { result, stderr } = await resultOf(...AB, '--outcome', 'value');
  expect([result.established, result.money]).toEqual([true, null]);
  expect(stderr).toContain('note: field.events names a value and no currency, so there is no money.');
});

describe('wrong use', () => {
  beforeAll(() => writeTrial(here, drawnTrial({ seed: '8', sessions: 60, controlShare: 0.5, ...NULL })));

  test.each([
    ['no design', ['--flag', 'hero'], '--design is missing.'],
    ['an unknown design', ['--design', 'abc', '--flag', 'hero'], '--design cannot be "abc".'],
    ['no flag', ['--design', 'ab'], '--flag is missing.'],
    ['a holdback without shares', ['--design', 'holdback', '--flag', 'hero'], '--shares is missing.'],
    ['shares that are not numbers', [...AB, '--shares', 'control=x,b=1'], '--shares is "control=x,b=1", which'],
    ['one share', [...AB, '--shares', 'control=1'], '--shares is "control=1", which'],
    ['the same value twice', [...AB, '--shares', 'b=1,b=2'], '--shares is "b=1,b=2", which'],
    ['a value without a share', [...AB, '--shares', 'control=1,c=1'], '--shares has no share of "b"'],
    ['an unknown control', [...AB, '--control', 'controll'], 'Did you mean "control"?'],
    ['a route that is not declared', [...AB, '--route', 'produkt'], 'Did you mean "product"?'],
    [
      'an outcome that sessions do not have',
      [...AB, '--outcome', 'bytes'],
      '--outcome is "bytes", which sessions do not',
    ],
  ])('of %s is said, and the exit code is 2', async (_what, argv, message) => {
    const { exitCode, stderr } = await experiment(...argv);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('of values that are not called control is said with the values', async () => {
    await writeTrial(here, {
      ...drawnTrial({ seed: '9', sessions: 60, controlShare: 0.5, ...NULL }),
      assign: ({ random }) => (random() < 0.5 ? 'x' : 'y'),
    });
    const { exitCode, stderr } = await experiment(...AB);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Its values are "x", "y".')]);
  });

  test('of orders that are not configured is said, and a metric needs none', async () => {
    await here.write('vitals-gate.yml', 'routes: [{ name: product, path: /p }]\nfield: { beacons: beacons.ndjson }\n');
    const { exitCode, stderr } = await experiment(...AB, '--control', 'x');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('does not say where events of visitors are')]);
    const { result } = await resultOf(...AB, '--control', 'x', '--outcome', 'lcp');
    expect(result.effect).not.toBeNull();
  });
});
