import { fitSteps, type FittedStep } from './fit-steps.ts';
import { momentsOf } from './moments.ts';
import type { TimedDeploy, Timeline } from './timeline.ts';

/** The step at one deploy, in the integers of the series. */
export type StepEstimate =
  | (FittedStep & {
      readonly outcome: 'estimated';
      readonly deploy: TimedDeploy;
      /** Whether the step is that of several deploys together. */
      readonly together: boolean;
    })
  | { readonly outcome: NoEstimate; readonly deploy: TimedDeploy };

export type NoEstimate = 'no-data-before' | 'no-data-after' | 'too-few-data';

/** The step of every deploy of the timeline. */
export function estimateSteps(timeline: Timeline): StepEstimate[] {
  const moments = momentsOf(timeline);
  const fitted = fitSteps(timeline, moments);
  return timeline.deploys.map((deploy, index): StepEstimate => {
    const at = moments.findIndex(({ members }) => members.includes(index));
    const own = fitted[at] ?? null;
    if (own === null) return { outcome: whyNot(timeline, index), deploy };
    return { outcome: 'estimated', deploy, ...own, together: (moments[at]?.members.length ?? 1) > 1 };
  });
}

/** Why there is no step of a deploy. */
export function whyNot({ points }: Timeline, index: number): NoEstimate {
  const served = points.reduce((total, { doses }) => total + (doses[index] ?? 0), 0);
  if (points.length - served < 1) return 'no-data-before';
  return served < 1 ? 'no-data-after' : 'too-few-data';
}
