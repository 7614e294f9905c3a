import type { Covariate } from '../../model/field.ts';
import type { Bucket } from '../questions/rows.ts';
import { covariateColumns, varies, type CovariateColumn } from './covariate-columns.ts';
import { whyNot, type NoEstimate } from './estimate-steps.ts';
import { covariatesLikeStep, fitInterruption, type FittedInterruption } from './fit-interruption.ts';
import { momentsOf } from './moments.ts';
import type { DeployedSha } from './rows.ts';
import { missingSeasons } from './season.ts';
import { servedIn, type Timeline } from './timeline.ts';

export interface InterruptionInput {
  /** Hours of commits at one node of one group, in the integers of the questions. */
  readonly series: readonly Bucket[];
  /** In any order; the interruption is one of them. */
  readonly deploys: readonly DeployedSha[];
  readonly interruption: DeployedSha;
  readonly covariates: readonly Covariate[];
  /** Whether the model has a trend that changes at the interruption. */
  readonly hasSlope: boolean;
  /** The window, ISO instants. */
  readonly from: string;
  readonly to: string;
}

/** Why nothing is estimated. */
export type NoInterruption = NoEstimate | 'no-data' | 'like-covariate';

/** What a series is made of, and what a model of it says. */
export interface Interruption {
  readonly timeline: Timeline;
  readonly covariates: readonly CovariateColumn[];
  /** What the model does not have, as a reader calls it. */
  readonly notInModel: readonly string[];
  readonly outcome:
    | {
        readonly fitted: FittedInterruption;
        /** Whether another deploy is so near that the step is of both. */
        readonly isTogether: boolean;
      }
    | {
        readonly missing: NoInterruption;
        /** The covariates that the step cannot be told from. */
        readonly alike: readonly string[];
      };
}

/**
 * The step of a series at one instant by the model of `fitSteps`, to which covariates are added and, if asked for, a trend that
 * changes. Placebos are the earlier times at which no roll-out goes on.
 */
export function interruptionOf(input: InterruptionInput): Interruption {
  const timeline = servedIn(input.series, input.deploys, input);
  const covariates = covariateColumns(input.covariates, timeline);
  const constant = covariates.filter((each) => !varies(each)).map(({ name }) => name);
  return {
    timeline,
    covariates,
    notInModel: [...missingSeasons(timeline), ...constant],
    outcome: outcomeOf(timeline, covariates.filter(varies), input),
  };
}

const none = (missing: NoInterruption, alike: readonly string[] = []): Interruption['outcome'] => ({ missing, alike });

function outcomeOf(
  timeline: Timeline,
  covariates: readonly CovariateColumn[],
  { interruption: { sha, at }, from, hasSlope }: InterruptionInput,
): Interruption['outcome'] {
  if (timeline.points.length === 0) return none('no-data');
  const index = timeline.deploys.findIndex((deploy) => deploy.sha === sha && deploy.at === at);
  if (index < 0) return none(Date.parse(at) < Date.parse(from) ? 'no-data-before' : 'no-data-after');
  const moments = momentsOf(timeline);
  const target = moments.findIndex(({ members }) => members.includes(index));
  if (target < 0) return none(whyNot(timeline, index));
  const model = { timeline, moments, target, at, covariates, hasSlope };
  const alike = covariatesLikeStep(model);
  if (alike.length > 0) return none('like-covariate', alike);
  const fitted = fitInterruption(model);
  if (fitted === null) return none('too-few-data');
  return { fitted, isTogether: (moments[target]?.members.length ?? 1) > 1 };
}
