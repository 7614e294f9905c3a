import { expect, test } from 'vitest';

import { priceCoverage } from '../../bench/field/price-coverage.ts';

const share = ({ held, runs }: { readonly held: number; readonly runs: number }): number => held / runs;

test('intervals of 95 % hold the truth in about that share of shops, and one without controls does not', () => {
  const found = priceCoverage(1500, 150);
  expect(found.refused).toBeLessThan(10);
  for (const interval of [found.coefficient, found.relative, found.relativeOfShop]) {
    expect(share(interval)).toBeGreaterThan(0.9);
    expect(share(interval)).toBeLessThan(0.99);
  }
  expect(share(found.naive)).toBeLessThan(0.8);
});
