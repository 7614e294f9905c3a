import { expect, test } from 'vitest';

import { selectRoutes } from '../../src/config/select.ts';
import { blockOf, HEAD, load } from './files.ts';

const FILE = `${HEAD}
routes:
  - { name: home, path: /, conditions: [mobile, desktop] }
  - { name: product, path: /p, conditions: [mobile] }
`;

async function select(routes: string[], conditions: string[]) {
  return selectRoutes(await load(FILE), { routes, conditions });
}

test('nothing selected is everything', async () => {
  expect(await select([], [])).toEqual(await load(FILE));
});

test('a route and a condition narrow the run', async () => {
  const config = await select(['home'], ['desktop']);
  expect(config.routes).toMatchObject([{ name: 'home', conditions: ['desktop'] }]);
  expect(config.conditions.map((condition) => condition.name)).toEqual(['desktop']);
});

test('a route that is not visited under the selected condition is left out', async () => {
  expect((await select([], ['desktop'])).routes.map((route) => route.name)).toEqual(['home']);
});

test('an unknown route is an error that lists the known ones', async () => {
  expect(await blockOf(() => select(['produkt'], []))).toBe(
    'error: --route: the configuration has no route "produkt".\n  → Did you mean "product"? Its routes are: home, product.',
  );
});

test('an unknown condition is an error that lists the known ones', async () => {
  expect(await blockOf(() => select([], ['tablet']))).toBe(
    'error: --condition: the configuration has no condition "tablet".\n  → Its conditions are: mobile, desktop.',
  );
});

test('a selection that leaves nothing is an error', async () => {
  expect(await blockOf(() => select(['product'], ['desktop']))).toBe(
    'error: None of the routes product is visited under desktop.\n  → Change --route or --condition, or the conditions of the route.',
  );
});
