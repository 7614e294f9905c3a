import { expect, test } from 'vitest';

import { decide, decideByPlan, isSlower } from '../../src/stats/decide.ts';
import type { Question } from '../../src/stats/decide.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { mapSeries } from '../../src/stats/series.ts';
import type { Quantity } from '../../src/stats/views.ts';
import { exchangeSides, recorded, seriesOf } from './recorded.ts';

const time: Quantity = { kind: 'time', step: 1 };
const part: Quantity = { kind: 'part', step: 0.1 };
const score: Quantity = { kind: 'score', step: 0.001 };
const relative = (fraction: number) => ({ kind: 'relative', fraction }) as const;
const absolute = (amount: number) => ({ kind: 'absolute', amount }) as const;

const lcp: Question = { quantity: time, tolerances: [relative(0.05), absolute(50)] };
const looks: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.01, comparisons: 6 };
const fixed = (blocks: number, comparisons = 1): DecisionRule => ({
  plan: { kind: 'fixed', blocks },
  alpha: 0.01,
  comparisons,
});
/** What version 1 of the rule decides by: its reference values are kept, so its samples can be judged again. */
const first = (rule: DecisionRule): DecisionRule => ({ ...rule, version: 1 });
const orders = ['BBHH', 'BHBH', 'HHBB', 'HBBH', 'BHHB'];
const constant = (base: number, head: number, blocks = 5) =>
  seriesOf(
    orders.slice(0, blocks).map((order) => Array.from(order, (side) => (side === 'H' ? head : base))),
    orders,
  );

// Expected p-values: computed once by an independent implementation of docs/statistics.md on the same values.
test('planned looks of version 1 give the p-values and levels of the reference', () => {
  expect(decide(recorded.total.slice(0, 5), lcp, first(looks))).toMatchObject({
    verdict: 'continue',
    pZero: expect.closeTo(0.0006430041152263373, 12),
    pTol: expect.closeTo(0.02816358024691358, 12),
    pOk: expect.closeTo(0.9771090534979424, 12),
    pFaster: expect.closeTo(0.9997427983539089, 12),
    thresholds: { zero: expect.closeTo(0.0006666666666666668, 12), tolerance: 0.015, pass: 0.032 },
  });
  expect(decide(recorded.total, lcp, first(looks))).toMatchObject({
    verdict: 'continue',
    pZero: expect.closeTo(0.00021195320835238528, 12),
    pTol: expect.closeTo(0.0999627295762841, 12),
    pOk: expect.closeTo(0.9100514641441854, 12),
  });
});

test('a fixed number of blocks gives the verdict of the reference of version 1', () => {
  const decision = decide(recorded.total.slice(0, 5), lcp, first(fixed(5, 6)));
  expect(decision.verdict).toBe('worse');
  expect(decision.pTol).toBeCloseTo(0.02816358024691358, 12);
});

test('parts, which may be 0, are scored in ms by version 1', () => {
  const both: Question = { quantity: part, tolerances: [relative(0.1), absolute(40)] };
  expect(decide(recorded.load, both, first(looks))).toMatchObject({
    pZero: expect.closeTo(0.00006846803078798963, 12),
    pTol: expect.closeTo(0.16815688824112182, 12),
    pOk: expect.closeTo(0.8442018890032008, 12),
  });
  expect(decide(recorded.render, { quantity: part, tolerances: [relative(0.1)] }, first(looks))).toMatchObject({
    pZero: expect.closeTo(0.43346157693187015, 12),
    pTol: expect.closeTo(0.467482448369151, 12),
    pOk: expect.closeTo(0.5542022700426764, 12),
  });
});

test('layout shift scores are compared on their own grid', () => {
  const cls = seriesOf(
    [
      [0.1, 0.101, 0.14, 0.102],
      [0.12, 0.1, 0.1, 0.15],
      [0.1, 0.1, 0.13, 0.11],
    ],
    ['BBHH', 'HBBH', 'BHHB'],
  );
  expect(decide(cls, { quantity: score, tolerances: [absolute(0.02)] }, fixed(3))).toMatchObject({
    verdict: 'unclear',
    pZero: expect.closeTo(0.023148148148148147, 12),
    pTol: expect.closeTo(0.45833333333333337, 12),
    pOk: expect.closeTo(0.611111111111111, 12),
  });
});

