import { describe, expect, test } from 'vitest';

import { judgeOne, openIn, type Rules } from '../../src/judge/judge.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import { budgetOf, campaignOf } from '../compare/campaigns.ts';

const lcp = budgetOf('lcp', { maxIncrease: [{ value: 50, unit: 'ms' }] });
const cls = budgetOf('cls', { maxIncrease: [{ value: 0.02, unit: 'score' }] });

/** First attempts of five blocks, of which two on head failed. */
const TWO_FAILED: Campaign['firstAttempts'] = [0, 1, 2, 3, 4].map((block) => [
  { side: 'base', failed: false },
  { side: 'head', failed: block < 2 },
  { side: 'head', failed: false },
  { side: 'base', failed: false },
]);

/** What is open after five blocks of a head whose LCP is so much later, and which shifts by so much. */
function openAfter(
  lcpMs: number,
  shift: number,
  over: Partial<Rules> = {},
  budgets: readonly Budget[] = [lcp, cls],
  seed = 'open',
  firstAttempts: Campaign['firstAttempts'] = [],
) {
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets };
  const rules: Rules = {
    routes: [route],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    plan: { kind: 'looks', maxBlocks: 15 },
    alpha: 0.01,
    ...over,
  };
  const campaign = campaignOf(
    ({ side, random }) => ({
      lcp: leaf('lcp', 1000 + 60 * (random() - 0.5) + (side === 'head' ? lcpMs : 0)),
      cls: leaf('cls', side === 'head' ? shift : 0),
    }),
    { blocks: 5, stopped: null, seed, firstAttempts },
  );
  return openIn(rules, judgeOne(rules, route, campaign));
}

/** In how many of forty runs LCP is waited for. */
function waited(lcpMs: number, shift: number): number {
  const runs = Array.from({ length: 40 }, (_, run) => openAfter(lcpMs, shift, {}, [lcp, cls], `open-${run}`));
  return runs.filter((open) => open.includes('lcp')).length;
}

describe('beside a budget that is broken', () => {
  test('one that is close below its tolerance is not waited for: the verdict cannot change any more', () => {
    expect(waited(49, 0)).toBeGreaterThanOrEqual(30);
    expect(waited(49, 0.3)).toBeLessThanOrEqual(14);
    expect(waited(30, 0.3)).toBe(0);
  });

  test('one that may turn red as well is', () => {
    expect(waited(60, 0.3)).toBeGreaterThanOrEqual(18);
  });

  test('a warning is not, however it would end', () => {
    expect(openAfter(60, 0.3, {}, [{ ...lcp, enforce: 'warn' }, cls])).toEqual([]);
  });

  test('one is waited for as long as an inconclusive budget blocks', () => {
    const policy = { onInconclusive: 'block', onUnmeasured: 'block', preExisting: 'warn' } as const;
    expect(openAfter(45, 0.3, { policy })).toEqual(['lcp']);
  });

  test('one is waited for where a waiver allows what is broken', () => {
    const granted = [{ budget: 'product/mobile/cls', until: '2099-01-01', reason: 'known', approvedBy: 'ann' }];
    const waivers = { today: '2026-11-26', granted };
    expect(openAfter(45, 0.3, { waivers })).toEqual(['lcp']);
    expect(openAfter(45, 0.3)).toEqual([]);
  });
});

test('a budget that only warns prolongs no campaign in which another blocks', () => {
  const warning = { ...lcp, enforce: 'warn' as const };
  expect(openAfter(45, 0, {}, [lcp, cls])).toEqual(['lcp']);
  expect(openAfter(45, 0, {}, [warning, cls])).toEqual([]);
  // A base that is over an SLO makes a budget warn that blocks where head is found to be worse.
  const slow = budgetOf('lcp', { max: { value: 500, unit: 'ms' } });
  const three = (budgets: readonly Budget[]) =>
    openAfter(0, 0, { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 1e-6 }, budgets);
  expect(three([slow, cls])).toEqual(['lcp']);
  expect(three([{ ...slow, enforce: 'warn' }, cls])).toEqual([]);
});

test('a warning that is broken ends nothing', () => {
  expect(openAfter(45, 0.3, {}, [lcp, { ...cls, enforce: 'warn' }])).toEqual(['lcp']);
});

test('a default, which nobody wrote, is not waited for', () => {
  const warn = { enforce: 'warn', isDefault: true } as const;
  expect(openAfter(45, 0, {}, [{ ...lcp, enforce: 'warn' }])).toEqual(['lcp']);
  expect(openAfter(45, 0, {}, [{ ...lcp, ...warn }])).toEqual([]);
  expect(openAfter(45, 0, {}, [{ ...lcp, ...warn }, cls])).toEqual([]);
});

describe('while two of ten visits to head have failed', () => {
  test('a red ends nothing, because fresh blocks may refuse it', () => {
    expect(openAfter(0, 0.3, {}, [cls], 'open', TWO_FAILED)).toEqual(['cls']);
    expect(openAfter(0, 0.3, {}, [lcp, cls], 'open', TWO_FAILED)).toEqual(['lcp', 'cls']);
  });

  test('nor does what base broke as well', () => {
    const slow = budgetOf('lcp', { max: { value: 500, unit: 'ms' } });
    expect(openAfter(0, 0, { plan: { kind: 'looks', maxBlocks: 10 } }, [slow], 'open', TWO_FAILED)).toEqual(['lcp']);
  });

  test('nor does an SLO that the noise leaves at risk', () => {
    const close = budgetOf('lcp', { max: { value: 1025, unit: 'ms' } });
    expect(openAfter(0, 0, {}, [close])).toEqual([]);
    expect(openAfter(0, 0, {}, [close], 'open', TWO_FAILED)).toEqual(['lcp']);
  });

  test('what cannot block is not waited for', () => {
    expect(openAfter(0, 0.3, {}, [{ ...cls, enforce: 'warn' }], 'open', TWO_FAILED)).toEqual([]);
  });
});

test('a waiver of another budget changes nothing of what is waited for', () => {
  const granted = [{ budget: 'product/mobile/inp', until: '2099-01-01', reason: 'known', approvedBy: 'ann' }];
  expect(openAfter(45, 0.3, { waivers: { today: '2026-11-26', granted } })).toEqual([]);
  const expired = [
    { ...granted[0], budget: 'product/mobile/cls', until: '2026-11-25', reason: 'known', approvedBy: 'ann' },
  ];
  expect(openAfter(45, 0.3, { waivers: { today: '2026-11-26', granted: expired } })).toEqual([]);
});
