import {
  coefficientAt,
  robust,
  sessionMeat,
  type IntervalEstimate,
  type RobustFit,
} from '../../../stats/clustered-covariance.ts';
import { fitLogistic, type Cell, type LogisticResult } from '../../../stats/logistic.ts';
import { levelsOf, withCommonLevels, type SessionGroup } from './sessions.ts';

/** Log odds of the outcome per 100 ms. */
export type Regression =
  | {
      readonly kind: 'fitted';
      readonly estimate: IntervalEstimate;
      readonly fit: RobustFit;
      readonly cells: readonly Cell[];
      /** The covariates that have several levels. */
      readonly controls: readonly string[];
    }
  | {
      readonly kind: Exclude<LogisticResult['kind'], 'fitted'>;
      /** The columns that are in the way: `device = tablet`, `lcp`. */
      readonly columns: readonly string[];
    };

const PER_MS = 100;
/** The column of what sessions waited; 0 is the constant. */
export const EXPOSURE = 1;

/**
 * Logistic regression of an outcome on what sessions waited and on their levels, with errors of sessions as clusters of one.
 *
 * @param exposure the name of what they waited for
 */
export function regress(groups: readonly SessionGroup[], covariates: readonly string[], exposure: string): Regression {
  const common = covariates.reduce((left, covariate) => withCommonLevels(left, covariate), [...groups]);
  const levels = covariates.map((covariate) => ({ covariate, names: levelsOf(common, covariate) }));
  const several = levels.filter(({ names }) => names.length > 1);
  // The most frequent level is what the others are compared with.
  const dummies = several.flatMap(({ covariate, names }) => names.slice(1).map((level) => ({ covariate, level })));
  const hasOther = common.some(({ otherMs }) => otherMs !== null);
  const cells = mergedCells(common, dummies, hasOther);
  const result = fitLogistic(cells);
  const controls = several.map(({ covariate }) => covariate);
  if (result.kind === 'fitted') {
    const fit = robust(result.fit, sessionMeat(result.fit, cells));
    return { kind: 'fitted', estimate: coefficientAt(fit, EXPOSURE), fit, cells, controls };
  }
  const names = [
    'constant',
    exposure,
    ...dummies.map(({ covariate, level }) => `${covariate} = ${level}`),
    ...(hasOther ? ['landing'] : []),
  ];
  const columns = 'columns' in result && typeof result.columns !== 'number' ? result.columns : [];
  return { kind: result.kind, columns: columns.map((column) => names[column] ?? '') };
}

interface Dummy {
  readonly covariate: string;
  readonly level: string;
}

/** Groups that differ in nothing that the model has, as one cell. */
function mergedCells(groups: readonly SessionGroup[], dummies: readonly Dummy[], hasOther: boolean): Cell[] {
  const merged = new Map<string, { x: number[]; n: number; y: number }>();
  for (const { n, y, ms, levels, otherMs } of groups) {
    const of = dummies.map(({ covariate, level }) => (levels[covariate] === level ? 1 : 0));
    const others = hasOther ? [(otherMs ?? 0) / PER_MS] : [];
    const x = [1, ms / PER_MS, ...of, ...others];
    const key = x.join(' ');
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { x, n, y });
    else {
      known.n += n;
      known.y += y;
    }
  }
  return [...merged.values()].map(({ x, n, y }) => ({ x: Float64Array.from(x), n, y }));
}
