import { describe, expect, test } from 'vitest';

import { productOf, type Factor } from '../../src/stats/product.ts';
import { seededRandom } from '../../src/stats/random.ts';

/** A factor whose bounds are these distances away on the log scale. */
function factor(value: number, below: number, above: number): Factor {
  return { value, low: value * Math.exp(-below), high: value * Math.exp(above) };
}

test('distances on the log scale add as squares: 3, 4 and 12 make 13', () => {
  const { value, low, high } = productOf([factor(2, 0.03, 0.3), factor(5, 0.04, 0.4), factor(0.5, 0.12, 1.2)]);
  expect(value).toBeCloseTo(5, 12);
  expect(Math.log(value / low)).toBeCloseTo(0.13, 12);
  expect(Math.log(high / value)).toBeCloseTo(1.3, 12);
});

test('a factor without uncertainty only scales the rest', () => {
  const exact = { value: 3, low: 3, high: 3 };
  const { value, low, high } = productOf([exact, { value: 10, low: 8, high: 14 }]);
  expect([value, low, high].map((each) => each.toFixed(9))).toEqual(['30.000000000', '24.000000000', '42.000000000']);
});

test.each([
  ['a bound at 0', { value: 1, low: 0, high: 2 }],
  ['a value outside of its bounds', { value: 3, low: 1, high: 2 }],
  ['no upper bound', { value: 1, low: 0.5, high: Infinity }],
])('%s is refused', (_, wrong) => {
  expect(() => productOf([wrong])).toThrow(RangeError);
});

/** A standard normal number, by Box and Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const around = (value: number, se: number): Factor => ({ value, low: value - 1.96 * se, high: value + 1.96 * se });

describe('the true product lies within the interval in 93 to 97 of 100 studies', () => {
  test.each([
    { slope: 5, change: 12, ratio: 0.1 },
    { slope: 8, change: 8, ratio: 0.2 },
    { slope: 5, change: 30, ratio: 0.02 },
  ])('of a slope $slope and a change $change errors from 0, and a ratio ± $ratio', ({ slope, change, ratio }) => {
    const random = seededRandom('product', String(slope), String(change));
    const STUDIES = 4000;
    let [shown, covered] = [0, 0];
    for (let study = 0; study < STUDIES; study += 1) {
      const scale = Math.exp(ratio * normal(random));
      const factors = [around(slope + normal(random), 1), around(change + normal(random), 1)];
      if (factors.some((each) => each.low <= 0)) continue;
      const { low, high } = productOf([...factors, factor(scale, 1.96 * ratio, 1.96 * ratio)]);
      shown += 1;
      if (low <= slope * change && slope * change <= high) covered += 1;
    }
    expect(shown).toBeGreaterThan(0.99 * STUDIES);
    expect(covered / shown).toBeGreaterThan(0.93);
    expect(covered / shown).toBeLessThan(0.97);
  });
});
