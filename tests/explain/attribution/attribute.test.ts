import { describe, expect, test } from 'vitest';

import { quiet } from '../../../bench/simulation/noise.ts';
import { attribute, type CommitVisit } from '../../../src/explain/attribution/attribute.ts';
import type { Attribution } from '../../../src/model/attribution.ts';
import { attributionSchema } from '../../../src/model/attribution.ts';
import type { Change } from '../../../src/stats/bisection/task.ts';
import { seededRandom } from '../../../src/stats/random.ts';

interface Commit {
  readonly sha: string;
  readonly subject: string;
}

interface Chain {
  readonly from: string;
  readonly commits: readonly Commit[];
}

const BASE_MS = 1000;

function chainOf(from: string, ...shas: readonly string[]): Chain {
  return { from, commits: shas.map((sha) => ({ sha, subject: `Change ${sha}` })) };
}

interface World {
  readonly chain: Chain;
  /** How slow a commit is, ms more than base. */
  readonly slower: (sha: string) => number;
  readonly broken?: readonly string[];
  readonly merges?: Readonly<Record<string, Chain>>;
  /** The change that is reported, from other visits. */
  readonly reported?: Change;
  /** Visits after which there is no more time. */
  readonly visits?: number;
}

/** Attributes LCP in a simulated history. */
async function attributeIn(
  seed: string,
  { chain, slower, broken = [], merges = {}, reported, visits = Infinity }: World,
): Promise<Attribution> {
  const measure = quiet(seededRandom(seed));
  let made = 0;
  const visit = (sha: string): CommitVisit => ({ sha, value: measure(BASE_MS + slower(sha), made++) });
  const head = chain.commits.at(-1)?.sha ?? '';
  const prior = Array.from({ length: 9 }, () => [chain.from, head, head, chain.from].map(visit));
  const attribution = await attribute({
    route: 'home',
    condition: 'mobile',
    path: 'lcp',
    chain,
    whole: reported ?? null,
    prior,
    relative: true,
    allServed: false,
    prepare: async (sha) => (made - 36 >= visits ? null : !broken.includes(sha)),
    measure: async (shas) => (made - 36 + shas.length > visits ? null : shas.map(visit)),
    merged: async ({ sha }) => merges[sha] ?? null,
  });
  return attributionSchema.parse(attribution);
}

const LETTERS = 'abcdefghijkl'.split('');
const from =
  (first: string, ms: number) =>
  (sha: string): number =>
    sha >= first && sha.length === 1 ? ms : 0;
const whole = ({ commits }: Attribution): number => commits.reduce((sum, { value }) => sum + (value ?? 0), 0);

test('the culprit is named, with its subject, and the ranges around it; together they are the whole change', async () => {
  const attribution = await attributeIn('one', { chain: chainOf('0', ...LETTERS), slower: from('g', 200) });
  expect(attribution).toMatchObject({ route: 'home', condition: 'mobile', path: 'lcp', culprits: ['g'] });
  const { commits } = attribution;
  expect(commits.map(({ sha, status }) => [sha, status])).toEqual([
    ['f', 'range'],
    ['g', 'measured'],
    ['l', 'range'],
  ]);
  expect(commits.map(({ subject }) => subject)).toEqual(['6 commits, a..f', 'Change g', '5 commits, h..l']);
  expect(commits[1]?.value).toBeGreaterThan(120);
  expect(whole(attribution)).toBeGreaterThan(150);
  expect(whole(attribution)).toBeLessThan(250);
});

/** The second commit of what the merge d brought in. */
const mergedSlower = (sha: string): number => (sha === 'x2' || sha === 'x3' ? 200 : from('d', 200)(sha));

describe('the changes of the commits sum to the change that is reported', () => {
  const reported = { effect: 260, low: 230, high: 290 };

  test.each<[string, Omit<World, 'reported'>]>([
    ['where all commits are visited', { chain: chainOf('0', 'a', 'b', 'c'), slower: from('b', 200) }],
    ['where ranges are left', { chain: chainOf('0', ...LETTERS), slower: from('g', 200) }],
    [
      'where a merge is followed',
      {
        chain: chainOf('0', ...LETTERS),
        slower: mergedSlower,
        merges: { d: chainOf('0', 'x1', 'x2', 'x3') },
      },
    ],
    ['where time is up', { chain: chainOf('0', ...LETTERS), slower: from('g', 200), visits: 0 }],
  ])('%s', async (seed, world) => {
    const attribution = await attributeIn(seed, { ...world, reported });
    expect(whole(attribution)).toBeCloseTo(260, 9);
  });

  test('and a range over all of them is that change, with its interval', async () => {
    const world = { chain: chainOf('0', ...LETTERS), slower: from('g', 200), visits: 0, reported };
    const { commits } = await attributeIn('none', world);
    expect(commits).toMatchObject([{ sha: 'l', status: 'range', value: 260 }]);
    expect(commits[0]?.low).toBeCloseTo(230, 6);
    expect(commits[0]?.high).toBeCloseTo(290, 6);
  });
});

test('commits that cannot be built are said to be skipped, inside the range that holds their change', async () => {
  const world = { chain: chainOf('0', ...LETTERS), slower: from('g', 300), broken: ['f', 'g'] };
  const { culprits, commits } = await attributeIn('broken', world);
  expect(culprits).toEqual([]);
  expect(commits.filter(({ status }) => status === 'skipped').map(({ sha, value }) => [sha, value])).toEqual([
    ['f', null],
    ['g', null],
  ]);
  const range = commits.find(({ sha }) => sha === 'h');
  expect(range).toMatchObject({ status: 'range', subject: '3 commits, f..h' });
  expect(range?.value).toBeGreaterThan(200);
});

describe('a merge', () => {
  const merges = { d: chainOf('0', 'x1', 'x2', 'x3') };

  test('is followed to the commit that it brought in, and what is left of it is its own', async () => {
    const attribution = await attributeIn('merge', { chain: chainOf('0', ...LETTERS), slower: mergedSlower, merges });
    expect(attribution.culprits).toEqual(['x2']);
    expect(attribution.commits.map(({ sha }) => sha)).toEqual(['c', 'x1', 'x2', 'x3', 'd', 'l']);
    expect(Math.abs(attribution.commits.find(({ sha }) => sha === 'd')?.value ?? Infinity)).toBeLessThan(120);
    expect(whole(attribution)).toBeGreaterThan(150);
    expect(whole(attribution)).toBeLessThan(250);
  });

  test('is itself the culprit where nothing that it brought in is slower alone', async () => {
    const { culprits } = await attributeIn('evil merge', {
      chain: chainOf('0', ...LETTERS),
      slower: from('d', 200),
      merges,
    });
    expect(culprits).toEqual(['d']);
  });
});

test('where time is up, the range that is left is named with what is known', async () => {
  const { culprits, commits } = await attributeIn('late', {
    chain: chainOf('0', ...LETTERS),
    slower: from('g', 200),
    visits: 9,
  });
  expect(culprits).toEqual([]);
  expect(commits.every(({ status }) => status === 'range')).toBe(true);
  expect(commits.reduce((sum, { value }) => sum + (value ?? Number.NaN), 0)).toBeGreaterThan(100);
});

test('a change of two commits is two measured commits', async () => {
  const { culprits, commits } = await attributeIn('few', { chain: chainOf('0', 'a', 'b'), slower: from('b', 200) });
  expect(culprits).toEqual(['b']);
  expect(commits.map(({ status }) => status)).toEqual(['measured', 'measured']);
});
