import { expect, test } from 'vitest';

import { quiet, typical } from '../../../bench/simulation/noise.ts';
import { seededRandom } from '../../../src/stats/random.ts';
import { blamed, searchHistory, type History, type Outcome } from './history.ts';

/** Searches wait for nothing but a processor, which a busy machine has little of. */
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
    const { right, visits, builds } = await many(120, { commits: 16, change: 0.15, noise: typical });
    expect(right).toBeGreaterThanOrEqual(0.97);
    expect(visits).toBeLessThanOrEqual(150);
    expect(builds).toBeLessThanOrEqual(5);
  },
  BUSY_MS,
);

test(
  '+10 % among 8 commits is named in at least 90 % of runs',
  async () => {
    const { right, visits } = await many(80, { commits: 8, change: 0.1, noise: typical });
    expect(right).toBeGreaterThanOrEqual(0.9);
    expect(visits).toBeLessThanOrEqual(150);
  },
  BUSY_MS,
);

test(
  'among three commits all are visited, and the one that did it is named',
  async () => {
    const { right, builds } = await many(80, { commits: 3, change: 0.15, noise: typical });
    expect(right).toBeGreaterThanOrEqual(0.9);
    expect(builds).toBe(2);
  },
  BUSY_MS,
);

test(
  'where every commit is served anyway, all of up to eight are visited',
  async () => {
    const { right, builds } = await many(50, { commits: 8, change: 0.15, noise: quiet, allServed: true });
    expect(right).toBeGreaterThanOrEqual(0.97);
    expect(builds).toBe(7);
  },
  BUSY_MS,
);
