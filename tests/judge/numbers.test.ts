import { describe, expect, test } from 'vitest';

import { adjustedMetrics, judge, type Rules } from '../../src/judge/judge.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import { about, budgetOf, campaignOf, lcpOf, type Readings, type VisitContext } from '../compare/campaigns.ts';

const ms = (value: number) => ({ value, unit: 'ms' }) as const;
const lcp = budgetOf('lcp', { maxIncrease: [{ value: 5, unit: '%' }, ms(50)] });
const LOOKS = { kind: 'looks', maxBlocks: 15 } as const;

const RULES: Rules = {
  routes: [],
  policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
  plan: { kind: 'fixed', blocks: 5 },
  alpha: 0.01,
};

function judged(campaign: Campaign, budgets: readonly Budget[], rules: Partial<Rules> = {}) {
  const routes = [{ name: 'product', path: '/', conditions: ['mobile'], budgets }];
  const { campaigns, rows, comparisons } = judge({ ...RULES, routes, ...rules }, [campaign]);
  const [only] = campaigns;
  if (only === undefined) throw new Error('nothing was judged');
  return { only, rows, comparison: comparisons[0], findings: only.findings.map(({ finding }) => finding) };
}

const slower =
  (extraMs: number) =>
  ({ side, random }: VisitContext): Readings => ({
    lcp: lcpOf(random, { load: 900 + (side === 'head' ? extraMs : 0) }),
    cls: leaf('cls', 0.05),
  });

describe('the smallest increase that a run would have found', () => {
  const part = budgetOf('lcp.resource-load-delay', { maxIncrease: [ms(40)] });

  test('is that of the noise floor for a whole metric, in ms', () => {
    const { findings, only, comparison } = judged(campaignOf(slower(0)), [lcp]);
    const metric = only.metrics?.lcp;
    const fraction = metric?.status === 'measured' ? (metric.noise?.minimumDetectable ?? NaN) : NaN;
    expect(findings[0]?.minimumDetectable).toBe(fraction * (comparison?.base?.value ?? NaN));
    expect(findings[0]?.minimumDetectable).toBeGreaterThan(50);
    expect(findings[0]?.minimumDetectable).toBeLessThan(200);
  });

  test('is one of its own for a part, above the tolerance and not the whole metric’s', () => {
    const { findings } = judged(campaignOf(slower(0)), [lcp, part]);
    expect(findings[1]?.minimumDetectable).toBeGreaterThan(40);
    expect(findings[1]?.minimumDetectable).toBeLessThan(100);
    expect(findings[1]?.minimumDetectable).not.toBe(findings[0]?.minimumDetectable);
  });

  test('is the same whether or not head is slower: it is of the noise, not of the change', () => {
    const still = judged(campaignOf(slower(0)), [part]).findings[0]?.minimumDetectable ?? NaN;
    const worse = judged(campaignOf(slower(300)), [part]).findings[0]?.minimumDetectable ?? NaN;
    expect(worse / still).toBeGreaterThan(0.8);
    expect(worse / still).toBeLessThan(1.25);
  });

  test('is none for a score, which is compared exactly, and on a first run', () => {
    const cls = budgetOf('cls', { maxIncrease: [{ value: 0.02, unit: 'score' }] });
    expect(judged(campaignOf(slower(0)), [cls]).findings[0]?.minimumDetectable).toBeNull();
    expect(judged(campaignOf(slower(0), { hasBase: false }), [lcp]).findings[0]?.minimumDetectable).toBeNull();
  });
});

test('a faster head is within the tolerance, and the row says by how much it is faster', () => {
  const { rows } = judged(campaignOf(slower(-300)), [lcp]);
  expect(rows[0]).toMatchObject({ verdict: 'pass', reason: 'within-tolerance' });
  expect(rows[0]?.high).toBeLessThan(-250);
});

/** Fast for so many blocks, far over the limit after them. */
const turning =
  (fast: number) =>
  ({ random, block }: VisitContext): Readings => ({ lcp: leaf('lcp', about(block < fast ? 1000 : 3000, random)) });

const mixed = ({ random, block }: VisitContext): Readings => ({
  lcp: leaf('lcp', block < 3 && random() < 0.5 ? 1400 : about(3000, random)),
});

