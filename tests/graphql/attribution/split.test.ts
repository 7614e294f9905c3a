import { describe, expect, test } from 'vitest';

import { splitChange } from '../../../src/graphql/attribution/split.ts';

/** A worth by the players that are in, written as `a`, `ab`, …; null where nothing is written. */
function worth(table: Readonly<Record<string, number>>) {
  return (made: ReadonlySet<string>) => table[[...made].toSorted().join('')] ?? null;
}

describe('the shares of a change', () => {
  test('of one are all of it', () => {
    const split = splitChange(['a'], worth({ '': 2, a: 7 }));
    expect(split?.shares).toEqual(new Map([['a', 5]]));
  });

  test('of two are the average of both orders', () => {
    const split = splitChange(['a', 'b'], worth({ '': 0, a: 10, b: 4, ab: 20 }));
    expect(split).toEqual({
      shares: new Map([
        ['a', 13],
        ['b', 7],
      ]),
      interaction: 0,
    });
  });

  test('of three are the textbook values (Shapley 1953: a glove game, two left and one right)', () => {
    const gloves = { '': 0, l: 0, m: 0, r: 0, lm: 0, lr: 1, mr: 1, lmr: 1 };
    const split = splitChange(['l', 'm', 'r'], worth(gloves));
    expect(split?.shares.get('r')).toBeCloseTo(2 / 3, 12);
    expect(split?.shares.get('l')).toBeCloseTo(1 / 6, 12);
  });

  test('sum to the whole, for any four', () => {
    let seed = 7;
    const values = new Map<string, number>();
    const random = (made: ReadonlySet<string>): number => {
      const key = [...made].toSorted().join('');
      const known = values.get(key);
      if (known !== undefined) return known;
      seed = (seed * 48_271) % 2_147_483_647;
      values.set(key, seed % 1000);
      return seed % 1000;
    };
    const split = splitChange(['a', 'b', 'c', 'd'], random);
    const sum = [...(split?.shares.values() ?? [])].reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(random(new Set(['a', 'b', 'c', 'd'])) - random(new Set()), 9);
    expect(split?.interaction).toBe(0);
  });

  test('leave out the orders that pass through what cannot be computed', () => {
    const split = splitChange(['text', 'schema'], worth({ '': 10, schema: 12, schematext: 40 }));
    expect(split).toEqual({
      shares: new Map([
        ['text', 28],
        ['schema', 2],
      ]),
      interaction: 0,
    });
  });

  test('are all interaction where no order can be computed, and nothing where an end cannot', () => {
    expect(splitChange(['a', 'b'], worth({ '': 1, ab: 5 }))).toEqual({ shares: new Map(), interaction: 4 });
    expect(splitChange(['a', 'b'], worth({ '': 1, a: 2, b: 3 }))).toBeNull();
  });

  test('of five are one in, one out, with a named remainder', () => {
    const players = ['a', 'b', 'c', 'd', 'e'];
    // Only all five together cost anything.
    const split = splitChange(players, (made) => (made.size === 5 ? 10 : 0));
    expect(split?.shares.get('a')).toBe(5);
    expect(split?.interaction).toBe(-15);
  });
});
