import { expect, test } from 'vitest';

import { calibrate } from '../../src/judge/calibration.ts';
import { leaf } from '../../src/model/breakdown.ts';
import { renderCalibration } from '../../src/report/terminal/calibration.ts';
import type { Random } from '../../src/stats/random.ts';
import { budgetOf, campaignOf } from '../compare/campaigns.ts';

/** Normal by the sum of twelve uniforms (Irwin–Hall): mean 0, standard deviation 1. */
function normal(random: Random): number {
  return Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);
}

function calibrated(sigma: number, tolerance: number) {
  const budgets = [budgetOf('lcp', { maxIncrease: [{ value: tolerance, unit: '%' }] })];
  const campaign = campaignOf(
    ({ random }) => ({ lcp: leaf('lcp', 1000 * Math.exp(sigma * normal(random))), cls: leaf('cls', 0.05) }),
    { blocks: 20, seed: `calibrate-${sigma}` },
  );
  const [only] = calibrate([{ name: 'product', path: '/', conditions: ['mobile'], budgets }], [campaign], 0.01);
  const lcp = only?.metrics.find(({ metric }) => metric === 'lcp');
  const cls = only?.metrics.find(({ metric }) => metric === 'cls');
  if (only === undefined || lcp === undefined || cls === undefined) throw new Error('not calibrated');
  return { only, lcp, cls };
}

test('a quiet page needs few blocks and may have a tight tolerance', () => {
  const { lcp } = calibrated(0.015, 5);
  expect(lcp.maxBlocks).toBe(10);
  expect(lcp.recommended?.fraction).toBeLessThanOrEqual(0.03);
  expect(lcp.sigma).toBeGreaterThan(0.01);
  expect(lcp.sigma).toBeLessThan(0.022);
});

test('a noisy page needs all blocks, and a tolerance wider than declared', () => {
  const { lcp } = calibrated(0.12, 5);
  expect(lcp.maxBlocks).toBe(20);
  expect(lcp.recommended?.fraction).toBeGreaterThan(0.06);
  expect(lcp.recommended?.amountMs).toBeGreaterThanOrEqual(60);
});

test('more blocks certify a smaller tolerance', () => {
  const [ten, fifteen, twenty] = calibrated(0.05, 5).lcp.certifiable.map(({ fraction }) => fraction);
  expect(ten).toBeGreaterThan(fifteen ?? NaN);
  expect(fifteen).toBeGreaterThan(twenty ?? NaN);
});

test('relabelled blocks of one deploy are hardly ever worse, and what is made slower is found', () => {
  const { lcp } = calibrated(0.03, 5);
  expect(lcp.unchanged.worse).toBeLessThanOrEqual(0.01);
  expect(lcp.unchanged.same).toBeGreaterThan(0.85);
  const found = lcp.found.map(({ rates }) => rates.worse);
  expect(found[2]).toBeGreaterThan(0.97);
  expect(found[0]).toBeLessThan(0.2);
});

test('a constant score is compared exactly', () => {
  const { cls } = calibrated(0.03, 5);
  expect(cls).toMatchObject({ sigma: null, recommended: null, unchanged: { worse: 0, same: 1, blocks: 3 } });
});

test('the text says what to write', () => {
  const { only } = calibrated(0.03, 5);
  const text = renderCalibration([only]);
  expect(text).toMatch(/max-increase: \[\d+ %, \d+ ms\]/);
  expect(text).toContain('max-blocks:');
});
