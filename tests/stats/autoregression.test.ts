import { expect, test } from 'vitest';

import { growthByRho } from '../../src/stats/autoregression.ts';

test('the error of a step grows with the correlation that was estimated, and less with more data', () => {
  expect(growthByRho(0.8, 107) ** 2 - 1).toBeCloseTo(27 / 107, 10);
  expect(growthByRho(0, 100) ** 2 - 1).toBeCloseTo(0.03, 10);
  expect(growthByRho(0.8, 1e9)).toBeCloseTo(1, 6);
});
