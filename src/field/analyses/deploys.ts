import type { Bucket, Coverage } from '../questions/rows.ts';
import { coverageChangesOf } from './coverage.ts';
import { markDeepest } from './deepest.ts';
import { estimateSteps, type StepEstimate } from './estimate-steps.ts';
import { judgeStep } from './judge-step.ts';
import type { DeployedSha } from './rows.ts';
import { servedIn, type Timeline } from './timeline.ts';

export interface DeploysInput {
  /** Hours of commits at nodes, in the integers of the questions: ms, or CLS × 10,000. */
  readonly series: readonly Bucket[];
  readonly coverage: readonly Coverage[];
  /** In any order; those before the window only say what was served then. */
  readonly deploys: readonly DeployedSha[];
  /** The window, ISO instants. */
  readonly from: string;
  readonly to: string;
}

/** Why nothing is said of a deploy. */
export type UnclearReason =
  /** No page view of the route ended under the condition. */
  | 'no-data'
  /** No record is older than the deploy. */
  | 'no-data-before'
  | 'no-data-after'
  /** Too few hours with views for a standard error, or too few times without a deploy to compare with. */
  | 'too-few-data'
  /** Another deploy is so near that their steps cannot be told apart: the numbers are of both together. */
  | 'near-another-deploy'
  /** The share of views with a final changed with the commit, so other views are compared. */
  | 'coverage-changed'
  /** The interval excludes 0, but times without a deploy have steps as large. */
  | 'like-placebos'
  /** The interval excludes 0, but not beyond what chance makes among so many comparisons. */
  | 'not-certain';

/** What one deploy moved at one node. `change`, `low` and `high` are in ms, of CLS in score. */
export interface DeployRow {
  readonly sha: string;
  readonly at: string;
  readonly route: string;
  readonly condition: string | null;
  readonly by: string | null;
  readonly path: string;
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** 1 if no time without a deploy has a step as large; null if there is none to compare with. */
  readonly placeboRank: number | null;
  readonly placebos: number;
  readonly verdict: 'step' | 'none' | 'unclear';
  readonly reason: UnclearReason | null;
  /** Of the steps of one metric at one deploy: the deepest node that holds at least half of the change. */
  readonly deepest: boolean;
  /** Whether records name the commit, or only the time says what was served; null if nothing was compared. */
  readonly seenBy: 'sha' | 'time' | null;
}

/** One row per deploy in the window, route, condition, slice and node: in the order of the deploys, then of the series. */
export function findSteps(input: DeploysInput): DeployRow[] {
  const estimates = [...groupsOf(input.series).values()].flatMap((series) => stepsOf(series, input));
  const compared = estimates.filter(({ estimate }) => estimate.outcome === 'estimated').length;
  const coverageChanged = coverageChangesOf(input);
  const rows = estimates.map(({ estimate, series, deploy }) =>
    judgeStep({ estimate, series, deploy, compared, coverageChanged: coverageChanged(series, deploy) }),
  );
  const sorted = rows.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return markDeepest(sorted);
}

interface EstimateOfDeploy {
  readonly estimate: StepEstimate;
  readonly series: Bucket;
  readonly deploy: DeployedSha;
}

function stepsOf(series: readonly Bucket[], { deploys, from, to }: DeploysInput): EstimateOfDeploy[] {
  const [first] = series;
  if (first === undefined) return [];
  const timeline: Timeline = servedIn(series, deploys, { from, to });
  return estimateSteps(timeline).map((estimate) => ({ estimate, series: first, deploy: estimate.deploy }));
}

function groupsOf(series: readonly Bucket[]): Map<string, Bucket[]> {
  return Map.groupBy(series, ({ route, device, by, path }) => JSON.stringify([route, device, by, path]));
}
