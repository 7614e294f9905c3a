import { cpuUsage } from 'node:process';

import { array, check, constantFrom, dictionary, double, property } from 'fast-check';
import { expect, test } from 'vitest';

import { compareCampaign } from '../../src/compare/compare.ts';
import type { MetricResult } from '../../src/compare/compare.ts';
import { leaf, nodeAt, sumOf } from '../../src/model/breakdown.ts';
import type { Breakdown } from '../../src/model/breakdown.ts';
import { comparisonSchema } from '../../src/model/comparison.ts';
import type { Difference } from '../../src/model/comparison.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { about, budgetOf, campaignOf, lcpOf } from './campaigns.ts';

const rule: DecisionRule = { plan: { kind: 'fixed', blocks: 5 }, alpha: 0.01, comparisons: 1 };

function measured(result: MetricResult) {
  if (result.status !== 'measured') throw new Error(`not measured: ${result.status}`);
  return result.comparison;
}

function differenceOf(result: MetricResult): Difference {
  const { difference } = measured(result);
  if (difference === null) throw new Error('no difference');
  return difference;
}

/** The largest gap, anywhere in a tree, between a value and the sum of its parts. */
function gap(node: Breakdown | Difference): number {
  if (node.parts.length === 0) return 0;
  const sum = node.parts.reduce((total, part) => total + part.value, 0);
  return Math.max(Math.abs(sum - node.value), ...node.parts.map(gap));
}

const processingOf = (tree: Breakdown) => nodeAt(tree, ['inp', 'processing-duration'])?.value ?? NaN;

const slowLoad = (extraMs: number) =>
  campaignOf(({ side, random }) => ({ lcp: lcpOf(random, { load: side === 'head' ? 900 + extraMs : 900 }) }));

test('a slower phase is the difference, and nothing else is', () => {
  const { lcp } = compareCampaign(slowLoad(300), [], rule);
  const difference = differenceOf(lcp);
  expect(measured(lcp)).toMatchObject({
    route: 'product',
    condition: 'mobile',
    metric: 'lcp',
    unit: 'ms',
    blocks: 5,
    effect: 'worse',
  });
  expect(difference.value).toBeCloseTo(300, -2);
  expect(nodeAt(difference, ['lcp', 'resource-load-delay'])?.low).toBeGreaterThan(250);
  expect(nodeAt(difference, ['lcp', 'resource-load-delay'])?.high).toBeLessThan(350);
  expect(nodeAt(difference, ['lcp', 'ttfb'])?.value).toBeCloseTo(0, -2);
});

test('the relative change of a time is a fraction with its interval', () => {
  const { relative } = measured(compareCampaign(slowLoad(130), [], rule).lcp);
  expect(relative?.value).toBeGreaterThan(0.06);
  expect(relative?.value).toBeLessThan(0.14);
  expect(relative?.low).toBeLessThan(relative?.value ?? 0);
  expect(relative?.high).toBeGreaterThan(relative?.value ?? 1);
});

test('an unchanged metric is the same', () => {
  expect(measured(compareCampaign(slowLoad(0), [], rule).lcp).effect).toBe('same');
});

test('a comparison is what result.json holds', () => {
  const campaign = campaignOf(({ random }) => ({ lcp: lcpOf(random), cls: leaf('cls', 0.01) }));
  const { lcp, cls } = compareCampaign(campaign, [], rule);
  expect(() => comparisonSchema.parse(measured(lcp))).not.toThrow();
  expect(measured(cls)).toMatchObject({
    unit: 'score',
    effect: 'same',
    relative: { value: null, low: null, high: null },
  });
  expect(Object.keys(measured(lcp))).toEqual([
    'route',
    'condition',
    'metric',
    'unit',
    'blocks',
    'base',
    'head',
    'difference',
    'relative',
    'effect',
  ]);
});

test('the tolerances of a budget on the whole metric label the effect', () => {
  const wide = budgetOf('lcp', { maxIncrease: [{ value: 50, unit: '%' }] });
  const phase = budgetOf('lcp.ttfb', { maxIncrease: [{ value: 50, unit: '%' }] });
  expect(measured(compareCampaign(slowLoad(300), [wide], rule).lcp).effect).toBe('same');
  expect(measured(compareCampaign(slowLoad(300), [phase], rule).lcp).effect).toBe('worse');
});

test('an element that shifts on head only is a part of the difference', () => {
  const campaign = campaignOf(({ side }) => ({
    cls: side === 'head' ? sumOf('cls', [leaf('#banner', 0.2), leaf('#ad', 0.01)]) : sumOf('cls', [leaf('#ad', 0.01)]),
  }));
  const difference = differenceOf(compareCampaign(campaign, [], rule).cls);
  expect(nodeAt(difference, ['cls', '#banner'])?.value).toBeCloseTo(0.2, 9);
  expect(nodeAt(difference, ['cls', '#ad'])?.value).toBeCloseTo(0, 9);
  expect(measured(compareCampaign(campaign, [], rule).cls).effect).toBe('worse');
});

