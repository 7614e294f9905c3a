import { expect, test } from 'vitest';

import { simulate, SimulatedCampaign } from '../../bench/simulation/campaign.ts';
import type { Order } from '../../bench/simulation/campaign.ts';
import { gateRoute } from '../../bench/simulation/gate-run.ts';
import type { Finding, GatedNode } from '../../bench/simulation/gate-run.ts';
import { chain, noisy, quiet, secondVisit, STRESS, typical } from '../../bench/simulation/noise.ts';
import type { Noise } from '../../bench/simulation/noise.ts';
import { smallestFound } from '../../bench/simulation/reach.ts';
import type { Budget } from '../../src/model/budget.ts';
import { decideByPlan, isSlower } from '../../src/stats/decide.ts';
import type { Question } from '../../src/stats/decide.ts';
import { sum } from '../../src/stats/numbers.ts';
import { alphaOf, type DecisionRule, type Plan } from '../../src/stats/plan.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { chance, shareOf } from '../support/share.ts';

const fifteen: Plan = { kind: 'looks', maxBlocks: 15 };
/** Ten routes of three metrics share α. */
const run30: DecisionRule = { plan: fifteen, alpha: alphaOf(fifteen, null), comparisons: 30 };
const fivePercent: Budget = {
  path: 'lcp',
  segments: ['lcp'],
  metric: 'lcp',
  max: null,
  percentile: 75,
  maxIncrease: [{ value: 5, unit: '%' }],
  enforce: 'block',
};
const question: Question = {
  quantity: { kind: 'time', step: 1 },
  tolerances: [{ kind: 'relative', fraction: 0.05 }],
};

const node = (change: number, noise: Noise): GatedNode => ({
  base: 2000,
  head: 2000 * (1 + change),
  noise,
  budget: fivePercent,
});

/** One route of one comparison through the gate; `again` is what its head is when the red is to be confirmed. */
function gate(seed: string, measured: GatedNode, again = measured): Finding | undefined {
  const random = seededRandom(seed);
  const campaign = new SimulatedCampaign(random, [measured]);
  return gateRoute(campaign, [fivePercent], run30, () => new SimulatedCampaign(random, [again]))[0];
}

/** In what share of unchanged campaigns the looks call head slower at all, at `alpha` for one comparison. */
function falseAlarms(runs: number, noise: Noise, alpha: number, order?: Order): number {
  const rule: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha, comparisons: 1 };
  return shareOf(runs, (run) => {
    const campaign = new SimulatedCampaign(seededRandom('alarm', String(run)), [node(0, noise)], order);
    return isSlower(campaign.upTo(15)[0] ?? [], question.quantity, rule);
  });
}

/** In what share of runs an increase is suspected and confirmed. */
function found(runs: number, change: number, noise: Noise): number {
  return shareOf(runs, (run) => gate(`+${change} ${run}`, node(change, noise))?.blocked === true);
}

/** Pairs of visits until an unchanged route was decided, on average. */
function pairsUsed(runs: number, noise: Noise): number {
  const blocks = Array.from({ length: runs }, (_, run) => gate(`pairs ${run}`, node(0, noise))?.decision.blocks ?? 0);
  return (2 * sum(blocks)) / runs;
}

/** What becomes of the suspicions of a true + 30 % if head is slower by `change` in the fresh blocks. */
function proofs(runs: number, change: number): NonNullable<Finding['proof']>[] {
  return Array.from({ length: runs }, (_, run) =>
    gate(`confirm ${run}`, node(0.3, typical), node(change, typical)),
  ).flatMap((finding) => finding?.proof ?? []);
}

const baseFirst: Order = () => ['base', 'head', 'base', 'head'];

const ALPHA = 0.05;
const RUNS = 800;
const bound = ALPHA + chance(ALPHA, RUNS);

test.each(Object.entries({ quiet, typical, noisy, ...STRESS }))(
  'all looks together call an unchanged head slower no more often than alpha: %s',
  (_, noise) => {
    const alarms = falseAlarms(RUNS, noise, ALPHA);
    expect(alarms).toBeLessThan(bound);
    // Not by never calling anything.
    expect(alarms).toBeGreaterThan(ALPHA / 5);
  },
);

test('the bound on false alarms tells alpha from three times alpha', () => {
  expect(falseAlarms(RUNS, typical, 3 * ALPHA)).toBeGreaterThan(bound);
});

test('the random order is what keeps a slower second visit from being called a regression', () => {
  const slowerSecond = chain(typical, secondVisit(0.06));
  expect(falseAlarms(RUNS, slowerSecond, ALPHA)).toBeLessThan(bound);
  expect(falseAlarms(RUNS, slowerSecond, ALPHA, baseFirst)).toBeGreaterThan(0.25);
});

