import { describe, expect, test } from 'vitest';

import { compareCosts, pruned } from '../../../src/graphql/check/compare-costs.ts';
import { judgeCost } from '../../../src/graphql/check/judge-cost.ts';
import { assertSums, leaf, sumOf, type Breakdown } from '../../../src/model/breakdown.ts';
import type { CostBudget } from '../../../src/model/graphql.ts';

const ABOUT = { route: 'Page', condition: 'operation', metric: 'field-cost' } as const;
const POLICY = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' } as const;

function cost(parts: Readonly<Record<string, number>>): Breakdown {
  return sumOf(
    'field-cost',
    Object.entries(parts).map(([id, value]) => leaf(id, value)),
  );
}

const BUDGET: CostBudget = {
  target: { kind: 'operation', name: 'Page' },
  metric: 'field-cost',
  part: [],
  max: null,
  maxIncrease: null,
  enforce: 'block',
  where: 'vitals-gate.yml:1:1',
};

const max = (value: number): CostBudget => ({ ...BUDGET, max: { value, unit: 'cost' } });
const increase = (...limits: readonly [number, 'cost' | '%'][]): CostBudget => ({
  ...BUDGET,
  maxIncrease: limits.map(([value, unit]) => ({ value, unit })),
});

function verdict(of: CostBudget, base: number | null, head: number) {
  const comparison = compareCosts(ABOUT, base === null ? null : cost({ a: base }), cost({ a: head }));
  const [row] = judgeCost(of, { ...ABOUT, comparison }, POLICY);
  return [row?.verdict, row?.reason, row?.enforce];
}

describe('two costs', () => {
  test('are compared exactly, part by part, also parts that one side lacks', () => {
    const comparison = compareCosts(ABOUT, cost({ a: 5, b: 2 }), cost({ a: 6, c: 4 }));
    expect(comparison.effect).toBe('worse');
    expect(comparison.difference?.parts.map(({ id, value, low, high }) => [id, value, low, high])).toEqual([
      ['a', 1, 1, 1],
      ['c', 4, 4, 4],
      ['b', -2, -2, -2],
    ]);
    expect(comparison.relative?.value).toBeCloseTo(3 / 7, 12);
  });

  test('without bound on head are an increase without bound', () => {
    const { difference, effect, relative } = compareCosts(ABOUT, cost({ a: 5 }), cost({ a: Infinity }));
    expect([difference?.value, effect, relative?.value]).toEqual([Infinity, 'worse', null]);
  });

  test('without bound on both sides do not differ; their parts are never NaN', () => {
    const { difference, effect } = compareCosts(ABOUT, cost({ a: Infinity, b: 1 }), cost({ a: 1, b: Infinity }));
    expect([difference?.value, effect]).toEqual([0, 'same']);
    expect(difference?.parts).toEqual([]);
  });

  test('can be shown without what is below their owners', () => {
    const deep = sumOf('field-cost', [sumOf('reviews', [leaf('x', 1), leaf('y', 2)])]);
    const shallow = pruned(deep, 1);
    assertSums(shallow);
    expect(shallow).toEqual(sumOf('field-cost', [leaf('reviews', 3)]));
  });
});

describe('a budget', () => {
  test.each([
    ['head at the limit', max(10), 10, 10, ['pass', 'under', 'block']],
    ['head over it, and dearer than base', max(10), 10, 10.5, ['fail', 'over', 'block']],
    ['head over it, as base was', max(10), 12, 12, ['fail', 'pre-existing', 'warn']],
    ['head over it, without a base', max(10), null, 12, ['fail', 'over', 'block']],
    ['head without bound', max(10), 5, Infinity, ['fail', 'over', 'block']],
    ['both without bound', max(10), Infinity, Infinity, ['fail', 'pre-existing', 'warn']],
    ['an increase of exactly the tolerance', increase([10, '%']), 100, 110, ['pass', 'within-tolerance', 'block']],
    ['an increase beyond it', increase([10, '%']), 100, 111, ['fail', 'worse', 'block']],
    [
      'an increase beyond one of two tolerances',
      increase([10, '%'], [50, 'cost']),
      100,
      140,
      ['pass', 'within-tolerance', 'block'],
    ],
    ['an increase beyond both', increase([10, '%'], [50, 'cost']), 100, 151, ['fail', 'worse', 'block']],
    ['any increase from nothing', increase([10, '%']), 0, 1, ['fail', 'worse', 'block']],
    ['an increase to no bound', increase([10, '%']), 5, Infinity, ['fail', 'worse', 'block']],
    ['a bound that is new', increase([10, '%']), Infinity, 5, ['pass', 'within-tolerance', 'block']],
    ['an operation that is new', increase([10, '%']), null, 5, ['unmeasured', 'no-base', 'warn']],
  ])('on %s', (_what, of, base, head, expected) => {
    expect(verdict(of, base, head)).toEqual(expected);
  });

  test('on a part holds that part alone', () => {
    const of = { ...max(3), part: ['reviews'] };
    const comparison = compareCosts(ABOUT, null, cost({ products: 50, reviews: 4 }));
    expect(judgeCost(of, { ...ABOUT, comparison }, POLICY)).toMatchObject([
      { path: 'field-cost.reviews', value: 4, verdict: 'fail' },
    ]);
  });

  test('on a cost that could not be computed is unmeasured', () => {
    expect(judgeCost(max(3), { ...ABOUT, comparison: null }, POLICY)).toMatchObject([
      { value: null, verdict: 'unmeasured', reason: 'not-measurable' },
    ]);
  });
});
