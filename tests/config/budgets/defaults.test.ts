import { expect, test } from 'vitest';

import { defaultTolerances, toleranceOf } from '../../../src/compare/quantity.ts';
import { load } from '../files.ts';

const HEAD = 'deploys: { head: { url: "http://head.example" } }';

test('a route without budgets warns by the limits of Core Web Vitals and by what is slower than base', async () => {
  const { routes, warnings } = await load(`${HEAD}\nroutes: [{ name: home, path: / }]\n`);
  const budgets = routes[0]?.budgets ?? [];
  expect(budgets.map(({ path, max, enforce }) => [path, max, enforce])).toEqual([
    ['lcp', { value: 2500, unit: 'ms' }, 'warn'],
    ['cls', { value: 0.1, unit: 'score' }, 'warn'],
  ]);
  for (const { metric, maxIncrease } of budgets)
    expect(maxIncrease?.map(toleranceOf)).toEqual(defaultTolerances([metric])[metric]);
  expect(warnings).toEqual([expect.stringMatching(/^vitals-gate\.yml:2:1: no route has budgets.*budgets: \{ lcp: \{/)]);
});

test('a default on INP is for a route that has an input', async () => {
  const { routes } = await load(`${HEAD}\nroutes: [{ name: home, path: /, interactions: [{ click: "#go" }] }]\n`);
  expect(routes[0]?.budgets.find(({ path }) => path === 'inp')).toMatchObject({
    max: { value: 200, unit: 'ms' },
    maxIncrease: [
      { value: 10, unit: '%' },
      { value: 16, unit: 'ms' },
    ],
    enforce: 'warn',
  });
});

test('only the routes without are given the defaults, and named', async () => {
  const own = '{ name: shop, path: /shop, budgets: { lcp: { max: 2 s } } }';
  const { routes, warnings } = await load(`${HEAD}\nroutes: [{ name: home, path: / }, ${own}]\n`);
  expect(routes.map(({ budgets }) => budgets.map(({ path, enforce }) => `${path} ${enforce}`))).toEqual([
    ['lcp warn', 'cls warn'],
    ['lcp block'],
  ]);
  expect(warnings).toEqual([expect.stringContaining('no budgets are declared for home')]);
});

test('budgets that were taken away by null stay away', async () => {
  const own = '{ name: home, path: /, budgets: { lcp: null } }';
  const { routes, warnings } = await load(`${HEAD}\nroutes: [${own}]\nbudgets: { lcp: { max: 2 s } }\n`);
  expect(routes[0]?.budgets).toEqual([]);
  expect(warnings).toEqual([]);
});
