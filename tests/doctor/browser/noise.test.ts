import { expect, test } from 'vitest';

import { startChrome } from '../../../src/doctor/probe/chrome.ts';
import { measureNoise } from '../../../src/doctor/probe/noise.ts';
import { valuesOf } from '../../../src/stats/series.ts';

const SIGNAL = new AbortController().signal;

test('Chrome starts as in a run, and measures a page of this machine in one lane and in two', async () => {
  const { path: chromePath, version } = await startChrome(null, process.env, SIGNAL);
  expect(version).toMatch(/^Chrome\/\d+\./);
  const times = { alone: 1, eachOfTwo: 5000 };
  const about = { chromePath, env: process.env, signal: SIGNAL, times };
  const { one, two, problem } = await measureNoise({ ...about, lanes: 2 });
  expect(problem).toBeNull();
  expect(two).not.toBeNull();
  // A connection, a request and its answer under the round trips of `mobile`.
  for (const lcp of [one, two ?? []].flatMap(valuesOf)) expect(lcp).toBeGreaterThan(300);
  expect(await measureNoise({ ...about, lanes: 1 })).toEqual({ one: [], two: null, problem: null });
});
