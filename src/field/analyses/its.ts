import { stepsOf } from '../questions/nodes.ts';
import type { Interruption } from './interruption.ts';
import { coefficientOf, notEstablished, type Coefficient, type NotEstablished } from './judge-interruption.ts';

/** What `field its` says of one instant. Numbers are in ms, of CLS in score; null: nothing could be estimated. */
export interface ItsResult {
  readonly established: boolean;
  /** Nothing was randomised. */
  readonly kind: 'association';
  /** Why it is not established. */
  readonly reason: NotEstablished | null;
  /** The covariates that the step cannot be told from, by their names. */
  readonly alike: readonly string[];
  readonly route: string;
  readonly condition: string | null;
  readonly metric: string;
  /** ISO, UTC. */
  readonly at: string;
  readonly sha: string | null;
  readonly step: Coefficient | null;
  /** The change of the trend, per day. */
  readonly slope: Coefficient | null;
  /** Of the errors of one stretch with those of the one before. */
  readonly rho: number | null;
  readonly covariates: readonly ItsCovariate[];
  readonly notInModel: readonly string[];
  /** Earlier times without a deploy; `rank` is 1 if none of them has a step as large. */
  readonly placebos: { readonly n: number; readonly rank: number | null };
  readonly stretches: number;
  readonly stretchHours: number;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly coverage: ItsCoverage;
  /** What was asked of the records. */
  readonly sql: readonly string[];
}

/** The share of views that have an end, since the deploy before and until the deploy after. */
interface ItsCoverage {
  readonly before: number | null;
  readonly after: number | null;
}

interface ItsCovariate {
  readonly name: string;
  /** Null: it is not in the model, or cannot be told from the rest of it. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many stretches have it. */
  readonly stretches: number;
}

type Place = Pick<ItsResult, 'route' | 'condition' | 'metric' | 'at' | 'sha' | 'window' | 'coverage' | 'sql'>;

export function itsResult(found: Interruption, place: Place, hasCoverageChanged: boolean): ItsResult {
  const { outcome, covariates, timeline, notInModel } = found;
  const reason = notEstablished(found, hasCoverageChanged);
  const unit = stepsOf(place.metric);
  const fitted = 'fitted' in outcome ? outcome.fitted : null;
  const coefficient = (estimate: Parameters<typeof coefficientOf>[0] | null | undefined): Coefficient | null =>
    fitted === null || estimate === null || estimate === undefined ? null : coefficientOf(estimate, fitted, unit);
  const effects = new Map(fitted?.covariates.map(({ name, effect }) => [name, coefficient(effect)]));
  return {
    established: reason === null,
    kind: 'association',
    reason,
    alike: 'alike' in outcome ? outcome.alike : [],
    ...place,
    step: coefficient(fitted?.step),
    slope: coefficient(fitted?.slope),
    rho: fitted?.rho ?? null,
    covariates: covariates.map(({ name, stretches }) => {
      const { value = null, low = null, high = null } = effects.get(name) ?? {};
      return { name, value, low, high, stretches };
    }),
    notInModel,
    placebos: { n: fitted?.placebos ?? 0, rank: fitted?.rank ?? null },
    stretches: timeline.points.length,
    stretchHours: timeline.width,
  };
}
