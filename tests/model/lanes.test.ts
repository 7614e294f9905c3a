import { describe, expect, test } from 'vitest';

import { laneCount, lanesOf, needsLaneAlone } from '../../src/model/lanes.ts';
import type { Route } from '../../src/model/route.ts';
import { load, HEAD } from '../config/files.ts';

async function routeOf(written: string): Promise<Route> {
  const { routes } = await load(`${HEAD}\nroutes: [{ name: home, path: /, ${written} }]\n`);
  const [route] = routes;
  if (route === undefined) throw new Error('there is one route');
  return route;
}

const INCREASE = 'budgets: { lcp: { max-increase: 5 % } }';

test.each([
  ['auto', 1, 1],
  ['auto', 3, 1],
  ['auto', 4, 2],
  ['auto', 16, 2],
  [1, 16, 1],
  [2, 2, 2],
] as const)('%s is, on %s cores, %s', (setting, cores, lanes) => {
  expect(laneCount(setting, cores)).toBe(lanes);
});

describe('a route', () => {
  test('with increases only may have company', async () => {
    expect(needsLaneAlone(await routeOf(INCREASE))).toBe(false);
  });

  test.each([
    ['an absolute budget', 'budgets: { lcp: { max: 2.5 s, max-increase: 5 % } }'],
    ['the default budgets, which are absolute', 'interactions: []'],
    ['a budget on INP', 'interactions: [{ click: "#a" }], budgets: { inp: { max-increase: 20 ms } }'],
    ['input, and so a default budget on INP', 'interactions: [{ click: "#a" }]'],
  ])('with %s may not', async (_, written) => {
    expect(needsLaneAlone(await routeOf(written))).toBe(true);
  });

  test('with input but without a budget on INP may have company', async () => {
    const written = 'interactions: [{ click: "#a" }], budgets: { lcp: { max-increase: 5 % }, inp: null }';
    expect(needsLaneAlone(await routeOf(written))).toBe(false);
  });
});

test('there is one lane where no two campaigns may keep each other company', async () => {
  const [free, alone] = [await routeOf(INCREASE), await routeOf('budgets: { lcp: { max: 1 s } }')];
  expect(lanesOf('auto', [free, alone, alone], 8)).toBe(1);
  expect(lanesOf(2, [free], 8)).toBe(1);
  expect(lanesOf('auto', [free, alone, free], 8)).toBe(2);
});