test('trees sum at every level and head minus base is the difference, however the visits differ', () => {
  const scripts = array(dictionary(constantFrom('a', 'b', 'c', 'other'), double({ min: 0, max: 500, noNaN: true })), {
    minLength: 16,
    maxLength: 16,
  });
  const outcome = check(
    property(scripts, (visits) => {
      let next = 0;
      const campaign = campaignOf(
        ({ random }) => {
          const found = Object.entries(visits[next++ % visits.length] ?? {}).map(([id, ms]) => leaf(id, ms));
          const processing =
            found.length > 0 ? sumOf('processing-duration', found) : leaf('processing-duration', about(60, random));
          return { inp: sumOf('inp', [leaf('input-delay', 4), processing, leaf('presentation-delay', 12)]) };
        },
        { blocks: 4 },
      );
      const { base, head, difference } = measured(compareCampaign(campaign, [], rule).inp);
      if (base === null || difference === null) return false;
      const change = nodeAt(difference, ['inp', 'processing-duration'])?.value ?? NaN;
      return (
        Math.max(gap(base), gap(head), gap(difference)) < 1e-9 &&
        Math.abs(processingOf(head) - processingOf(base) - change) < 1e-9 &&
        Math.abs(head.value - base.value - difference.value) < 1e-9
      );
    }),
    { seed: 3, numRuns: 150 },
  );
  expect(outcome.failed).toBe(false);
});

test('without a base there is only head, and its parts sum', () => {
  const campaign = campaignOf(({ random }) => ({ lcp: lcpOf(random) }), { hasBase: false });
  const comparison = measured(compareCampaign(campaign, [], rule).lcp);
  expect(comparison).toMatchObject({ base: null, difference: null, relative: null, effect: null });
  expect(comparison.head.value).toBeCloseTo(1300, -2);
  expect(gap(comparison.head)).toBeLessThan(1e-9);
});

test('blocks in which a visit lacks the metric are left out', () => {
  const campaign = campaignOf(({ block, random }) => ({ lcp: block === 2 ? 'no paint' : lcpOf(random) }));
  expect(measured(compareCampaign(campaign, [], rule).lcp).blocks).toBe(4);
});

test('a metric that head has lost is missing on head, one that both lack is just missing', () => {
  const lost = campaignOf(({ side, random }) => ({ lcp: side === 'head' ? 'no paint' : lcpOf(random) }));
  expect(compareCampaign(lost, [], rule).lcp).toEqual({ status: 'missing', onHead: true, seen: true, why: 'no paint' });
  expect(compareCampaign(lost, [], rule).inp).toEqual({
    status: 'missing',
    onHead: false,
    seen: false,
    why: 'no inp',
  });
  const gained = campaignOf(({ side, random }) => ({ lcp: side === 'base' ? 'no paint' : lcpOf(random) }));
  expect(compareCampaign(gained, [], rule).lcp).toEqual({
    status: 'missing',
    onHead: false,
    seen: false,
    why: 'no paint',
  });
});

test('a metric that comes and goes by chance is not called lost on head', () => {
  const flaky = campaignOf(({ block, side, random }) => ({
    lcp: side === 'head' || block !== 1 ? 'no paint' : lcpOf(random),
  }));
  expect(compareCampaign(flaky, [], rule).lcp).toEqual({
    status: 'missing',
    onHead: false,
    seen: true,
    why: 'no paint',
  });
});

test('two blocks are too few to compare', () => {
  const short = campaignOf(({ random }) => ({ lcp: lcpOf(random) }), { blocks: 2 });
  expect(compareCampaign(short, [], rule).lcp).toEqual({ status: 'too-few-blocks' });
});

test('a visit whose parts do not sum is an implementation error', () => {
  const broken: Breakdown = { id: 'lcp', value: 100, parts: [leaf('ttfb', 60)] };
  expect(() =>
    compareCampaign(
      campaignOf(() => ({ lcp: broken })),
      [],
      rule,
    ),
  ).toThrow('parts of lcp sum to 60');
});

test('with planned looks a comparison that is still open is unclear', () => {
  const looks: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.01, comparisons: 30 };
  const noisy = campaignOf(({ random }) => ({ lcp: leaf('lcp', 1000 * (1 + random())) }), { blocks: 5 });
  expect(measured(compareCampaign(noisy, [], looks).lcp).effect).toBe('unclear');
});

test('fifteen blocks of sixty parts are compared in less than 50 ms of processor time', () => {
  const campaign = campaignOf(
    ({ random }) => {
      const scripts = Array.from({ length: 60 }, (_, index) => leaf(`script-${index}`, 5 * random()));
      return {
        lcp: lcpOf(random),
        inp: sumOf('inp', [sumOf('processing-duration', scripts)]),
        cls: leaf('cls', 0.1 * random()),
      };
    },
    { blocks: 15 },
  );
  const times = Array.from({ length: 7 }, () => {
    const start = cpuUsage();
    compareCampaign(campaign, [], { ...rule, plan: { kind: 'fixed', blocks: 15 } });
    const { user, system } = cpuUsage(start);
    return (user + system) / 1000;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
