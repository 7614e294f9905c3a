import { basisOf, dot, leftOver, type Column } from '../../stats/least-squares.ts';
import type { CovariateColumn } from './covariate-columns.ts';

/** In stretches: what lies between a step and all that is like it. Deploys that are as near count as one, too. */
const FEWEST_APART = 1;

/**
 * The covariates that leave a step less than one stretch of its own: with them the model cannot tell whose a change is. None if
 * the step has no more without them.
 *
 * @param others all else that is in the model
 */
export function notToldApart(
  step: Column,
  covariates: readonly CovariateColumn[],
  others: readonly Column[],
): readonly CovariateColumn[] {
  const apart = (beside: readonly CovariateColumn[]): number => {
    const rest = leftOver(step, basisOf([...others, ...beside.map(({ column }) => column)]).vectors);
    return dot(rest, rest);
  };
  if (apart(covariates) >= FEWEST_APART || apart([]) < FEWEST_APART) return [];
  const guilty = covariates.filter((one) => apart(covariates.filter((each) => each !== one)) >= FEWEST_APART);
  return guilty.length > 0 ? guilty : covariates;
}
