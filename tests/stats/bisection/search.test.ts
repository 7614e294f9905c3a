import { describe, expect, test } from 'vitest';

import { quiet, typical } from '../../../bench/simulation/noise.ts';
import { seededRandom } from '../../../src/stats/random.ts';
import { blamed, searchHistory, type History, type Outcome } from './history.ts';

/** Hundreds of searches wait for nothing but a processor, which a busy machine has little of. */
const BUSY_MS = 180_000;

/** Seeded runs of the search, each with the culprit at another commit. */
async function many(runs: number, { change, ...history }: Omit<History, 'changes'> & { change: number }) {
  const found: { culprit: number; outcome: Outcome }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const culprit = 1 + Math.floor(seededRandom('culprit', `${run}`)() * history.commits);
    const outcome = await searchHistory(`run ${run}`, { ...history, changes: { [culprit]: change } });
    found.push({ culprit, outcome });
  }
  const right = found.filter(({ culprit, outcome }) => blamed(outcome).join(' ') === `${culprit}`).length / runs;
  const mean = (of: (outcome: Outcome) => number): number =>
    found.reduce((sum, { outcome }) => sum + of(outcome), 0) / runs;
  return { right, visits: mean(({ visits }) => visits), builds: mean(({ builds }) => builds) };
}

test(
  'one of 16 commits with +15 % is named in at least 97 % of runs, in at most 150 visits and 5 builds on average',
  async () => {
    const { right, visits, builds } = await many(300, { commits: 16, change: 0.15, noise: typical });
    expect(right).toBeGreaterThanOrEqual(0.97);
    expect(visits).toBeLessThanOrEqual(150);
    expect(builds).toBeLessThanOrEqual(5);
  },
  BUSY_MS,
);

test(
  '+10 % among 8 commits is named in at least 90 % of runs',
  async () => {
    const { right, visits } = await many(150, { commits: 8, change: 0.1, noise: typical });
    expect(right).toBeGreaterThanOrEqual(0.9);
    expect(visits).toBeLessThanOrEqual(150);
  },
  BUSY_MS,
);

test(
  'among three commits all are visited, and the one that did it is named',
  async () => {
    const { right, builds } = await many(150, { commits: 3, change: 0.15, noise: typical });
    expect(right).toBeGreaterThanOrEqual(0.9);
    expect(builds).toBe(2);
  },
  BUSY_MS,
);

test(
  'where every commit is served anyway, all of up to eight are visited',
  async () => {
    const { right, builds } = await many(100, { commits: 8, change: 0.15, noise: quiet, allServed: true });
    expect(right).toBeGreaterThanOrEqual(0.97);
    expect(builds).toBe(7);
  },
  BUSY_MS,
);

describe('what is found', () => {
  test('sums to the whole, and the interval of the culprit holds its change', async () => {
    const { segments } = await searchHistory('the whole', { commits: 16, changes: { 11: 0.15 }, noise: quiet });
    expect(segments[0]?.low).toBe(0);
    expect(segments.at(-1)?.high).toBe(16);
    const culprit = segments.find(({ isCulprit }) => isCulprit);
    expect([culprit?.low, culprit?.high]).toEqual([10, 11]);
    expect(culprit?.change?.low).toBeLessThan(300);
    expect(culprit?.change?.high).toBeGreaterThan(300);
    const whole = segments.reduce((sum, { change }) => sum + (change?.effect ?? Number.NaN), 0);
    expect(whole).toBeGreaterThan(200);
    expect(whole).toBeLessThan(400);
  });

  test('is two culprits where there are two', async () => {
    const both = await searchHistory('two', { commits: 16, changes: { 4: 0.15, 12: 0.15 }, noise: quiet });
    expect(blamed(both)).toEqual(['4', '12']);
  });

  test('is a range where the culprit hides behind commits that cannot be built', async () => {
    const history = { commits: 16, changes: { 7: 0.2 }, noise: quiet, broken: [6, 7, 8] };
    const outcome = await searchHistory('broken', history);
    expect(blamed(outcome)).toEqual(['5..9']);
    expect(outcome.skipped.length).toBeGreaterThan(0);
    expect([6, 7, 8]).toEqual(expect.arrayContaining([...outcome.skipped]));
  });

  test('names the neighbour of a commit that cannot be built', async () => {
    const outcome = await searchHistory('beside', { commits: 16, changes: { 8: 0.2 }, noise: quiet, broken: [4, 12] });
    expect(blamed(outcome)).toEqual(['8']);
  });

  test('is a range where time is up, with the change that the campaign has measured', async () => {
    const outcome = await searchHistory('late', { commits: 16, changes: { 3: 0.2 }, noise: quiet, visits: 12 });
    expect(outcome).toMatchObject({ outOfTime: true });
    expect(outcome.visits).toBeLessThanOrEqual(12);
    expect(outcome.segments.some(({ low, high }) => low < 3 && high >= 3 && high - low > 1)).toBe(true);
    expect(outcome.segments.every(({ change }) => change !== null)).toBe(true);
  });

  test('is nothing where nothing is worse', async () => {
    expect(blamed(await searchHistory('nothing', { commits: 16, changes: {}, noise: quiet }))).toEqual([]);
  });
});
