import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { freshLookedAt, judgedAs, lookedAt } from '../../src/judge/answers.ts';
import { judgeOne, type Rules } from '../../src/judge/judge.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import { budgetOf, campaignOf, lcpOf, type VisitContext } from '../compare/campaigns.ts';

const lcp = budgetOf('lcp', { maxIncrease: [{ value: 50, unit: 'ms' }] });
const cls = budgetOf('cls', { maxIncrease: [{ value: 0.02, unit: 'score' }] });
const ROUTE = { name: 'product', path: '/', conditions: ['mobile'], budgets: [lcp, cls] };
const RULES: Rules = {
  routes: [ROUTE],
  policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
  plan: { kind: 'looks', maxBlocks: 15 },
  alpha: 0.01,
};

/** LCP that much later on head, and that much more shift. */
const changed =
  (laterMs: number, shift = 0) =>
  ({ side, random }: VisitContext) => ({
    lcp: lcpOf(random, { load: 900 + (side === 'head' ? laterMs : 0) }),
    cls: leaf('cls', side === 'head' ? shift : 0),
  });
const judged = (campaign: Campaign) => judgeOne(RULES, ROUTE, campaign);
const confirmation = (laterMs: number, shift: number, blocks = 4) => ({
  blocks: campaignOf(changed(laterMs, shift), { blocks, seed: 'fresh' }).blocks,
  firstAttempts: [],
  unmeasurable: null,
});

const answered = (again: Campaign['confirmation']) =>
  freshLookedAt(judged(campaignOf(changed(300, 0.3), { blocks: 5, confirmation: again })), 4);

test('a look names the budgets that more blocks could decide', () => {
  const campaign = campaignOf(changed(300), { blocks: 3, stopped: null });
  expect(lookedAt(RULES, judged(campaign))).toEqual({ type: 'looked', open: ['lcp'] });
});

describe('a campaign that takes no more blocks', () => {
  test('names the reds that fresh blocks must confirm', () => {
    expect(judgedAs(judged(campaignOf(changed(300, 0.3), { blocks: 5 })))).toEqual({
      type: 'judged',
      reds: ['lcp', 'cls'],
    });
    expect(judgedAs(judged(campaignOf(changed(0), { blocks: 5 })))).toEqual({ type: 'judged', reds: [] });
  });

  test('names none again once fresh blocks were made', () => {
    const campaign = campaignOf(changed(300), { blocks: 5, confirmation: confirmation(-200, 0) });
    expect(judgedAs(judged(campaign))).toEqual({ type: 'judged', reds: [] });
  });
});

test('fresh blocks answer with the reds that they confirm, and with those that they do not', () => {
  const answer = { type: 'fresh-looked', made: 4 };
  expect(answered(confirmation(300, 0.3))).toEqual({ ...answer, confirmed: ['lcp', 'cls'], unconfirmed: [] });
  expect(answered(confirmation(-200, 0.3))).toEqual({ ...answer, confirmed: ['cls'], unconfirmed: ['lcp'] });
  // Too few to say anything.
  expect(answered(confirmation(300, 0.3, 2))).toEqual({ ...answer, confirmed: [], unconfirmed: ['lcp', 'cls'] });
});

test('whatever head is, it fails no blocking budget before fresh blocks confirm it, and is not forgotten either', () => {
  const campaigns = record({
    laterMs: integer({ min: -300, max: 900 }),
    shift: constantFrom(0, 0.01, 0.3),
    blocks: constantFrom(3, 4, 5, 8, 11, 15),
    stopped: constantFrom('decided' as const, 'maximum' as const, 'time' as const),
    seed: integer().map(String),
  });
  assert(
    property(campaigns, ({ laterMs, shift, blocks, stopped, seed }) => {
      const judgement = judged(campaignOf(changed(laterMs, shift), { blocks, stopped, seed }));
      const worse = judgement.findings.filter(({ finding }) => finding.decision?.verdict === 'worse');
      expect(judgement.findings.map(({ row }) => row.verdict)).not.toContain('fail');
      expect(judgedAs(judgement)).toEqual({ type: 'judged', reds: worse.map(({ row }) => row.path) });
    }),
    { numRuns: 60 },
  );
});
