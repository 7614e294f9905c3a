import { array, assert as holds, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';

import { judge, type Rules } from '../../src/judge/judge.ts';
import type { Block, Campaign } from '../../src/model/campaign.ts';
import type { MeasuredOutcome } from '../../src/model/sample.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { budgetOf, campaignOf, lcpOf, outcomeOf } from '../compare/campaigns.ts';

const CONTROL = ['measured', 'without-lcp', 'not-visited'] as const;
type Control = (typeof CONTROL)[number];

/** What of a campaign is there: of the route and of the control page, per side, in all visits or in every other one. */
const cases = record({
  blocks: integer({ min: 0, max: 8 }),
  freshBlocks: integer({ min: -1, max: 8 }),
  slowerMs: constantFrom(0, 400),
  missing: array(constantFrom('base', 'head', 'fresh-base', 'fresh-head', 'every-other'), { maxLength: 3 }),
  control: constantFrom(...CONTROL),
  freshControl: constantFrom(...CONTROL),
  plan: constantFrom<Rules['plan']>({ kind: 'looks', maxBlocks: 15 }, { kind: 'fixed', blocks: 5 }),
  adjustsByControl: constantFrom(true, false),
});
type Case = typeof cases extends import('fast-check').Arbitrary<infer Value> ? Value : never;

const budgets = [
  budgetOf('lcp', { maxIncrease: [{ value: 5, unit: '%' }], max: { value: 60_000, unit: 'ms' } }),
  budgetOf('lcp.ttfb', { maxIncrease: [{ value: 20, unit: 'ms' }] }),
];

function controlOf(control: Control, random: () => number): MeasuredOutcome | null {
  if (control === 'not-visited') return null;
  return outcomeOf(control === 'measured' ? { lcp: lcpOf(random) } : {});
}

function blocksOf(tried: Case, fresh: boolean): readonly Block[] {
  const random = seededRandom('control', String(fresh));
  let count = 0;
  const { blocks } = campaignOf(
    ({ side, random: of }) => {
      count += 1;
      const key = fresh ? (`fresh-${side}` as const) : side;
      const isMissing = tried.missing.includes(key) && (!tried.missing.includes('every-other') || count % 2 === 0);
      return isMissing ? {} : { lcp: lcpOf(of, { load: 900 + (side === 'head' ? tried.slowerMs : 0) }) };
    },
    { blocks: Math.max(0, fresh ? tried.freshBlocks : tried.blocks), seed: fresh ? 'fresh' : 'first' },
  );
  const control = fresh ? tried.freshControl : tried.control;
  return blocks.map(({ visits }) => ({
    visits: visits.map((visit) => ({ ...visit, control: controlOf(control, random) })),
  }));
}

function judged(tried: Case) {
  const confirmation =
    tried.freshBlocks < 0 ? null : { blocks: blocksOf(tried, true), firstAttempts: [], unmeasurable: null };
  const campaign: Campaign = { ...campaignOf(() => ({})), blocks: blocksOf(tried, false), confirmation };
  const rules: Rules = {
    routes: [{ name: 'product', path: '/', conditions: ['mobile'], budgets }],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    plan: tried.plan,
    alpha: 0.01,
    adjustsByControl: tried.adjustsByControl,
  };
  return judge(rules, [campaign]);
}

test('whatever is missing, on either side, on the control page, in fresh blocks: it is judged, and never kept', () => {
  const cleared: Case[] = [];
  holds(
    property(cases, (tried) => {
      const { rows, exitCode } = judged(tried);
      const increase = rows.find(({ path, kind }) => path === 'lcp' && kind === 'max-increase');
      const isLost = tried.missing.some((side) => side === 'base' || side === 'head');
      const isShort = tried.blocks < 3 || (isLost && !tried.missing.includes('every-other'));
      const isUncontrolled = tried.adjustsByControl && tried.control !== 'measured';
      if ((isShort && exitCode === 0) || (isUncontrolled && increase?.verdict === 'pass')) cleared.push(tried);
    }),
    { numRuns: 600, seed: 7 },
  );
  expect(cleared).toEqual([]);
});

const whole: Case = {
  blocks: 5,
  freshBlocks: 4,
  slowerMs: 400,
  missing: [],
  control: 'measured',
  freshControl: 'measured',
  plan: { kind: 'looks', maxBlocks: 15 },
  adjustsByControl: true,
};

test('in units of a control page that has no LCP nothing can be compared', () => {
  const { rows, exitCode } = judged({ ...whole, control: 'without-lcp' });
  expect(rows[1]).toMatchObject({ kind: 'max-increase', verdict: 'unmeasured', reason: 'too-few-blocks' });
  expect(exitCode).toBe(3);
});

test.each<[string, Partial<Case>]>([
  ['no fresh block was completed', { freshBlocks: 0 }],
  ['the control page has no LCP in the fresh blocks', { freshControl: 'without-lcp' }],
  ['the fresh blocks have no LCP on base', { missing: ['fresh-base'] }],
])('a red is not confirmed where %s, with and without a control page', (_, missing) => {
  for (const adjustsByControl of [true, false]) {
    if (!adjustsByControl && missing.freshControl !== undefined) continue;
    const { rows, exitCode } = judged({ ...whole, ...missing, adjustsByControl });
    expect(rows[1]).toMatchObject({ verdict: 'unmeasured', reason: 'unconfirmed' });
    expect(exitCode).toBe(3);
  }
});

test('a red in units of the control page is confirmed by fresh blocks that have it too', () => {
  expect(judged(whole)).toMatchObject({ exitCode: 1, verdict: 'fail' });
});
