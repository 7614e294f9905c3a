import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { PowerResult } from '../../../src/field/analyses/experiment/power.ts';
import { drawnTrial, TREATED_COUNTRIES } from '../../../src/field/synthetic/trial.ts';
import { lackingIn } from '../../support/field/page.ts';
import { site, type Site } from './site.ts';
import { writeTrial } from './trial-site.ts';

/* 3,000 sessions in four weeks, of which a tenth converts. LCP is log-normal with a standard deviation of 903 ms. */
const SESSIONS = 3000;
const LCP_DEVIATION_MS = 903;
const HEARD = 0.95 * SESSIONS;
const GROUPED = ['--design', 'did', '--group', 'country', '--treated', TREATED_COUNTRIES.join(',')];
const SWITCHED = ['--design', 'switchback', '--period', '4h'];

let here: Site;
beforeAll(async () => {
  here = await site('');
  await writeTrial(here, drawnTrial({ seed: 'p', sessions: SESSIONS, controlShare: 0.5, lift: 0, addedMs: 0 }));
});
afterAll(() => here.remove());

const power = (...argv: readonly string[]) => here.run('field', 'power', ...argv);

async function resultOf(...argv: readonly string[]) {
  const ran = await power(...argv, '--json');
  return { ...ran, result: JSON.parse(ran.stdout) as PowerResult };
}

/** Of so many days of the result, as a share of what theory expects. */
const shareOf = ({ detectable }: PowerResult, days: number, expected: number): number =>
  (detectable.find((each) => each.days === days)?.effect ?? 0) / expected;

test('an A/B test finds what the normal approximation says, after the days that are asked', async () => {
  const { result, exitCode, stderr } = await resultOf('--design', 'ab', '--effect', '30%', '--route', 'product');
  expect([exitCode, stderr]).toEqual([0, '']);
  const { mean = 0, variance = 0, sessionsPerDay = 0 } = result.baseline ?? {};
  expect(mean).toBeCloseTo(0.1, 1);
  expect(variance).toBeCloseTo(mean * (1 - mean), 3);
  expect(sessionsPerDay).toBeCloseTo(SESSIONS / 28, 0);
  expect(result).toMatchObject({ design: 'ab', outcome: 'conversion', power: 0.8, risk: 0.05, holdbackCost: null });
  expect(result.detectable.map(({ days }) => days)).toEqual([7, 14, 28]);
  const ofAll = (1.96 + 0.8416) * Math.sqrt((variance * 4) / SESSIONS);
  expect(shareOf(result, 28, ofAll)).toBeCloseTo(1, 2);
  expect(result.detectable.at(-1)?.relative).toBeCloseTo((ofAll ?? 0) / mean, 2);
  expect((result.daysNeeded ?? 0) / (28 * (ofAll / (0.3 * mean)) ** 2)).toBeCloseTo(1, 1);
});

test('a holdback of a tenth finds less, and says what it withholds', async () => {
  const { result } = await resultOf('--design', 'holdback', '--effect', '10', '--days', '28');
  const { result: half } = await resultOf('--design', 'holdback', '--control-share', '50', '--days', '28');
  const [few, many] = [result.detectable[0]?.effect ?? 0, half.detectable[0]?.effect ?? 1];
  expect(few / many).toBeCloseTo(0.5 / Math.sqrt(0.1 * 0.9), 1);
  expect(result.holdbackCost?.sessionsPerWeek).toBeCloseTo((0.1 * SESSIONS) / 4, 0);
  expect(result.holdbackCost?.lostPerWeek).toBeCloseTo(((0.1 * SESSIONS) / 4) * 0.1 * (result.baseline?.mean ?? 0), 1);
  const { stdout } = await power('--design', 'holdback', '--effect', '10', '--outcome', 'value');
  expect(stdout).toMatch(/withholds the treatment from 75 sessions a week: \d+ EUR a week if/);
});

test('a switchback has the variance of its blocks', async () => {
  const { result } = await resultOf(...SWITCHED, '--outcome', 'lcp', '--days', '1,28');
  const ofAll = (1.96 + 0.8416) * LCP_DEVIATION_MS * Math.sqrt(4 / HEARD);
  expect(shareOf(result, 28, ofAll)).toBeGreaterThan(0.8);
  expect(shareOf(result, 28, ofAll)).toBeLessThan(1.25);
  expect(result.detectable[0]).toEqual({ days: 1, effect: null, relative: null });
});

test('a difference in differences has the variance of the changes of its groups', async () => {
  const { result } = await resultOf(...GROUPED, '--outcome', 'lcp', '--days', '14');
  const ofGroup = (2 * LCP_DEVIATION_MS ** 2) / (HEARD / 8 / 2);
  expect(shareOf(result, 14, 3.35 * Math.sqrt(ofGroup / 2))).toBeGreaterThan(0.7);
  expect(shareOf(result, 14, 3.35 * Math.sqrt(ofGroup / 2))).toBeLessThan(1.4);
});

