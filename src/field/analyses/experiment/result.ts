import type { Effect, Interval } from '../../../stats/experiments/effect.ts';
import type { ExperimentFound, ExperimentReason } from './found.ts';
import type { Design } from '../../questions/experiment-names.ts';

interface EffectRow {
  /** The effect and its interval of 95 %, in the outcome's unit. A bound is null where the sessions do not set one. */
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly se: number;
  readonly p: number;
}

interface ComparisonRow {
  readonly arm: string;
  readonly established: boolean;
  readonly reason: ExperimentReason | null;
  readonly effect: EffectRow;
  /** As a fraction of what the arm would have had. */
  readonly relative: Interval | null;
}

/** What `field experiment` says. */
export interface ExperimentResult extends Omit<ExperimentFound, 'comparisons' | 'exposed'> {
  readonly established: boolean;
  readonly kind: 'effect' | 'association';
  readonly design: Design;
  readonly outcome: string;
  readonly route: string | null;
  readonly condition: string | null;
  /** Of the first arm beside control; null where the sessions cannot say. */
  readonly effect: EffectRow | null;
  readonly relative: Interval | null;
  readonly method: Effect['method'] | null;
  readonly assignments: Effect['assignments'];
  readonly clusters: number;
  readonly comparisons: readonly ComparisonRow[];
  /** What the effect is worth in a week of the window's sessions. */
  readonly money: {
    readonly low: number;
    readonly high: number;
    readonly currency: string;
    readonly per: 'week';
  } | null;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly sql: readonly string[];
  readonly writtenAt: string;
}

type About = Pick<
  ExperimentResult,
  'kind' | 'design' | 'outcome' | 'route' | 'condition' | 'window' | 'sql' | 'writtenAt'
>;

/** @param perWeek sessions of a week that the effect is of, with the currency; null: the outcome is not money */
export function experimentResult(
  found: ExperimentFound,
  { kind, design, outcome, route, condition, ...made }: About,
  perWeek: { readonly sessions: number; readonly currency: string } | null,
): ExperimentResult {
  const comparisons = found.comparisons.map(({ arm, effect, reason }) => ({
    arm,
    established: reason === null,
    reason,
    effect: effectRow(effect),
    relative: effect.relative,
  }));
  const [first] = found.comparisons;
  const established = found.reason === null;
  const { control, arms, sampleRatio, changed, trend, dropped, reason } = found;
  return {
    established,
    kind,
    reason,
    design,
    outcome,
    route,
    condition,
    control,
    arms,
    effect: comparisons[0]?.effect ?? null,
    relative: comparisons[0]?.relative ?? null,
    method: first?.effect.method ?? null,
    assignments: first?.effect.assignments ?? null,
    clusters: first?.effect.clusters ?? 0,
    comparisons,
    sampleRatio,
    changed,
    trend,
    dropped,
    money: first === undefined || !established || perWeek === null ? null : moneyOf(first.effect, perWeek),
    ...made,
  };
}

function effectRow({ difference, se, p }: Effect): EffectRow {
  return { ...difference, se, p };
}

function moneyOf(
  { difference: { low, high } }: Effect,
  { sessions, currency }: { readonly sessions: number; readonly currency: string },
): ExperimentResult['money'] {
  if (low === null || high === null) return null;
  return { low: low * sessions, high: high * sessions, currency, per: 'week' };
}
