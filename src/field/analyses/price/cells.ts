import { COVARIATES, type Covariates, type SessionCell } from '../../questions/price.ts';
import { UNKNOWN, type SessionGroup } from './sessions.ts';

export function covariateLevels(of: Covariates): Record<string, string> {
  return Object.fromEntries(COVARIATES.map((covariate) => [covariate, of[covariate] ?? UNKNOWN]));
}

/** Sessions with whether an event followed their landing. */
export function convertedGroups(cells: readonly SessionCell[]): SessionGroup[] {
  return cells.map((cell) => ({
    n: cell.n,
    y: cell.converted,
    ms: cell.totalMs / cell.n,
    levels: covariateLevels(cell),
    otherMs: null,
  }));
}