test('regions that switch on their own have more draws than those that switch together', async () => {
  const { result: alone } = await resultOf(...SWITCHED, '--group', 'country', '--outcome', 'lcp', '--days', '28');
  const { result: together } = await resultOf(
    ...SWITCHED,
    '--together',
    '--group',
    'country',
    '--outcome',
    'lcp',
    '--days',
    '28',
  );
  expect((alone.detectable[0]?.effect ?? 0) / (together.detectable[0]?.effect ?? 1)).toBeGreaterThan(0.7);
  expect((alone.detectable[0]?.effect ?? 0) / (together.detectable[0]?.effect ?? 1)).toBeLessThan(1.1);
});

test('the memo is written as Markdown and as JSON', async () => {
  const [markdown, out] = [path.join(here.folder, 'power.md'), path.join(here.folder, 'power.json')];
  const argv = ['--design', 'ab', '--outcome', 'lcp', '--condition', 'mobile', '--effect', '5%'];
  const html = path.join(here.folder, 'power.html');
  const { stdout } = await power(...argv, '--markdown', markdown, '--html', html, '--out', out);
  expect(lackingIn(await readFile(html, 'utf8'), stdout)).toEqual([]);
  expect(stdout).toMatch(
    /\nA\/B test: LCP of sessions that land on any route, mobile\n {2}days {2}smallest effect {2}relative\n/,
  );
  expect(stdout).toMatch(/\n {5}7 {2}\d{3} ms +\d+ %\n/);
  expect(stdout).toMatch(
    /\nNow: 2\.\d\d s, of \d\d sessions a day\.\nAn effect of this size is found with a probability of 80 %/,
  );
  expect(stdout).toMatch(/\nAn effect of 5\.0 % is found after \d+ days\.\n/);
  expect(await readFile(markdown, 'utf8')).toMatch(
    /^## Power of an experiment\n\n[^]*\n\| `7` \| `\d{3} ms` \| `\d+ %` \|\n/,
  );
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ design: 'ab', condition: 'mobile' });
});

test('an effect that is too small for ten years has no days', async () => {
  const { result } = await resultOf('--design', 'ab', '--effect', '0.1%');
  expect([result.daysNeeded, result.effect?.relative]).toEqual([null, 0.001]);
  expect((await power('--design', 'ab', '--effect', '0.1%')).stdout).toContain(
    'An effect of 0.1 % is not found in ten years.',
  );
});

test('--print-sql prints the query', async () => {
  const { stdout } = await power(...GROUPED, '--print-sql', 'postgres');
  expect(stdout).toContain('GROUP BY lowest, highest, slice, hour_of;');
});

describe('what the sessions cannot say', () => {
  test.each([
    ['no session landed there', 'no-sessions', ['--design', 'ab', '--route', 'home']],
    ['no page view is as old', 'no-sessions', ['--design', 'ab', '--until', '2026-01-01']],
    ['there are two groups', 'too-few-groups', ['--design', 'did', '--group', 'device', '--treated', 'mobile']],
    ['they span a day', 'too-short', [...GROUPED, '--until', '2026-10-05']],
    ['a period is longer than all of them', 'too-short', SWITCHED.with(3, '20d')],
  ])('because %s, has the exit code 3', async (_what, reason, argv) => {
    const { result, exitCode } = await resultOf(...argv);
    expect([exitCode, result.reason, result.detectable]).toEqual([3, reason, []]);
  });
});

describe('wrong use', () => {
  test.each([
    ['no design', [], '--design is missing.'],
    ['no groups', ['--design', 'did'], '--group is missing.'],
    ['no treated groups', ['--design', 'did', '--group', 'country'], '--treated is missing.'],
    ['a group that does not exist', GROUPED.with(5, 'XX'), '--treated has "XX"'],
    ['no period', ['--design', 'switchback'], '--period is missing.'],
    [
      'a flag of another design',
      ['--design', 'did', '--control-share', '10'],
      '--control-share is not for --design did.',
    ],
    ['an effect that is not a percentage', ['--design', 'ab', '--effect', '-2'], '--effect is "-2", which is not'],
    ['a power of one', ['--design', 'ab', '--power', '100'], '--power is "100", which is not'],
    ['days that are not numbers', ['--design', 'ab', '--days', '7,x'], '--days is "7,x", which is not a list'],
  ])('of %s is said, and the exit code is 2', async (_what, argv, message) => {
    const { exitCode, stderr } = await power(...argv);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
