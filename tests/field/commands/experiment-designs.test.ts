import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ExperimentResult } from '../../../src/field/analyses/experiment/result.ts';
import { groupedTrial, switchedTrial, TREATED_COUNTRIES } from '../../../src/field/synthetic/trial.ts';
import { site, type Site } from './site.ts';
import { writeTrial } from './trial-site.ts';

const NULL = { lift: 0, addedMs: 0 };
const TREATED = TREATED_COUNTRIES.join(',');
const AT = '2026-10-19';
const DID = ['--design', 'did', '--group', 'country', '--treated', TREATED, '--at', AT];
const SWITCHED = ['--design', 'switchback', '--flag', 'hero', '--period', '4h', '--together'];

let here: Site;
beforeAll(async () => {
  here = await site('');
});
afterAll(() => here.remove());

const experiment = (...argv: readonly string[]) => here.run('field', 'experiment', ...argv);

async function resultOf(...argv: readonly string[]) {
  const ran = await experiment(...argv, '--json');
  return { ...ran, result: JSON.parse(ran.stdout) as ExperimentResult };
}

/** What the sessions say where they cannot: the reason, and the notes. */
async function refusalOf(...argv: readonly string[]) {
  const { exitCode, result, stderr } = await resultOf(...argv);
  return { refusal: [exitCode, result.reason, result.effect], stderr };
}

const refused = (reason: string) => [3, reason, null];

describe('countries of which four are treated, with 800 ms more of LCP', () => {
  beforeAll(() => writeTrial(here, groupedTrial({ seed: '1', sessions: 3000, lift: 0, addedMs: 800 })));

  test('have a difference, which is an association', async () => {
    const { result, exitCode, stderr } = await resultOf(...DID, '--outcome', 'lcp');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(result).toMatchObject({
      established: true,
      kind: 'association',
      design: 'did',
      control: 'control',
      method: 'randomisation',
      assignments: { count: 70, exact: true },
      clusters: 8,
      sampleRatio: null,
      trend: { periods: 14 },
      dropped: { groups: 0 },
    });
    expect(result.arms.map(({ name }) => name)).toEqual([
      'control, before',
      'control, after',
      'treated, before',
      'treated, after',
    ]);
    expect(result.effect?.low).toBeGreaterThan(300);
    expect(result.effect?.low).toBeLessThan(800);
    expect(result.effect?.high).toBeGreaterThan(800);
    expect(result.effect?.high).toBeLessThan(1300);
  });

  test('are an effect where they were drawn at random, which the report says', async () => {
    const { stdout } = await experiment(...DID, '--outcome', 'lcp', '--randomised');
    expect(stdout).toContain('It is an effect if the treated groups were drawn at random.');
    expect(stdout).toMatch(/\n {2}treated, after +\d+ +\d\.\d\d s +9\d %\n/);
    expect(stdout).toContain('Randomisation inference: 8 groups, all 70 assignments.');
    const { stdout: other } = await experiment(...DID, '--outcome', 'lcp');
    expect(other).toContain('It is an association, because nothing was randomised');
  });

  test('have no other conversion', async () => {
    const { result } = await resultOf(...DID);
    expect([result.established, result.reason]).toEqual([false, 'not-certain']);
  });

  test('are refused if the control group was treated, or the treated one before', async () => {
    const flag = ['--flag', 'hero', '--value', 'b'];
    const { result } = await resultOf(...DID, ...flag, '--outcome', 'lcp');
    expect(result.reason).toBeNull();
    expect((await refusalOf(...DID.with(5, 'AT,CH,ES'), ...flag)).refusal).toEqual(refused('control-treated'));
    expect((await refusalOf(...DID.with(7, '2026-10-25'), ...flag)).refusal).toEqual(refused('treated-before'));
  });

  test('are refused if they are fewer than four, or lie on one side of the instant', async () => {
    expect(
      (await refusalOf('--design', 'did', '--group', 'device', '--treated', 'mobile', '--at', AT)).refusal,
    ).toEqual(refused('too-few-clusters'));
    expect((await refusalOf(...DID.with(7, '2026-10-01'))).refusal).toEqual(refused('no-sessions-before'));
    expect((await refusalOf(...DID.with(7, '2026-11-20'))).refusal).toEqual(refused('no-sessions-after'));
  });

  test('that do not exist are wrong use', async () => {
    const { exitCode, stderr } = await experiment(...DID.with(5, 'DE,XX'));
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('--treated has "XX", which is not a country of any'),
    ]);
  });
});

test('groups that drift apart before the treatment are not comparable', async () => {
  const truth = groupedTrial({ seed: '2', sessions: 3000, lift: 0, addedMs: 0 });
  await writeTrial(here, truth, (records) =>
    records.map((record) => {
      if (record.type === 'start' || !TREATED_COUNTRIES.includes(record.country ?? '')) return record;
      const days = (Date.parse(record.t) - Date.parse('2026-10-05T00:00:00Z')) / 86_400_000;
      return { ...record, lcp: { id: 'lcp', value: Math.round((record.lcp?.value ?? 0) + 100 * days), parts: [] } };
    }),
  );
  const { result, exitCode } = await resultOf(...DID, '--outcome', 'lcp');
  expect([exitCode, result.established, result.reason]).toEqual([0, false, 'trends-differ']);
});

