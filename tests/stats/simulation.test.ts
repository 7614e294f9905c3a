import { expect, test } from 'vitest';

import { simulate, SimulatedCampaign } from '../../bench/simulation/campaign.ts';
import type { Order } from '../../bench/simulation/campaign.ts';
import { gateRoute } from '../../bench/simulation/gate-run.ts';
import type { Finding, GatedNode } from '../../bench/simulation/gate-run.ts';
import { chain, noisy, quiet, secondVisit, STRESS, typical } from '../../bench/simulation/noise.ts';
import type { Noise } from '../../bench/simulation/noise.ts';
import type { Budget } from '../../src/model/budget.ts';
import { decideByPlan, isSlower } from '../../src/stats/decide.ts';
import type { Question } from '../../src/stats/decide.ts';
import { sum } from '../../src/stats/numbers.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { chance, shareOf } from '../support/share.ts';

/** Ten routes of three metrics share 1 %. */
const run30: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.01, comparisons: 30 };
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

function found(runs: number, change: number, noise: Noise): number {
  return shareOf(runs, (run) => gate(`+${change} ${run}`, node(change, noise))?.decision.verdict === 'worse');
}

/** Pairs of visits until an unchanged route was decided, on average. */
function pairsUsed(runs: number, noise: Noise): number {
  const blocks = Array.from({ length: runs }, (_, run) => gate(`pairs ${run}`, node(0, noise))?.decision.blocks ?? 0);
  return (2 * sum(blocks)) / runs;
}

/** Of the reds of a true + 30 %, the share that fresh blocks confirm when head is slower by `change` in those. */
function confirmedShare(runs: number, change: number): number {
  const findings = Array.from({ length: runs }, (_, run) =>
    gate(`confirm ${run}`, node(0.3, typical), node(change, typical)),
  );
  const red = findings.filter((finding) => finding?.decision.verdict === 'worse');
  return red.filter((finding) => finding?.blocked).length / red.length;
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

test('unchanged code under typical noise is never red', () => {
  expect(shareOf(900, (run) => gate(`same ${run}`, node(0, typical))?.decision.verdict === 'worse')).toBe(0);
});

test('+ 20 % is found under typical noise, and + 10 % under quiet noise', () => {
  expect(found(400, 0.2, typical)).toBeGreaterThan(0.97 - chance(0.97, 400));
  expect(found(400, 0.1, quiet)).toBeGreaterThan(0.97 - chance(0.97, 400));
});

test('twice the tolerance is rarely called the same', () => {
  const same = shareOf(600, (run) => gate(`2x ${run}`, node(0.1, noisy))?.decision.verdict === 'same');
  expect(same).toBeLessThan(0.02 + chance(0.02, 600));
});

test('an increase by exactly the tolerance is cleared, and called worse, no more often than planned', () => {
  const verdicts = Array.from({ length: 800 }, (_, run) => gate(`1x ${run}`, node(0.05, quiet))?.decision.verdict);
  const share = (verdict: string): number => verdicts.filter((each) => each === verdict).length / verdicts.length;
  expect(share('same')).toBeLessThan(0.1 + chance(0.1, 800));
  expect(share('same')).toBeGreaterThan(0.05);
  expect(share('worse')).toBeLessThan(0.05 + chance(0.05, 800));
});

test('an unchanged route is cleared after about 11 pairs of visits where it is quiet, 20 where it is typical', () => {
  expect(pairsUsed(400, quiet)).toBeLessThan(12);
  expect(pairsUsed(400, typical)).toBeLessThan(21);
});

test('fresh blocks refuse nine of ten reds that were chance, and agree with those that are true', () => {
  expect(confirmedShare(300, 0)).toBeLessThan(0.1 + chance(0.1, 300));
  expect(confirmedShare(300, 0.3)).toBeGreaterThan(0.97);
});

test('deciding from look to look as visits come in is deciding by the whole plan', () => {
  for (let run = 0; run < 60; run += 1) {
    const seed = `loop ${run}`;
    const change = [0, 0.1, 0.2][run % 3] ?? 0;
    const whole = decideByPlan(simulate(seed, { blocks: 15, level: 2000, change, noise: typical }), question, run30);
    expect(gate(seed, node(change, typical))?.decision).toEqual(whole);
  }
});
