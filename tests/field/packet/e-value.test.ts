import { expect, test } from 'vitest';

import { eValues } from '../../../src/field/packet/e-value.ts';

/** VanderWeele & Ding 2017: a risk ratio of 3.9 (1.8 to 8.7) has E-values of 7.26 and, for its lower bound, 3.0. */
test('E-values are those of the paper, and of an inverse ratio the same', () => {
  expect(eValues({ low: 0.8, high: 2.9 })).toEqual({ nearer: expect.closeTo(3, 2), farther: expect.closeTo(7.26, 2) });
  const inverse = eValues({ low: 1 / 3.9 - 1, high: 1 / 1.8 - 1 });
  expect(inverse).toEqual({ nearer: expect.closeTo(3, 2), farther: expect.closeTo(7.26, 2) });
});

test('an interval that contains no change has nothing to explain', () => {
  expect(eValues({ low: -0.02, high: 0.01 }).nearer).toBe(1);
  expect(eValues({ low: -0.02, high: 0 }).nearer).toBe(1);
});