test('between looks a comparison goes on', () => {
  const decision = decide(recorded.total.slice(0, 4), lcp, looks);
  expect(decision.verdict).toBe('continue');
  expect(decision.thresholds).toBeNull();
});

test('at the last look what could not be shown is unclear', () => {
  const noisy = decide(recorded.render, { quantity: part, tolerances: [absolute(1)] }, fixed(8));
  expect(noisy.verdict).toBe('unclear');
});

test('every tolerance must be exceeded, and one that is not suffices to clear', () => {
  const quicker = exchangeSides(recorded.total.slice(0, 5));
  expect(
    decide(recorded.total.slice(0, 5), { quantity: time, tolerances: [relative(0.05), absolute(500)] }, fixed(5))
      .verdict,
  ).toBe('same');
  expect(decide(quicker, lcp, fixed(5)).verdict).toBe('better');
});

test('exchanging the sides turns slower into faster', () => {
  const here = decide(recorded.total, lcp, looks);
  const there = decide(exchangeSides(recorded.total), lcp, looks);
  expect(there.pZero).toBeCloseTo(here.pFaster, 12);
  expect(there.pFaster).toBeCloseTo(here.pZero, 12);
});

test('a change that no labelling can prove is never red', () => {
  const doubled = mapSeries(recorded.total.slice(0, 4), (value, head) => (head ? value * 2 : value));
  expect(decide(doubled, lcp, fixed(4, 1)).verdict).toBe('worse');
  expect(decide(doubled, lcp, fixed(4, 30)).verdict).toBe('unclear');
});

test('constant layout shift is decided exactly', () => {
  const cls: Question = { quantity: score, tolerances: [absolute(0.02)] };
  expect(decide(constant(0.05, 0.05), cls, fixed(5)).verdict).toBe('same');
  expect(decide(constant(0.05, 0.15), cls, fixed(5)).verdict).toBe('worse');
  expect(decide(constant(0.15, 0.05), cls, fixed(5)).verdict).toBe('better');
});

test('an increase by exactly the tolerance does not exceed it', () => {
  expect(decide(constant(0.08, 0.1), { quantity: score, tolerances: [absolute(0.02)] }, fixed(5)).verdict).toBe('same');
  expect(decide(constant(0.08, 0.08), { quantity: score, tolerances: [absolute(0)] }, fixed(5)).verdict).toBe('same');
});

test('a part that is always 0 is cleared at the first look, whatever the tolerance', () => {
  for (const tolerance of [relative(0.1), absolute(40)])
    expect(decideByPlan(constant(0, 0), { quantity: part, tolerances: [tolerance] }, looks)).toMatchObject({
      verdict: 'same',
      blocks: 3,
    });
});

test('a decision freezes at the look that makes it', () => {
  const question: Question = { quantity: score, tolerances: [absolute(0.02)] };
  const later = [...constant(0.05, 0.05), ...constant(0.05, 0.5)];
  expect(decideByPlan(later, question, looks)).toMatchObject({ verdict: 'same', blocks: 3 });
});

test('head is slower where the levels of a red are reached, tolerance or not', () => {
  expect(isSlower(recorded.total.slice(0, 5), time, looks)).toBe(true);
  expect(isSlower(recorded.total.slice(0, 3), time, looks)).toBe(false);
  expect(isSlower(exchangeSides(recorded.total), time, looks)).toBe(false);
});

test('a value that is not a number is an error, not a sample', () => {
  const broken = mapSeries(recorded.total, (value) => (value === 2395.7 ? NaN : value));
  expect(() => decide(broken, lcp, looks)).toThrow('NaN is a failed visit');
  expect(() => isSlower(broken, time, looks)).toThrow('NaN is a failed visit');
});

test('a percentage on a size is of base, and a byte more than it is more', () => {
  const size: Question = { quantity: { kind: 'size', step: 1 }, tolerances: [relative(0.02)] };
  expect(decide(constant(300_000, 306_001), size, fixed(5)).verdict).toBe('worse');
  expect(decide(constant(300_000, 306_000), size, fixed(5)).verdict).not.toBe('worse');
});

test('a whole metric of 0 and a percentage on a score are errors', () => {
  expect(() => decide(constant(0, 10), lcp, fixed(5))).toThrow('a whole metric of 0 ms');
  expect(() => decide(constant(0, 10), { quantity: score, tolerances: [relative(0.1)] }, fixed(5))).toThrow('relative');
});
