import type { Fault } from '../../fixtures/faults/fault.ts';
import { serveFault } from '../../fixtures/faults/serve.ts';
import { compareCampaign, type CampaignResult } from '../../src/compare/compare.ts';
import { findChrome } from '../../src/lab/browser/chrome-path.ts';
import { CampaignRunner } from '../../src/lab/campaign.ts';
import { Lab } from '../../src/lab/lab.ts';
import { campaignOf } from '../../src/model/campaign.ts';
import type { Condition } from '../../src/model/route.ts';
import type { Visit } from '../../src/model/sample.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { FAST, OTHER_ORIGINS } from './lab.ts';

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

/** A lab for every condition the rows need. */
export async function openExam(conditions: readonly Condition[]): Promise<Lab> {
  const chromePath = await findChrome(null, process.env);
  const signal = new AbortController().signal;
  const distinct = new Map(conditions.map((condition) => [condition.name, condition]));
  const options = {
    chromePath,
    env: process.env,
    settleMs: SETTLE_MS,
    signal,
    log: () => undefined,
    allowHosts: OTHER_ORIGINS,
  };
  return Lab.open(options, [...distinct.values()]);
}

/** Serves both sides, visits them as a campaign does, and compares them as the gate does. */
export async function sit(lab: Lab, { fault, condition, base, head, record }: Sitting): Promise<CampaignResult> {
  const [baseSite, headSite] = [await serveFault(fault, base, condition), await serveFault(fault, head, condition)];
  try {
    const visits: Visit[] = [];
    const runner = new CampaignRunner(lab, {
      route: {
        name: fault.id,
        path: '/',
        conditions: [condition.name],
        interactions: fault.interactions ?? [],
        budgets: [],
      },
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
    return compareCampaign(campaign, [], RULE);
  } finally {
    await baseSite.close();
    await headSite.close();
  }
}
