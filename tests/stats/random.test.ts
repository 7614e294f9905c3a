import { expect, test } from 'vitest';

import { blockOrder, seededRandom } from '../../src/stats/random.ts';

const orders = (count: number, ...seed: string[]) => {
  const random = seededRandom(...seed);
  return Array.from({ length: count }, () => blockOrder(random).join());
};

test('the same seed gives the same orders, another one others', () => {
  expect(orders(20, 'base', 'head', 'product')).toEqual(orders(20, 'base', 'head', 'product'));
  expect(orders(20, 'base', 'head', 'product')).not.toEqual(orders(20, 'base', 'head', 'products'));
});

test('where one part ends and the next begins matters', () => {
  expect(orders(20, 'ab', 'c')).not.toEqual(orders(20, 'a', 'bc'));
});

test('every block has two visits on either side', () => {
  for (const order of orders(50, 'sides')) expect(order.split(',').toSorted().join()).toBe('base,base,head,head');
});

test('the six orders are equally likely', () => {
  const counts = Object.values(Object.groupBy(orders(6000, 'uniform'), (order) => order)).map(
    (list) => list?.length ?? 0,
  );
  expect(counts).toHaveLength(6);
  // Six standard deviations of a binomial count.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(175);
});

test('first orders of similar seeds are equally likely too', () => {
  const firsts = Array.from({ length: 6000 }, (_, run) => orders(1, `route ${run}`).join());
  const counts = Object.values(Object.groupBy(firsts, (order) => order)).map((list) => list?.length ?? 0);
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(175);
});
