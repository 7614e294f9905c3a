import type { IntervalEstimate } from '../../../stats/clustered-covariance.ts';
import { COVARIATES, type ControlCell, type SessionCell } from '../../questions/price.ts';
import { covariateLevels } from './cells.ts';
import { regress } from './regression.ts';
import { outcomesIn, sessionsIn, withVariedLevels, type SessionGroup } from './sessions.ts';

/** A coefficient per 100 ms that must be null, because what sessions waited cannot have caused the outcome. */
export interface NegativeControl {
  readonly kind: 'before-landing' | 'after-conversion';
  readonly estimate: IntervalEstimate;
}

const FEWEST = 20;

const isEnough = (groups: readonly SessionGroup[]): boolean =>
  outcomesIn(groups) >= FEWEST && sessionsIn(groups) - outcomesIn(groups) >= FEWEST;

/** The regression of events before the landing; null if too few sessions have them. */
export function controlBefore(cells: readonly SessionCell[], exposure: string): NegativeControl | null {
  const groups = cells.map((cell) => ({
    n: cell.n,
    y: cell.earlier,
    ms: cell.totalMs / cell.n,
    levels: covariateLevels(cell),
    otherMs: null,
  }));
  return controlOf('before-landing', groups, COVARIATES, exposure);
}

/** The regression of events that came before the last view, on what that took; null if too few sessions have them. */
export function controlAfter(cells: readonly ControlCell[], exposure: string): NegativeControl | null {
  const groups = cells.map((cell) => ({
    n: cell.n,
    y: cell.converted,
    ms: cell.totalMs / cell.n,
    levels: { ...covariateLevels(cell), route: cell.lastRoute },
    otherMs: cell.landedMs / cell.n,
  }));
  return controlOf('after-conversion', groups, [...COVARIATES, 'route'], exposure);
}

function controlOf(
  kind: NegativeControl['kind'],
  groups: readonly SessionGroup[],
  covariates: readonly string[],
  exposure: string,
): NegativeControl | null {
  const varied = withVariedLevels(groups, covariates);
  if (!isEnough(varied)) return null;
  const found = regress(varied, covariates, exposure);
  return found.kind === 'fitted' ? { kind, estimate: found.estimate } : null;
}
