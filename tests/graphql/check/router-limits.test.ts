import { describe, expect, test } from 'vitest';

import { readRouterLimits } from '../../../src/graphql/check/router-limits.ts';
import { errorOf } from '../support.ts';

const ROUTER = `supergraph: { listen: 127.0.0.1:4000 }
demand_control:
  enabled: true
  mode: enforce
  strategy:
    static_estimated:
      list_size: 20
      max: 1000
      subgraph:
        all: { max: 300 }
        subgraphs:
          reviews: { max: 100 }
`;

function read(text: string) {
  return readRouterLimits({ path: 'router.yaml', text }, ['products', 'reviews']);
}

describe("a router's demand_control", () => {
  test('is budgets of every operation: of its cost, and of what is planned in each subgraph', () => {
    const { budgets, listSize } = read(ROUTER);
    expect(listSize).toBe(20);
    expect(
      budgets.map(({ metric, part, max, enforce, where }) => [[metric, ...part].join('.'), max?.value, enforce, where]),
    ).toEqual([
      ['cost', 1000, 'block', 'router.yaml:8:7'],
      ['planned-cost.products', 300, 'block', 'router.yaml:10:16'],
      ['planned-cost.reviews', 100, 'block', 'router.yaml:12:22'],
    ]);
  });

  test.each([
    ['that only measures', 'mode: enforce', 'mode: measure'],
    ['that is switched off', 'enabled: true', 'enabled: false'],
  ])('%s only warns', (_what, from, to) => {
    expect(new Set(read(ROUTER.replace(from, to)).budgets.map(({ enforce }) => enforce))).toEqual(new Set(['warn']));
  });

  test('without subgraph limits has one budget', () => {
    expect(read(ROUTER.replace(/ {6}subgraph:[^]*/, '')).budgets).toHaveLength(1);
  });

  test.each([
    ['is not there', 'supergraph: {}', 'router.yaml:1:1: error: The router’s configuration has no demand_control.'],
    [
      'has a limit that is none',
      ROUTER.replace('max: 1000', 'max: lots'),
      'router.yaml:8:7: error: demand_control.strategy.static_estimated.max cannot be read',
    ],
    ['is no YAML', 'demand_control: [', 'This is not YAML'],
  ])('that %s is an error at its place', async (_what, text, message) => {
    expect(await errorOf(() => read(text))).toContain(message);
  });
});
