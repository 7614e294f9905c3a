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

function read(text: string, env: Readonly<Record<string, string>> = {}, subgraphs = ['products', 'reviews']) {
  return readRouterLimits({ path: 'router.yaml', text }, { subgraphs, env });
}

/** The limit of all subgraphs together, where it is written so. */
function limitWith(env: Readonly<Record<string, string>>, limit = '${env.MAX:-100}'): unknown {
  return changed('max: 1000', `max: "${limit}"`, env).budgets[0]?.max?.value;
}

/** The limits and sizes of a configuration with another text in one place. */
function changed(from: string, to: string, env: Readonly<Record<string, string>> = {}) {
  if (!ROUTER.includes(from)) throw new Error(`no ${from}`);
  return read(ROUTER.replace(from, to), env);
}

describe("a router's demand_control", () => {
  test('is budgets of every operation: of what is planned in all, and in each subgraph', () => {
    const { budgets, listSize } = read(ROUTER);
    expect(listSize).toBe(20);
    expect(
      budgets.map(({ metric, part, max, enforce, where }) => [[metric, ...part].join('.'), max?.value, enforce, where]),
    ).toEqual([
      ['planned-cost', 1000, 'block', 'router.yaml:8:7'],
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

  test('of a graph that is not composed limits the cost: its plan is the operation', () => {
    expect(read(ROUTER, {}, []).budgets.map(({ metric, part }) => [metric, part])).toEqual([['cost', []]]);
  });

  test('has the list sizes of subgraphs, that of all beside those of their own', () => {
    expect(read(ROUTER).subgraphSizes).toEqual({ all: null, own: new Map() });
    const sized = ROUTER.replace('{ max: 300 }', '{ list_size: 7 }').replace(
      '{ max: 100 }',
      '{ list_size: 0, max: 5 }',
    );
    expect(read(sized).subgraphSizes).toEqual({ all: 7, own: new Map([['reviews', 0]]) });
    expect(read(sized).budgets.map(({ part, max }) => [...part, max?.value])).toEqual([[1000], ['reviews', 5]]);
  });

  test('tells what it says that does not count, and where', () => {
    expect(read(ROUTER).notes).toEqual([]);
    expect(changed('max: 1000', 'actual_cost_mode: by_subgraph').notes).toEqual([]);
    expect(changed('max: 1000', 'max: 1000\n      subgraphs: { all: { max: 4 } }').notes).toEqual([
      'router.yaml:9:7: demand_control.strategy.static_estimated.subgraphs is not known here, so it is ignored.',
    ]);
    expect(changed('{ max: 100 }', '{ max: 100, lists: 3 }').notes).toEqual([
      'router.yaml:12:32: demand_control.strategy.static_estimated.subgraph.subgraphs.reviews.lists is not known here, so it is ignored.',
    ]);
    expect(changed('reviews:', 'review:').notes).toEqual([
      'router.yaml:12:11: The graph has no subgraph "review", so its limits do not count. Did you mean "reviews"? There are: products, reviews.',
    ]);
  });

  describe('with expansions', () => {
    test('takes the value of the environment, then the default; an empty variable is none', () => {
      expect(limitWith({})).toBe(100);
      expect(limitWith({ MAX: '250' })).toBe(250);
      expect(limitWith({ MAX: '' })).toBe(100);
      expect(limitWith({ MAX: '2' }, '${env.MAX}5${env.ZEROS:-00}')).toBe(2500);
      expect(limitWith({}, '${file./run/max:-70}')).toBe(70);
    });

    test('takes booleans and words too', () => {
      const switched = ROUTER.replace('enabled: true', 'enabled: ${env.ON:-true}').replace(
        'enforce',
        '${env.MODE:-enforce}',
      );
      expect(read(switched).budgets[0]?.enforce).toBe('block');
      expect(read(switched, { ON: 'false' }).budgets[0]?.enforce).toBe('warn');
      expect(read(switched, { MODE: 'measure' }).budgets[0]?.enforce).toBe('warn');
    });

    test.each([
      ['${env.MAX}', 'Set MAX for this step too, or give it a default: "${env.MAX:-100}".'],
      ['${file./run/max}', 'Only environment variables are read here, as "${env.NAME:-100}": write one, or the value.'],
      ['${MAX:-}', 'it must be a number'],
    ])('that have no value are named where a limit is: %s', async (expansion, todo) => {
      const message = await errorOf(() => changed('max: 1000', `max: "${expansion}"`));
      expect(message).toContain('router.yaml:8:7: error: demand_control.strategy.static_estimated.max ');
      expect(message).toContain(todo);
    });

    test('that are never closed are text, and read in the time of it', async () => {
      for (const text of ['${', '${env.A', '$', '${env.A:-', '$$', '$$}']) {
        const began = process.threadCpuUsage();
        const message = await errorOf(() => changed('max: 1000', `max: '${text.repeat(50_000)}'`));
        expect(message).toContain('max cannot be read: it must be a number.');
        expect(process.threadCpuUsage(began).user).toBeLessThan(1_500_000);
      }
    });

    test('are of no interest elsewhere', () => {
      expect(read(`headers: { key: "\${env.KEY}" }\n${ROUTER}`).budgets).toHaveLength(3);
      expect(changed('max: 1000', 'max: 1000\n      other: ${env.KEY}').budgets).toHaveLength(3);
    });

    test.each(['hunter2', 'enforce', '{ a: 1 }'])('never repeat a value that is not a limit: %s', async (secret) => {
      const expanded = ROUTER.replace('max: 1000', 'max: ${env.KEY}').replace('list_size: 20', 'list_size: ${env.KEY}');
      const message = await errorOf(() => read(expanded, { KEY: secret }));
      expect(message).toContain('cannot be read: it must be a whole number.');
      expect(message).toContain('Check what it expands to in this step.');
      expect(message).not.toContain(secret);
    });
  });

  test.each([
    ['is not there', 'supergraph: {}', 'router.yaml:1:1: error: The router’s configuration has no demand_control.'],
    [
      'has a limit that is none',
      ROUTER.replace('max: 1000', 'max: lots'),
      'router.yaml:8:7: error: demand_control.strategy.static_estimated.max cannot be read',
    ],
    [
      'has a mode that is none',
      ROUTER.replace('enforce', 'strict'),
      'router.yaml:4:3: error: demand_control.mode cannot be read: it must be measure or enforce.',
    ],
    [
      'has a limit below 0',
      ROUTER.replace('max: 100 }', 'max: -1 }'),
      'router.yaml:12:22: error: demand_control.strategy.static_estimated.subgraph.subgraphs.reviews.max cannot be read: it must not be below 0.',
    ],
    ['is empty', 'demand_control:', 'router.yaml:1:1: error: demand_control cannot be read: it must be a map.'],
    ['is no YAML', 'demand_control: [', 'This is not YAML'],
  ])('that %s is an error at its place', async (_what, text, message) => {
    expect(await errorOf(() => read(text))).toContain(message);
  });
});
