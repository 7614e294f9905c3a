import { expect, test } from 'vitest';

import { HEAD, load, NO_OVERRIDES, ROUTE } from '../files.ts';

const withLanes = (line: string, over: { readonly cores?: number; readonly visits?: boolean }) =>
  load([HEAD, ROUTE, line, 'budgets: { lcp: { max-increase: 5 % } }', ''].join('\n'), { ...NO_OVERRIDES, ...over });

test.each([
  ['', 'auto'],
  ['lanes: auto', 'auto'],
  ['lanes: 1', 1],
  ['lanes: 2', 2],
] as const)('`%s` is read as %s', async (line, lanes) => {
  expect((await withLanes(line, { cores: 4 })).deciding.lanes).toBe(lanes);
});

test('two lanes on fewer than four cores are a warning with what was measured, and are taken', async () => {
  const { warnings, deciding } = await withLanes('lanes: 2', { cores: 2 });
  expect(warnings).toEqual([
    'vitals-gate.yml:3:1: two lanes on 2 cores disturb each other. On two cores LCP varied by 7.2 % instead of 2.8 %, and was 8 to 10 % longer. Write lanes: auto, or compare with vitals-gate calibrate --lanes 1,2.',
  ]);
  expect(deciding.lanes).toBe(2);
  expect((await withLanes('lanes: 2', { cores: 1 })).warnings[0]).toContain('two lanes on one core disturb');
});

test.each([
  ['lanes: 2', { cores: 4 }],
  ['lanes: auto', { cores: 2 }],
  ['lanes: 2', { cores: 2, visits: false }],
] as const)('there is none of `%s` under %o', async (line, over) => {
  expect((await withLanes(line, over)).warnings).toEqual([]);
});
