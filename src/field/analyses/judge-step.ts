import { studentQuantile } from '../../stats/distributions.ts';
import { placeboRank } from '../../stats/placebo.ts';
import { stepsOf } from '../questions/nodes.ts';
import type { Bucket } from '../questions/rows.ts';
import type { DeployRow, UnclearReason } from './deploys.ts';
import type { StepEstimate } from './estimate-steps.ts';
import type { DeployedSha } from './rows.ts';

interface Compared {
  readonly estimate: StepEstimate;
  /** Any row of the series: it names route, condition and node. */
  readonly series: Bucket;
  readonly deploy: DeployedSha;
  /** How many steps were estimated altogether. */
  readonly compared: number;
  readonly coverageChanged: boolean;
}

/** The risk that any step is named where no deploy moved anything (Bonferroni over all that were compared). */
const FAMILY_RISK = 0.01;
const CONFIDENCE = 0.95;
/** A step must be among the largest of so many times without a deploy. */
const REMARKABLE = 0.05;
export const FEWEST_PLACEBOS = 10;

/**
 * `step`: beyond the family's level, and not like the steps of other times. `none`: the interval has 0 in it and the placebo
 * rank is unremarkable. `unclear`: anything else, with its reason.
 */
export function judgeStep(given: Compared): DeployRow {
  const { estimate: found, series, deploy } = given;
  const { route, device: condition, by, path } = series;
  const row = { sha: deploy.sha, at: new Date(deploy.at).toISOString(), route, condition, by, path, deepest: false };
  if (found.outcome !== 'estimated')
    return { ...row, ...NOTHING, verdict: 'unclear', reason: found.outcome, seenBy: null };
  const { estimate, spread, placebos } = found;
  const se = estimate.se * spread;
  const error = studentQuantile(CONFIDENCE, estimate.degrees) * se;
  const statistic = estimate.value / estimate.se;
  const rank = placebos.length === 0 ? null : placeboRank(statistic, placebos);
  const unit = stepsOf(path);
  return {
    ...row,
    change: estimate.value / unit,
    low: (estimate.value - error) / unit,
    high: (estimate.value + error) / unit,
    placeboRank: rank,
    placebos: placebos.length,
    ...verdictOf(given, {
      excludesZero: Math.abs(estimate.value) > error,
      isCertain: Math.abs(estimate.value) > studentQuantile(1 - FAMILY_RISK / given.compared, estimate.degrees) * se,
      isRemarkable: isRemarkable(rank, placebos.length),
      isTogether: found.together,
      fewPlacebos: placebos.length < FEWEST_PLACEBOS,
    }),
    seenBy: found.deploy.seenBy,
  };
}

/** Whether a step is the largest, or among the largest few, of those of times without a deploy. */
export const isRemarkable = (rank: number | null, placebos: number): boolean =>
  rank !== null && (rank === 1 || rank <= REMARKABLE * (placebos + 1));

const NOTHING = { change: null, low: null, high: null, placeboRank: null, placebos: 0 };

interface Signs {
  readonly excludesZero: boolean;
  readonly isCertain: boolean;
  readonly isRemarkable: boolean;
  readonly isTogether: boolean;
  readonly fewPlacebos: boolean;
}

type Said = Pick<DeployRow, 'verdict' | 'reason'>;

const unclear = (reason: UnclearReason): Said => ({ verdict: 'unclear', reason });

function verdictOf(given: Compared, signs: Signs): Said {
  if (given.coverageChanged) return unclear('coverage-changed');
  if (!signs.excludesZero)
    return signs.isRemarkable && !signs.fewPlacebos ? unclear('not-certain') : { verdict: 'none', reason: null };
  if (signs.fewPlacebos) return unclear('too-few-data');
  if (!signs.isRemarkable) return unclear('like-placebos');
  if (!signs.isCertain) return unclear('not-certain');
  return signs.isTogether ? unclear('near-another-deploy') : { verdict: 'step', reason: null };
}
