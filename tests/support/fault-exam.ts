import type { Fault } from '../../fixtures/faults/fault.ts';
import { FAULTS } from '../../fixtures/faults/index.ts';
import { serveFault } from '../../fixtures/faults/serve.ts';
import { compareCampaign, type CampaignResult } from '../../src/compare/compare.ts';
import { findChrome } from '../../src/lab/browser/chrome-path.ts';
import { CampaignRunner } from '../../src/lab/campaign.ts';
import { Lab } from '../../src/lab/lab.ts';
import { leaf, type Breakdown } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import { campaignOf } from '../../src/model/campaign.ts';
import type { Difference } from '../../src/model/comparison.ts';
import type { Side } from '../../src/model/deploy.ts';
import { definitionOf, METRICS, unitOf, type Metric } from '../../src/model/metric.ts';
import type { Condition, Route } from '../../src/model/route.ts';
import { readingOf, type Visit, type VisitOutcome } from '../../src/model/sample.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { FAST, measured, OTHER_ORIGINS } from './lab.ts';

/** The fewest blocks the estimator takes. */
const BLOCKS = 3;
/** Long enough to hold a page's next request or paint, ms. */
const SETTLE_MS = 100;
const RULE: DecisionRule = { plan: { kind: 'fixed', blocks: BLOCKS }, alpha: 0.01, comparisons: 1 };

/** What is compared: the dial on either side. Equal dials are a comparison of base with itself. */
export interface Sitting {
  readonly fault: Fault;
  readonly condition: Condition;
  readonly base: number;
  readonly head: number;
  /** Called with every visit. */
  readonly record?: (visit: Visit) => void;
}

/** The fast condition with the RTT that a row needs. */
export function fastCondition({ fastRttMs }: Fault): Condition {
  return fastRttMs === undefined ? FAST : { ...FAST, name: `fast-${fastRttMs}`, rttMs: fastRttMs };
}

/** Every row under its fast condition. */
export const ROWS = FAULTS.map((fault) => {
  const condition = fastCondition(fault);
  const dial = fault.dials.fast;
  return { sentence: fault.says(dial, condition), fault, condition, dial };
});

/** A lab for every condition the rows need. `settleMs`: longer where several pages are visited at once. */
export async function openExam(conditions: readonly Condition[], settleMs = SETTLE_MS): Promise<Lab> {
  const chromePath = await findChrome(null, process.env);
  const signal = new AbortController().signal;
  const distinct = new Map(conditions.map((condition) => [condition.name, condition]));
  const options = {
    chromePath,
    env: process.env,
    settleMs,
    signal,
    log: () => undefined,
    allowHosts: OTHER_ORIGINS,
  };
  return Lab.open(options, [...distinct.values()]);
}

function routeOf({ id, interactions = [] }: Fault, condition: Condition): Route {
  return { name: id, path: '/', conditions: [condition.name], interactions, budgets: [] };
}

/** In turns: where a busy machine delays two visits that follow each other, each side still has a good one. */
const TIMED: readonly Side[] = ['base', 'head', 'base', 'head'];
/** To what is not a time the machine adds nothing. */
const UNTIMED: readonly Side[] = ['base', 'head'];

/**
 * Serves both sides and visits each, twice where a time is asked for: head minus base, of the better visit of each, because
 * what the machine adds to a time is never less than nothing. Without an interval: `low` and `high` are the value.
 */
export async function glance(lab: Lab, sitting: Sitting, metrics: readonly Metric[]): Promise<Difference[]> {
  const { fault, condition } = sitting;
  const sites = {
    base: await serveFault(fault, sitting.base, condition),
    head: await serveFault(fault, sitting.head, condition),
  };
  const visits: Record<Side, VisitOutcome[]> = { base: [], head: [] };
  try {
    for (const side of metrics.some(isTime) ? TIMED : UNTIMED)
      visits[side].push(await lab.visit(routeOf(fault, condition), condition, sites[side]));
  } finally {
    await sites.base.close();
    await sites.head.close();
  }
  return metrics.map((metric) => minus(leastOf(metric, visits.head), leastOf(metric, visits.base)));
}

const isTime = (metric: Metric): boolean => unitOf(metric) === 'ms';

function leastOf(metric: Metric, visits: readonly VisitOutcome[]): Breakdown {
  return visits.map((visit) => breakdownOf(visit, metric)).reduce((a, b) => (b.value < a.value ? b : a));
}

function breakdownOf(outcome: VisitOutcome, metric: Metric): Breakdown {
  const reading = readingOf(measured(outcome).readings, metric);
  if (reading.status === 'unmeasured') throw new Error(`${metric} is unmeasured: ${reading.reason}`);
  return reading.breakdown;
}

function partOf(node: Breakdown, id: string): Breakdown {
  return node.parts.find((part) => part.id === id) ?? leaf(id, 0);
}

/** A part that one side does not have counts 0 there. */
function minus(head: Breakdown, base: Breakdown): Difference {
  const ids = [...new Set([...head.parts, ...base.parts].map(({ id }) => id))];
  const value = head.value - base.value;
  const parts = ids.map((id) => minus(partOf(head, id), partOf(base, id)));
  return { id: head.id, value, low: value, high: value, parts };
}

/** A budget that makes the gate compare a metric, core or not. */
function budgetOn(metric: Metric): Budget {
  const { maxIncrease } = definitionOf(metric).defaults;
  return { path: metric, segments: [metric], metric, max: null, percentile: 75, maxIncrease, enforce: 'warn' };
}

/** Serves both sides, visits them as a campaign does, and compares them as the gate does. */
export async function sit(lab: Lab, { fault, condition, base, head, record }: Sitting): Promise<CampaignResult> {
  const [baseSite, headSite] = [await serveFault(fault, base, condition), await serveFault(fault, head, condition)];
  try {
    const visits: Visit[] = [];
    const runner = new CampaignRunner(lab, {
      route: routeOf(fault, condition),
      condition,
      base: { side: 'base', sha: 'base', url: baseSite.url },
      head: { side: 'head', sha: 'head', url: headSite.url },
      control: null,
      phase: 'measure',
      record: (visit) => {
        visits.push(visit);
        record?.(visit);
      },
    });
    await runner.warmUp();
    for (let block = 0; block < BLOCKS; block++) await runner.block();
    if (runner.unmeasurable !== null) throw new Error(`${fault.id}: ${runner.unmeasurable.reason}`);
    const about = { route: fault.id, condition: condition.name, hasBase: true, visits };
    const campaign = campaignOf({ ...about, end: { stopped: 'maximum', unmeasurable: null } });
    return compareCampaign(campaign, METRICS.map(budgetOn), RULE);
  } finally {
    await baseSite.close();
    await headSite.close();
  }
}
