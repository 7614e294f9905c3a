import { expect, test } from 'vitest';

import { calibrate } from '../../src/judge/calibration.ts';
import { compareLanes } from '../../src/judge/lane-calibration.ts';
import { leaf } from '../../src/model/breakdown.ts';
import { renderCalibration } from '../../src/report/terminal/calibration.ts';
import type { Random } from '../../src/stats/random.ts';
import { budgetOf, campaignOf } from '../compare/campaigns.ts';

/** Normal by the sum of twelve uniforms (Irwin–Hall): mean 0, standard deviation 1. */
function normal(random: Random): number {
  return Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);
}

/** What takes a second is made once. */
const made = new Map<number, ReturnType<typeof calibrate>>();

function calibrated(sigma: number) {
  const budgets = [budgetOf('lcp', { maxIncrease: [{ value: 5, unit: '%' }] })];
  const campaign = campaignOf(
    ({ random }) => ({ lcp: leaf('lcp', 1000 * Math.exp(sigma * normal(random))), cls: leaf('cls', 0.05) }),
    { blocks: 20, seed: `calibrate-${sigma}` },
  );
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets };
  const all = made.get(sigma) ?? calibrate([route], [campaign], 0.01);
  made.set(sigma, all);
  const [only] = all;
  const lcp = only?.metrics.find(({ metric }) => metric === 'lcp');
  const cls = only?.metrics.find(({ metric }) => metric === 'cls');
  if (only === undefined || lcp === undefined || cls === undefined) throw new Error('not calibrated');
  return { only, lcp, cls };
}

test('a quiet page needs few blocks and may have a tight tolerance', () => {
  const { lcp } = calibrated(0.015);
  expect(lcp.maxBlocks).toBe(10);
  expect(lcp.recommended?.fraction).toBeLessThanOrEqual(0.03);
  expect(lcp.sigma).toBeGreaterThan(0.01);
  expect(lcp.sigma).toBeLessThan(0.022);
});

test('a noisy page needs all blocks, and a tolerance wider than declared', () => {
  const { lcp } = calibrated(0.12);
  expect(lcp.maxBlocks).toBe(20);
  expect(lcp.recommended?.fraction).toBeGreaterThan(0.06);
  expect(lcp.recommended?.amountMs).toBeGreaterThanOrEqual(60);
});

test('more blocks certify a smaller tolerance', () => {
  const [ten, fifteen, twenty] = calibrated(0.05).lcp.certifiable.map(({ fraction }) => fraction);
  expect(ten).toBeGreaterThan(fifteen ?? NaN);
  expect(fifteen).toBeGreaterThan(twenty ?? NaN);
});

test('relabelled blocks of one deploy are hardly ever worse, and what is made slower is found', () => {
  const { lcp } = calibrated(0.03);
  expect(lcp.unchanged.worse).toBeLessThanOrEqual(0.01);
  expect(lcp.unchanged.same).toBeGreaterThan(0.85);
  expect(lcp.unchanged.confirmed).toBe(0);
  const found = lcp.found.map(({ rates }) => rates.confirmed);
  expect(found[2]).toBeGreaterThan(0.97);
  expect(found[0]).toBeLessThan(0.2);
});

test('a constant score is compared exactly', () => {
  const { cls } = calibrated(0.03);
  expect(cls).toMatchObject({ sigma: null, recommended: null, unchanged: { worse: 0, same: 1, blocks: 3 } });
});

test('the text says what to write', () => {
  const { only } = calibrated(0.03);
  const text = renderCalibration(compareLanes([{ lanes: 1, campaigns: [only] }]));
  expect(text).toMatch(/max-increase: \[\d+ %, \d+ ms\]/);
  expect(text).toContain('max-blocks:');
  expect(text).toMatch(/unchanged, relabelled 500 times: \d\.\d % suspected and 0\.0 % confirmed/);
});