test('unchanged code is hardly ever suspected, and never blocked', () => {
  const findings = Array.from({ length: 900 }, (_, run) => gate(`same ${run}`, node(0, typical)));
  const suspected = findings.filter((finding) => finding?.decision.verdict === 'worse');
  expect(suspected.length / 900).toBeLessThan(run30.alpha / 30 + chance(run30.alpha / 30, 900));
  expect(findings.filter((finding) => finding?.blocked)).toEqual([]);
});

test('+ 10 % is found under quiet and under typical noise, and + 20 % under noisy', () => {
  expect(found(300, 0.1, quiet)).toBeGreaterThan(0.99 - chance(0.99, 300));
  expect(found(300, 0.1, typical)).toBeGreaterThan(0.8 - chance(0.8, 300));
  expect(found(300, 0.2, noisy)).toBeGreaterThan(0.9 - chance(0.9, 300));
});

test('twice the tolerance is rarely called the same', () => {
  const same = shareOf(600, (run) => gate(`2x ${run}`, node(0.1, noisy))?.decision.verdict === 'same');
  expect(same).toBeLessThan(0.045 + chance(0.045, 600));
});

test('an increase by exactly the tolerance is cleared, and suspected, no more often than planned', () => {
  const verdicts = Array.from({ length: 800 }, (_, run) => gate(`1x ${run}`, node(0.05, quiet))?.decision.verdict);
  const share = (verdict: string): number => verdicts.filter((each) => each === verdict).length / verdicts.length;
  expect(share('same')).toBeLessThan(0.2 + chance(0.2, 800));
  expect(share('same')).toBeGreaterThan(0.12);
  expect(share('worse')).toBeLessThan(0.2 + chance(0.2, 800));
  expect(share('worse')).toBeGreaterThan(0.12);
});

test('an unchanged route is cleared after 8 to 9 pairs of visits where it is quiet, 15 where it is typical', () => {
  expect(pairsUsed(400, quiet)).toBeLessThan(9);
  expect(pairsUsed(400, typical)).toBeLessThan(16);
});

// The bound is a sum of levels (1 %), so simulation cannot make it tighter; it shows that nothing else lets a red through.
test('fresh blocks refuse 99 of 100 suspicions that were chance, and confirm those that are true', () => {
  const [byChance, truly] = [proofs(600, 0), proofs(150, 0.3)];
  const confirmed = byChance.filter(({ toTheEnd }) => toTheEnd.confirmed).length / byChance.length;
  expect(byChance.length).toBeGreaterThan(590);
  expect(confirmed).toBeLessThan(0.01 + chance(0.01, byChance.length));
  expect(truly.filter(({ asked }) => asked.confirmed).length / truly.length).toBeGreaterThan(0.97);
});

test('giving up what looks futile saves fresh blocks and confirms as much of what is true', () => {
  const byChance = proofs(200, 0);
  const saved = sum(byChance.map(({ asked, toTheEnd }) => toTheEnd.blocks - asked.blocks));
  expect(saved / byChance.length).toBeGreaterThan(3);
  const truly = proofs(200, 0.1);
  const lost = truly.filter(({ asked, toTheEnd }) => toTheEnd.confirmed && !asked.confirmed);
  expect(truly.filter(({ asked }) => asked.confirmed).length).toBeGreaterThan(100);
  expect(lost.length).toBeLessThanOrEqual(2);
});

test('beside a budget that is suspected, one that can hardly break is not waited for, as in the gate', () => {
  const seeds = Array.from({ length: 40 }, (_, run) => `beside ${run}`);
  const decided = (seed: string, first: GatedNode): Finding | undefined => {
    const random = seededRandom(seed);
    const nodes = [first, node(0.04, noisy)];
    const campaign = new SimulatedCampaign(random, nodes);
    return gateRoute(campaign, [fivePercent, fivePercent], run30, () => new SimulatedCampaign(random, nodes))[1];
  };
  const open = (first: GatedNode): number =>
    seeds.filter((seed) => decided(seed, first)?.decision.verdict === 'continue').length;
  expect(open(node(0, quiet))).toBe(0);
  expect(open(node(0.3, quiet))).toBeGreaterThan(10);
});

test('the smallest change that a run says it finds is found in 80 % of runs', () => {
  for (const noise of [typical, noisy]) {
    const share = shareOf(300, (run) => {
      const earlier = simulate(`earlier ${run}`, { blocks: 15, level: 2000, change: 0, noise });
      return gate(`smallest ${run}`, smallestFound(node(0, noise), earlier, run30))?.blocked === true;
    });
    expect(share).toBeGreaterThan(0.8 - chance(0.8, 300));
  }
});

test('deciding from look to look as visits come in is deciding by the whole plan', () => {
  for (let run = 0; run < 60; run += 1) {
    const seed = `loop ${run}`;
    const change = [0, 0.1, 0.2][run % 3] ?? 0;
    const whole = decideByPlan(simulate(seed, { blocks: 15, level: 2000, change, noise: typical }), question, run30);
    expect(gate(seed, node(change, typical))?.decision).toEqual(whole);
  }
});
