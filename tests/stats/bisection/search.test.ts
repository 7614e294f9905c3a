import { describe, expect, test } from 'vitest';

import { quiet } from '../../../bench/simulation/noise.ts';
import { bisect } from '../../../src/stats/bisection/search.ts';
import { seededRandom } from '../../../src/stats/random.ts';
import { blamed, searchHistory } from './history.ts';

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

test('a search without time to visit anything says of the whole what is reported of it, and blames nothing', async () => {
  const whole = { effect: 300, low: 250, high: 350 };
  const task = {
    commits: 4,
    prior: [],
    relative: true,
    allServed: false,
    random: seededRandom('no time'),
    prepare: async () => true,
    measure: async () => null,
  };
  const all = { low: 0, high: 4, isCulprit: false };
  expect(await bisect({ ...task, whole })).toEqual({
    segments: [{ ...all, change: whole }],
    skipped: [],
    outOfTime: true,
  });
  expect((await bisect({ ...task, whole: null })).segments).toEqual([{ ...all, change: null }]);
});