test('a campaign takes as long as its blocks did, times those of the metric that needs most', () => {
  const budgets = [budgetOf('lcp', { maxIncrease: [{ value: 5, unit: '%' }] })];
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets };
  const plain = campaignOf(
    ({ random }) => ({ lcp: leaf('lcp', 1000 * Math.exp(0.12 * normal(random))), cls: leaf('cls', 0.05) }),
    { blocks: 20, seed: 'minutes' },
  );
  const timing = { wallMs: 1500, pageMs: 0, settleMs: 0, overheadMs: 0 };
  const blocks = plain.blocks.map(({ visits }) => ({
    visits: visits.map((visit) => ({ ...visit, outcome: { ...visit.outcome, timing } })),
  }));
  const [only] = calibrate([route], [{ ...plain, blocks }], 0.01);
  expect(only?.metrics.map(({ metric, maxBlocks }) => [metric, maxBlocks])).toEqual([
    ['lcp', 20],
    ['cls', 10],
  ]);
  // 20 blocks of four visits of 1.5 s.
  expect(only?.minutes).toBe(2);
});

test('what is recommended is a whole percent and a multiple of 10 ms that is at least as much', () => {
  for (const sigma of [0.015, 0.03, 0.05, 0.12]) {
    const { lcp } = calibrated(sigma);
    const { fraction, amountMs } = lcp.recommended ?? { fraction: NaN, amountMs: NaN };
    const certified = lcp.certifiable[1]?.fraction ?? NaN;
    expect(fraction).toBeGreaterThanOrEqual(Math.max(0.02, certified));
    expect(fraction).toBeLessThan(Math.max(0.02, certified) + 0.01);
    expect(Number.isInteger(Math.round(fraction * 1e6) / 1e4)).toBe(true);
    expect(amountMs % 10).toBe(0);
    expect(amountMs).toBeGreaterThanOrEqual(fraction * lcp.level);
    expect(amountMs).toBeLessThan(fraction * lcp.level + 10);
  }
});

test('nothing is said of a campaign of no declared route, nor of a metric that it does not have', () => {
  const campaign = campaignOf(() => ({ cls: leaf('cls', 0.05) }), { blocks: 20 });
  expect(calibrate([], [campaign], 0.01)).toEqual([
    { route: 'product', condition: 'mobile', minutes: 0, visitMs: 0, metrics: [] },
  ]);
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets: [] };
  expect(calibrate([route], [campaign], 0.01)[0]?.metrics.map(({ metric }) => metric)).toEqual(['cls']);
});

test('the level is the median of all visits, and blocks are those that were measured', () => {
  const { lcp, cls } = calibrated(0.03);
  expect(lcp).toMatchObject({ route: 'product', condition: 'mobile', unit: 'ms', blocks: 20 });
  expect(lcp.level).toBeGreaterThan(980);
  expect(lcp.level).toBeLessThan(1020);
  expect(cls).toMatchObject({ unit: 'score', level: 0.05, certifiable: [], found: [], maxBlocks: 10 });
  expect(lcp.found.map(({ increase }) => increase)).toEqual([0.05, 0.1, 0.2]);
});

/** How many blocks a page with 5 % of noise needs for so many ms. */
function blocksFor(amountMs: number): number | undefined {
  const budgets = [budgetOf('lcp', { maxIncrease: [{ value: amountMs, unit: 'ms' }] })];
  const campaign = campaignOf(({ random }) => ({ lcp: leaf('lcp', 1000 * Math.exp(0.05 * normal(random))) }), {
    blocks: 20,
    seed: 'calibrate-ms',
  });
  const [only] = calibrate([{ name: 'product', path: '/', conditions: ['mobile'], budgets }], [campaign], 0.01);
  return only?.metrics[0]?.maxBlocks;
}

test('a tolerance in ms is held against the level of the page', () => {
  expect([blocksFor(200), blocksFor(10)]).toEqual([10, 20]);
});