describe('an SLO without a base', () => {
  const slo = budgetOf('lcp', { max: ms(1500) });

  test('freezes at the first look that decides: later blocks do not undo it', () => {
    const { findings } = judged(campaignOf(turning(3), { blocks: 15, hasBase: false }), [slo], { plan: LOOKS });
    expect(findings[0]).toMatchObject({ verdict: 'pass', reason: 'under', open: false });
    expect(findings[0]?.high).toBeLessThan(1100);
  });

  test('goes on where the first look cannot tell', () => {
    const { findings } = judged(campaignOf(mixed, { blocks: 15, hasBase: false }), [slo], { plan: LOOKS });
    expect(findings[0]).toMatchObject({ verdict: 'fail', reason: 'over', open: false });
  });

  test('is at risk, and open, until the last look of the plan', () => {
    const near = budgetOf('lcp', { max: ms(1000) });
    const after = (blocks: number) =>
      judged(campaignOf(turning(99), { blocks, hasBase: false }), [near], { plan: LOOKS }).findings[0];
    expect(after(2)).toMatchObject({ verdict: 'unmeasured' });
    expect(after(3)).toMatchObject({ verdict: 'inconclusive', reason: 'at-risk', open: true });
    expect(after(15)).toMatchObject({ verdict: 'inconclusive', reason: 'at-risk', open: false });
  });
});

const saying = (why: string) => campaignOf(() => ({ lcp: why, inp: why, cls: why }));

describe('a budget on a metric that visits lack', () => {
  const inp = budgetOf('inp', { max: ms(200) });

  test.each(['no-interaction', 'interaction-not-timed', 'not-settled'])('says why: %s', (why) => {
    expect(judged(saying(why), [inp]).rows[0]).toMatchObject({ verdict: 'unmeasured', reason: why });
  });

  test('says what its absence means where the visits say something unknown', () => {
    const budgets = [lcp, inp, budgetOf('cls', { max: { value: 0.1, unit: 'score' } })];
    expect(judged(saying('something new'), budgets).rows.map(({ reason }) => reason)).toEqual([
      'no-lcp',
      'no-interaction',
      'no-cls',
    ]);
  });

  test('is open while base has it at times, and closed where nobody has', () => {
    const rare = campaignOf(({ random, block }) => ({ lcp: block < 2 ? lcpOf(random) : 'no-lcp' }));
    expect(judged(rare, [lcp]).findings[0]).toMatchObject({ verdict: 'unmeasured', reason: 'no-lcp', open: true });
    expect(judged(saying('no-lcp'), [lcp]).findings[0]?.open).toBe(false);
  });
});

const scripts = (names: readonly string[], random: () => number) =>
  sumOf('inp', [
    leaf('input-delay', 4),
    sumOf('processing-duration', [...names.map((id) => leaf(id, about(80, random))), leaf('other', 5)]),
  ]);

const having =
  (names: readonly string[]) =>
  ({ side, random }: VisitContext): Readings => ({ inp: scripts(side === 'head' ? names : [], random) });

describe('fresh blocks that agree to a red', () => {
  const budgets = ['inp', 'inp.processing-duration.onclick'].map((path) => budgetOf(path, { maxIncrease: [ms(20)] }));
  const confirmedBy = (names: readonly string[]) =>
    judged(
      campaignOf(having(['onclick']), {
        blocks: 8,
        confirmation: {
          blocks: campaignOf(having(names), { blocks: 8, seed: 'fresh' }).blocks,
          firstAttempts: [],
          unmeasurable: null,
        },
      }),
      budgets,
      { plan: LOOKS },
    );

  test('confirm the part that they see as well', () => {
    const { rows } = confirmedBy(['onclick']);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    expect(rows[1]?.value).toBeGreaterThan(75);
  });

  test('do not confirm a part that they do not see: it counts 0 there', () => {
    const { rows, only } = confirmedBy(['onkeydown']);
    expect(rows[0]).toMatchObject({ verdict: 'fail', reason: 'worse' });
    expect(rows[1]).toMatchObject({ verdict: 'inconclusive', reason: 'not-confirmed', value: 0, low: 0, high: 0 });
    expect(only.confirmed).toEqual(['inp']);
  });
});

test('a run that declares no route measures nothing and misses nothing', () => {
  expect(judge(RULES, [])).toMatchObject({ verdict: 'pass', exitCode: 0, isMeasured: true, rows: [] });
});

test('a run that visited pages and has no number of any does not pass', () => {
  const campaign = campaignOf(() => ({}));
  const routes = [{ name: 'product', path: '/', conditions: ['mobile'], budgets: [] }];
  expect(judge({ ...RULES, routes }, [campaign])).toMatchObject({
    isMeasured: false,
    verdict: 'unmeasured',
    exitCode: 3,
  });
});

test('the metrics that are in units of the control page are named, and are none where it is not asked', () => {
  expect(adjustedMetrics({ ...RULES, adjustsByControl: true })).toContain('lcp');
  expect(adjustedMetrics({ ...RULES, adjustsByControl: true })).not.toContain('cls');
  expect(adjustedMetrics(RULES)).toEqual([]);
});
