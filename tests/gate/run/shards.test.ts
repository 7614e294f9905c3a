import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { describeShard, isOwn, shardOf } from '../../../src/gate/run/shards.ts';
import { readShard } from '../../../src/model/shard.ts';
import { resolveConditions } from '../../../src/config/conditions/resolve.ts';

const NAMES = ['mobile', 'desktop'] as const;

function configOf(routes: readonly { conditions: number; interactions: number }[]) {
  return {
    conditions: resolveConditions({}),
    routes: routes.map(({ conditions, interactions }, index) => ({
      name: `route ${index}`,
      path: `/${index}`,
      conditions: NAMES.slice(0, conditions),
      interactions: Array.from({ length: interactions }, () => ({ action: 'click', selector: '#a' }) as const),
      budgets: [],
    })),
  };
}

const routes = array(record({ conditions: integer({ min: 1, max: 2 }), interactions: integer({ min: 0, max: 9 }) }), {
  minLength: 1,
  maxLength: 60,
});

const dear = (name: string): boolean => Number(name.replace('route ', '')) < 4;

describe('the shards of a run', () => {
  test('measure every campaign once, and each job comes to the same split', () => {
    assert(
      property(routes, integer({ min: 1, max: 12 }), (declared, of) => {
        const config = configOf(declared);
        const all = config.routes.flatMap(({ name, conditions }) =>
          conditions.map((condition) => JSON.stringify({ route: name, condition })),
        );
        const shards = Array.from({ length: of }, (_, index) => shardOf(config, { index: index + 1, of }));
        const measured = shards.flatMap(({ campaigns }) => campaigns.map((each) => JSON.stringify(each)));
        expect(measured.toSorted()).toEqual(all.toSorted());
        expect(shardOf(structuredClone(config), { index: 1, of })).toEqual(shards[0]);
      }),
    );
  });

  test('take about the same time: dear campaigns are spread', () => {
    const config = configOf(
      Array.from({ length: 12 }, (_, index) => ({ conditions: 2, interactions: index < 4 ? 8 : 0 })),
    );
    const shards = Array.from({ length: 4 }, (_, index) => shardOf(config, { index: index + 1, of: 4 }));
    for (const { campaigns } of shards) expect(campaigns.filter(({ route }) => dear(route))).toHaveLength(2);
  });

  test('may be more than there is to measure: then some have nothing', () => {
    expect(shardOf(configOf([{ conditions: 1, interactions: 0 }]), { index: 2, of: 2 }).campaigns).toEqual([]);
  });
});

test('a job without a shard measures everything', () => {
  const place = { route: 'a', condition: 'mobile' };
  expect(isOwn(null, place)).toBe(true);
  expect(isOwn({ index: 1, of: 2, campaigns: [place] }, place)).toBe(true);
  expect(isOwn({ index: 2, of: 2, campaigns: [] }, place)).toBe(false);
});

test.each([
  ['2/4', { index: 2, of: 4 }],
  [' 1/1 ', { index: 1, of: 1 }],
  ['256/256', { index: 256, of: 256 }],
  ['0/4', null],
  ['5/4', null],
  ['1/257', null],
  ['2', null],
  ['2 of 4', null],
  ['-1/4', null],
])('%j is read as %j', (text, shard) => {
  expect(readShard(text)).toEqual(shard);
});

type Routes = Parameters<typeof shardOf>[0]['routes'];

const CHEAP = { path: '/', conditions: ['desktop'], interactions: [], budgets: [] };
const CLICK = { action: 'click', selector: '#a' } as const;

/** The routes of each of two shards. */
function split(declared: Routes, conditions = resolveConditions({})): string[][] {
  return [1, 2].map((index) =>
    shardOf({ routes: declared, conditions }, { index, of: 2 }).campaigns.map(({ route }) => route),
  );
}

describe('the dearest campaign has a shard of its own', () => {
  test('by its interactions, wherever in the configuration it stands', () => {
    const dearest = { ...CHEAP, name: 'c', interactions: Array.from({ length: 9 }, () => CLICK) };
    const declared = [{ ...CHEAP, name: 'a' }, { ...CHEAP, name: 'b' }, dearest];
    expect(split(declared)).toEqual([['c'], ['a', 'b']]);
    expect(split(declared.toReversed())).toEqual([['c'], ['b', 'a']]);
  });

  test('by the steps that log in, which are a part of every visit', () => {
    const session = { setup: Array.from({ length: 40 }, () => CLICK), cookies: [], headers: [] } as unknown;
    const dearest = { ...CHEAP, name: 'c', session } as Routes[number];
    expect(split([{ ...CHEAP, name: 'a' }, { ...CHEAP, name: 'b' }, dearest])).toEqual([['c'], ['a', 'b']]);
  });

  test('but by fewer of those than of the interactions that are measured: they are often made once', () => {
    const session = { setup: Array.from({ length: 40 }, () => CLICK), cookies: [], headers: [] } as unknown;
    const clicking = { ...CHEAP, name: 'b', interactions: Array.from({ length: 12 }, () => CLICK) };
    const other = { ...CHEAP, name: 'c', session } as Routes[number];
    expect(split([{ ...CHEAP, name: 'a' }, clicking, other])).toEqual([['b'], ['a', 'c']]);
  });

  test.each([{ downKbps: 200 }, { rttMs: 3000 }, { cpuSlowdown: 100 }])('by a slow network or device: %j', (slow) => {
    const [first] = resolveConditions({});
    if (first === undefined) throw new Error('no condition');
    const fast = { ...first, name: 'desktop', rttMs: 10, downKbps: 100_000, cpuSlowdown: 1 };
    const busy = { ...CHEAP, name: 'a', interactions: Array.from({ length: 9 }, () => CLICK) };
    const declared = [busy, { ...CHEAP, name: 'b' }, { ...CHEAP, name: 'c', conditions: ['slow'] }];
    expect(split(declared, [fast, { ...fast, name: 'slow', ...slow }])).toEqual([['c'], ['a', 'b']]);
  });
});

test('a job says which part is its own', () => {
  const campaigns = [
    { route: 'home', condition: 'mobile' },
    { route: 'cart', condition: 'desktop' },
  ];
  expect(describeShard({ index: 2, of: 4, campaigns })).toBe('Shard 2 of 4: home · mobile, cart · desktop.');
  expect(describeShard({ index: 2, of: 4, campaigns: [] })).toBe('Shard 2 of 4: there is nothing left for it.');
});
