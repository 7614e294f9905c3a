import {
  failureSeries,
  failureValues,
  type Campaign,
  type FirstAttempt,
  type Unmeasurable,
} from '../model/campaign.ts';
import { SIDES, type Side } from '../model/deploy.ts';
import { failureStanding, type FailureStanding } from '../stats/failures.ts';
import type { Plan } from '../stats/plan.ts';

/** A first attempt that failed: `code` is stable, `reason` is for a reader. */
export interface Failure {
  readonly side: Side;
  readonly code: string;
  readonly reason: string;
}

/** What failed first attempts say against a campaign; null if they are too few to matter, or there is no base. */
export function flakiness(
  { firstAttempts, warmUps = [], hasBase, stopped }: Campaign,
  plan: Plan,
): Exclude<FailureStanding, 'fewer-than-matter'> | null {
  if (!hasBase) return null;
  const standing = failureStanding(failureSeries(firstAttempts), plan, stopped !== null, failureValues(warmUps));
  return standing === 'fewer-than-matter' ? null : standing;
}

/**
 * Why a campaign has no verdict although its blocks are complete: the number of failed first attempts on each side, and
 * their most frequent reason. Null if failures are not the cause.
 */
export function flakyStory(campaign: Campaign, failures: readonly Failure[], plan: Plan): Unmeasurable | null {
  const standing = flakiness(campaign, plan);
  if (standing !== 'worse-on-head' && standing !== 'too-many-on-both') return null;
  const sides: Side[] = standing === 'worse-on-head' ? ['head'] : [...SIDES];
  const usual = mostFrequent(failures.filter(({ side }) => sides.includes(side)));
  if (usual === null) return null;
  const attempts = campaign.firstAttempts.flat();
  const counts =
    sides.length === 1 ? [of(attempts, 'head'), of(attempts, 'base')] : SIDES.map((side) => of(attempts, side));
  const reason = `${counts.join(' and ')} failed at the first attempt, most often: ${usual.reason}`;
  return { sides, code: usual.code, reason };
}

/** `5 of 6 visits to head` */
function of(attempts: readonly FirstAttempt[], side: Side): string {
  const made = attempts.filter((attempt) => attempt.side === side);
  return `${made.filter(({ failed }) => failed).length} of ${made.length} visits to ${side}`;
}

/** The first of those that were seen most often; two of one code and different words are different failures. */
function mostFrequent(failures: readonly Failure[]): Failure | null {
  const groups = [...Map.groupBy(failures, ({ code, reason }) => JSON.stringify([code, reason])).values()];
  return groups.toSorted((one, other) => other.length - one.length)[0]?.[0] ?? null;
}
