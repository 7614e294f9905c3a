import { expect, test } from 'vitest';

import {
  differenceInDifferences,
  type DifferenceCluster,
} from '../../../src/stats/experiments/difference-in-differences.ts';

/** A cluster whose mean moves from one period to the next; the last is after the treatment. */
function cluster(treated: boolean, means: readonly number[], views = 100): DifferenceCluster {
  const [after, ...before] = means.map((mean) => ({ m: views, y: views * mean })).toReversed();
  return { treated, before: before.toReversed(), after: after ?? { m: 0, y: 0 } };
}

/** Clusters of levels that differ; all rise by 1 per period, or the treated by `treatedRise`, and these by `effect` more in the last. */
function clusters(each: number, { effect = 0, treatedRise = 1 }): DifferenceCluster[] {
  return [false, true].flatMap((treated) =>
    Array.from({ length: each }, (_, index) => {
      const slope = treated ? treatedRise : 1;
      const noise = [0.2, -0.1, 0.3, -0.2, 0.1, -0.3][(index * 5 + (treated ? 2 : 0)) % 6] ?? 0;
      const level = 40 + 10 * index;
      return cluster(
        treated,
        [
          level + noise,
          level + slope,
          level + 2 * slope - noise,
          level + 3 * slope + noise / 2 + (treated ? effect : 0),
        ],
        100 * (1 + (index % 3)),
      );
    }),
  );
}

test('levels of the clusters and what all share cancel', () => {
  const { effect, trend, dropped } = differenceInDifferences(clusters(6, { effect: 4 }), 'seed');
  expect(effect).toMatchObject({ refused: null, method: 'clustered', clusters: 12 });
  expect(effect).toHaveProperty('difference.value', expect.closeTo(4, 0));
  expect(effect).toHaveProperty(
    'p',
    expect.toSatisfy((p: number) => p < 1e-6),
  );
  expect(trend?.p).toBeGreaterThan(0.05);
  expect(dropped).toBe(0);
});

test('the relative size is of what the treated would have had', () => {
  const { effect } = differenceInDifferences(clusters(6, { effect: 4 }), 'seed');
  // Levels 40 to 90 with weights of 1 to 3, three periods on.
  const without = (40 + 2 * 50 + 3 * 60 + 70 + 2 * 80 + 3 * 90) / 12 + 3;
  expect(effect).toHaveProperty('relative.value', expect.closeTo(4 / without, 2));
});

test('arms that drifted apart before are found by the placebo', () => {
  const { trend } = differenceInDifferences(clusters(6, { treatedRise: 2 }), 'seed');
  expect(trend).toMatchObject({ periods: 3, method: 'clustered' });
  expect(trend?.value).toBeCloseTo(1, 0);
  expect(trend?.p).toBeLessThan(1e-4);
});

test('one period before tells no trend', () => {
  const short = clusters(6, { effect: 4 }).map((each) => ({ ...each, before: each.before.slice(-1) }));
  expect(differenceInDifferences(short, 'seed').trend).toBeNull();
});

test('eight clusters are permuted, and three are refused', () => {
  const { effect, trend } = differenceInDifferences(clusters(4, { effect: 4 }), 'seed');
  expect(effect).toMatchObject({ method: 'randomisation', p: 2 / 70, assignments: { count: 70, exact: true } });
  expect(trend).toMatchObject({ method: 'randomisation' });
  const three = clusters(2, { effect: 4 }).slice(0, 3);
  expect(differenceInDifferences(three, 'seed')).toEqual({
    effect: { refused: 'too-few-clusters' },
    trend: null,
    dropped: 0,
  });
});

test('a cluster without views before or after says nothing', () => {
  const lost = cluster(true, [40, 41, 42, 43], 0);
  const { effect, dropped } = differenceInDifferences([...clusters(6, { effect: 4 }), lost], 'seed');
  expect(dropped).toBe(1);
  expect(effect).toMatchObject({ clusters: 12 });
});

test('clusters that all change alike give no error', () => {
  const alike = clusters(6, {}).map(({ treated }, index) => cluster(treated, [index, index + 1]));
  expect(differenceInDifferences(alike, 'seed').effect).toEqual({ refused: 'no-variation' });
});
