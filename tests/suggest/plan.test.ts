import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { inputOf } from '../../src/suggest/config-file.ts';
import { planChanges } from '../../src/suggest/plan.ts';
import type { Suggestion } from '../../src/suggest/suggestion.ts';
import { placeWith } from './place.ts';

const ms = (value: number) => ({ value, unit: 'ms' as const });
const MAX: Suggestion = { route: 'home', path: 'lcp', max: ms(1500), maxIncrease: null, why: [] };
const INCREASE: Suggestion = { ...MAX, max: null, maxIncrease: [{ value: 4, unit: '%' }, ms(60)] };

/** What becomes of suggestions for a route with these budgets in a file with those. */
async function planned(suggestions: readonly Suggestion[], ofRoute: string, ofFile = '{}') {
  const text = `deploys: { head: { url: "https://shop.example" } }\nroutes: [{ name: home, path: /, budgets: ${ofRoute} }]\nbudgets: ${ofFile}\n`;
  using place = placeWith(text);
  const { routes } = await loadConfig('vitals-gate.yml', { baseUrl: null, headUrl: null }, place.folder, {});
  const { limits, edits } = planChanges(suggestions, inputOf('vitals-gate.yml', text, {}), routes);
  return { actions: limits.map(({ path, key, action }) => `${path} ${key} ${action}`), edits };
}

const at = (...path: (string | number)[]) => ['routes', 0, 'budgets', ...path];

test('a budget that is not there is added, and warns', async () => {
  const { actions, edits } = await planned([{ ...MAX, path: 'lcp.ttfb' }], '{ cls: { max: 0.1 } }');
  expect(actions).toEqual(['lcp.ttfb max added']);
  expect(edits).toEqual([{ path: at('lcp.ttfb'), value: { max: '1500 ms', enforce: 'warn' } }]);
});

describe('a budget that warns', () => {
  test('is tightened, on the route where it comes from the file', async () => {
    const { actions, edits } = await planned([MAX], '{}', '{ lcp: { max: 2 s, enforce: warn } }');
    expect(actions).toEqual(['lcp max tightened']);
    expect(edits).toEqual([{ path: at('lcp', 'max'), value: '1500 ms' }]);
  });

  test('is not loosened, nor its percentile taken for another', async () => {
    expect(await planned([MAX], '{ lcp: { max: 1 s, enforce: warn } }')).toEqual({
      actions: ['lcp max looser'],
      edits: [],
    });
    const other = await planned([MAX], '{ lcp: { max: 2 s, percentile: 90, enforce: warn } }');
    expect(other).toEqual({ actions: ['lcp max percentile'], edits: [] });
  });

  test('has a tolerance by the largest of its parts at what is measured', async () => {
    const both: Suggestion = { ...INCREASE, max: ms(1500) };
    const tolerance = async (increase: string) =>
      (await planned([both], `{ lcp: { max: 1500 ms, max-increase: ${increase}, enforce: warn } }`)).actions[1];
    expect(await tolerance('[5 %, 50 ms]')).toBe('lcp max-increase tightened');
    expect(await tolerance('[2 %, 20 ms]')).toBe('lcp max-increase looser');
    expect(await tolerance('[4 %, 60 ms]')).toBe('lcp max-increase same');
    expect(await tolerance('100 ms')).toBe('lcp max-increase tightened');
  });
});

describe('a budget that blocks', () => {
  test.each(['{ lcp: { max: 2 s } }', '{ lcp: { max-increase: 5 % } }'])('%s is not changed', async (ofRoute) => {
    expect(await planned([MAX], ofRoute)).toEqual({ actions: ['lcp max blocks'], edits: [] });
  });

  test('is not made to warn by another limit', async () => {
    expect((await planned([INCREASE], '{}', '{ lcp: { max: 2 s } }')).edits).toEqual([]);
  });
});

test('a budget that the route removed stays removed', async () => {
  const { actions, edits } = await planned([MAX], '{ lcp: null }', '{ lcp: { max: 2 s, enforce: warn } }');
  expect(actions).toEqual(['lcp max removed']);
  expect(edits).toEqual([]);
  const limit = await planned(
    [MAX],
    '{ lcp: { max: null } }',
    '{ lcp: { max: 2 s, max-increase: 5 %, enforce: warn } }',
  );
  expect(limit).toEqual({ actions: ['lcp max removed'], edits: [] });
});

test('a key keeps how it is written', async () => {
  const { edits } = await planned([{ ...MAX, path: 'lcp.ttfb' }], `{ '"lcp".ttfb': { max: 2 s, enforce: warn } }`);
  expect(edits).toEqual([{ path: at('"lcp".ttfb', 'max'), value: '1500 ms' }]);
});

describe('the defaults, which apply while nothing is declared', () => {
  test('are written out beside the first budget', async () => {
    const { actions, edits } = await planned([MAX], '{}');
    expect(actions).toEqual(['lcp max tightened', 'cls max written-out']);
    expect(edits).toEqual([
      { path: at('lcp'), value: { max: '1500 ms', 'max-increase': ['5 %', '50 ms'], enforce: 'warn' } },
      { path: at('cls'), value: { max: 0.1, 'max-increase': 0.02, enforce: 'warn' } },
    ]);
  });

  test('stay defaults where nothing is added', async () => {
    expect(await planned([{ ...MAX, max: ms(3000) }], '{}')).toEqual({ actions: ['lcp max looser'], edits: [] });
  });

  test('are written out for every route where the suggestion is of all', async () => {
    const { edits } = await planned([{ ...MAX, route: null }], '{}');
    expect(edits.map(({ path }) => path)).toEqual([
      ['budgets', 'lcp'],
      ['budgets', 'cls'],
    ]);
  });
});
