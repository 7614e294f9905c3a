import { expect, test } from 'vitest';

import { startChrome } from '../../../src/doctor/probe/chrome.ts';
import { measureNoise } from '../../../src/doctor/probe/noise.ts';
import { valuesOf } from '../../../src/stats/series.ts';

const SIGNAL = new AbortController().signal;

test('Chrome starts as in a run, and measures a page of this machine', async () => {
  const { path: chromePath, version } = await startChrome(null, process.env, SIGNAL);
  expect(version).toMatch(/^Chrome\/\d+\./);
  const times = { alone: 0, eachOfTwo: 0 };
  const measured = await measureNoise({ chromePath, env: process.env, lanes: 1, signal: SIGNAL, times });
  expect(measured).toEqual({ one: [expect.any(Array)], two: null, problem: null });
  // A connection, and a request with its answer, under the round trips of `desktop`.
  expect(valuesOf(measured.one).filter((lcp) => lcp > 80)).toHaveLength(4);
});
