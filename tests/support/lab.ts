import { findChrome } from '../../src/lab/browser/chrome-path.ts';
import { Lab } from '../../src/lab/lab.ts';
import type { VisitLimits } from '../../src/lab/visit/limits.ts';
import { nodeAt, parsePath } from '../../src/model/breakdown.ts';
import type { Interaction } from '../../src/model/interaction.ts';
import type { Condition, Route } from '../../src/model/route.ts';
import { isMetric } from '../../src/model/metric.ts';
import { readingOf, type MeasuredOutcome, type VisitOutcome } from '../../src/model/sample.ts';

/** A quick network and no CPU slowdown: what a test can afford. */
export const FAST: Condition = {
  name: 'fast',
  rttMs: 40,
  downKbps: 10_240,
  upKbps: 10_240,
  cpuSlowdown: 1,
  viewport: { width: 800, height: 600, deviceScaleFactor: 1, mobile: false, touch: false },
};

/** The same on a phone, whose viewport is laid out again once the page declares its width. */
export const PHONE: Condition = {
  ...FAST,
  name: 'phone',
  viewport: { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true, touch: true },
};

export function route(path: string, interactions: readonly Interaction[] = []): Route {
  return { name: `route ${path}`, path, conditions: [FAST.name], interactions, budgets: [] };
}

/** Where tests serve other origins than the deploy: on this machine, which pages may not reach by themselves. */
export const OTHER_ORIGINS = ['localhost'];

/** They hold what a busy machine takes; a test that waits for one to pass sets it. */
export const LIMITS: VisitLimits = {
  loadMs: 20_000,
  paintMs: 20_000,
  unquietMs: 10_000,
  elementMs: 5000,
  answerMs: 10_000,
  visitMs: 60_000,
};
/** For a test that waits for an element or an answer in vain. */
export const IN_VAIN = { elementMs: 1500, answerMs: 2000 } as const;

/** `settleMs`: null learns it. */
export async function openLab(
  limits: Partial<VisitLimits> = {},
  signal = new AbortController().signal,
  settleMs: number | null = 200,
  allowHosts: readonly string[] = OTHER_ORIGINS,
): Promise<Lab> {
  const chromePath = await findChrome(null, process.env);
  const options = { chromePath, env: process.env, settleMs, signal, log: () => undefined, allowHosts };
  return Lab.open({ ...options, limits: { ...LIMITS, ...limits } }, [FAST, PHONE]);
}

/** The outcome as a measured one; a failed visit fails the test with its reason. */
export function measured(outcome: VisitOutcome): MeasuredOutcome {
  if (outcome.status === 'failed') throw new Error(`the visit failed: ${outcome.code}: ${outcome.reason}`);
  return outcome;
}

/** Three visits, one after the other: what the machine adds to a time is never less than nothing, so the least of three is near the truth. */
export async function thrice(visit: () => Promise<VisitOutcome>): Promise<readonly VisitOutcome[]> {
  return [await visit(), await visit(), await visit()];
}

/** The least value of one node in several visits, ms or score. */
export function least(outcomes: readonly VisitOutcome[], path: string): number {
  return Math.min(...outcomes.map((outcome) => valueAt(outcome, path)));
}

/** The value of one node of a measured visit, ms or score. */
export function valueAt(outcome: VisitOutcome, path: string): number {
  const segments = parsePath(path) ?? [];
  const [metric = ''] = segments;
  if (!isMetric(metric)) throw new Error(`${path} is not of a metric`);
  const reading = readingOf(measured(outcome).readings, metric);
  if (reading.status === 'unmeasured') throw new Error(`${path} is unmeasured: ${reading.reason}`);
  const node = nodeAt(reading.breakdown, segments);
  if (node === undefined) throw new Error(`there is no ${path} in ${JSON.stringify(reading.breakdown)}`);
  return node.value;
}