describe('a switchback of four hours that adds 300 ms', () => {
  beforeAll(() =>
    writeTrial(here, switchedTrial({ seed: '3', sessions: 3000, lift: 0, addedMs: 300, periodHours: 4 })),
  );

  test('is an effect', async () => {
    const { result, exitCode } = await resultOf(...SWITCHED, '--outcome', 'lcp', '--burn-in', '1h');
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({
      established: true,
      kind: 'effect',
      control: 'control',
      method: 'randomisation',
      clusters: 84,
      changed: { sessions: 0 },
    });
    expect(result.effect?.low).toBeGreaterThan(200);
    expect(result.effect?.low).toBeLessThan(300);
    expect(result.effect?.high).toBeGreaterThan(300);
    expect(result.effect?.high).toBeLessThan(400);
    expect(result.dropped?.['burnIn']).toBeGreaterThan(600);
  });

  test('may have regions', async () => {
    const { result } = await resultOf(...SWITCHED, '--group', 'country', '--outcome', 'lcp');
    expect(result).toMatchObject({ established: true, clusters: 84, dropped: { burnIn: 0, ungrouped: 0 } });
  });

  test('is refused where the period is another one', async () => {
    expect((await refusalOf(...SWITCHED.with(5, '8h'))).refusal).toEqual(refused('mixed-periods'));
    expect((await refusalOf(...SWITCHED, '--at', '2026-10-05T02:00:00Z')).refusal).toEqual(refused('mixed-periods'));
  });

  test('is refused where there is no switch', async () => {
    expect((await refusalOf(...SWITCHED.with(3, 'price'))).refusal).toEqual(refused('one-arm'));
    expect((await refusalOf(...SWITCHED.with(3, 'cart'))).stderr).toContain('The records name "hero", "price".');
    expect((await refusalOf(...SWITCHED, '--until', '2026-10-05T06:00:00Z')).refusal).toEqual(
      refused('too-few-switches'),
    );
  });
});

test('a switchback without an effect is not established', async () => {
  await writeTrial(here, switchedTrial({ seed: '4', sessions: 1500, ...NULL, periodHours: 4 }));
  const { result, exitCode } = await resultOf(...SWITCHED);
  expect([exitCode, result.established, result.reason]).toEqual([0, false, 'not-certain']);
});

test('a switchback compares two values', async () => {
  const truth = switchedTrial({ seed: '5', sessions: 300, ...NULL, periodHours: 4 });
  await writeTrial(here, { ...truth, assign: ({ random }) => ['control', 'b', 'c'][Math.floor(random() * 3)] ?? 'c' });
  expect((await refusalOf(...SWITCHED)).stderr).toContain('the flag "hero" has the values "b", "c", "control".');
});

describe('wrong use', () => {
  test.each([
    ['no group', ['--design', 'did', '--treated', 'DE', '--at', AT], '--group is missing.'],
    ['no treated group', ['--design', 'did', '--group', 'country', '--at', AT], '--treated is missing.'],
    ['an empty group', DID.with(5, 'DE,'), '--treated is "DE,", which has an empty name.'],
    ['no instant', DID.slice(0, 6), '--deploy and --at are missing.'],
    ['two instants', [...DID, '--deploy', 'abc'], '--deploy and --at exclude each other.'],
    ['a flag without its value', [...DID, '--flag', 'hero'], '--value is missing.'],
    ['a value without its flag', [...DID, '--value', 'b'], '--flag is missing.'],
    [
      'a flag of another design',
      [...DID, '--period', '4h'],
      '--period is not for --design did.\n  → Leave it out. It is for --design switchback.',
    ],
    ['an unknown group', DID.with(3, 'city'), '--group cannot be "city".'],
    ['no period', ['--design', 'switchback', '--flag', 'hero'], '--period is missing.'],
    ['half an hour', SWITCHED.with(5, '30m'), '--period is "30m", which is not a number of whole hours or days.'],
    ['a burn-in of the whole period', [...SWITCHED, '--burn-in', '4h'], '--burn-in is not shorter than --period'],
    ['a begin within an hour', [...SWITCHED, '--at', '2026-10-05T02:30:00Z'], 'which is not a whole hour (UTC)'],
    [
      'deploys that are not listed',
      ['--design', 'did', '--group', 'country', '--treated', 'DE', '--deploy', 'abcd'],
      'does not say where deploys are listed',
    ],
  ])('of %s is said, and the exit code is 2', async (_what, argv, message) => {
    const { exitCode, stderr } = await experiment(...argv);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
