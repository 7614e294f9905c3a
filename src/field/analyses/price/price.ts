import type { Price } from '../../../model/price.ts';
import type { IntervalEstimate } from '../../../stats/clustered-covariance.ts';
import { averageMarginal } from '../../../stats/marginal.ts';
import {
  COVARIATES,
  type EventCounts,
  type LandedSessions,
  type SessionCell,
  type Worth,
} from '../../questions/price.ts';
import { convertedGroups } from './cells.ts';
import type { NegativeControl } from './control.ts';
import { moneyPerWeek } from './money.ts';
import { EXPOSURE, regress, type Regression } from './regression.ts';
import type { SessionGroup } from './sessions.ts';
import { uncontrolledOf } from './uncontrolled.ts';
import { doubtOf, failureOf, refusalOf, type Reason, type ReasonCode } from './verdict.ts';
import { curveOf, rangeOf, withoutSlowest } from './waits.ts';

/** What is priced. */
export interface PriceSubject {
  readonly route: string;
  readonly condition: string | null;
  readonly metric: string;
  readonly stepMs: number;
  /** Days of the window. */
  readonly days: number;
  readonly currency: string | null;
}

/** What the questions have answered. */
export interface PriceAnswers {
  readonly landed: LandedSessions;
  readonly events: EventCounts;
  /** Null where it was not asked: events have no values. */
  readonly worth: Worth | null;
}

/** The fields of a price that come from the sessions. */
export type PriceFindings = Omit<Price, 'window' | 'labToField' | 'sql' | 'writtenAt'> & {
  readonly reasonCode: ReasonCode | null;
};

/** The sessions of a price as its model sees them, and what the model says of them. */
export interface Fitted {
  readonly groups: readonly SessionGroup[];
  readonly refusal: Reason | null;
  /** Null if it is refused. */
  readonly regression: Regression | null;
}

/** Shift of the exposure, in its own unit of 100 ms. */
const SHIFT = 1;

/** The regression of conversions on what sessions waited and on who they were. */
export function fitPrice(
  { metric }: PriceSubject,
  { landed, events }: Pick<PriceAnswers, 'landed' | 'events'>,
): Fitted {
  const groups = convertedGroups(landed.cells);
  const { analysed: sessions } = landed;
  const [conversions, earlier] = [sum(landed.cells, 'converted'), sum(landed.cells, 'earlier')];
  const sample = { landings: landingsOf(landed), sessions, conversions, events: events.events, earlier };
  const refusal = refusalOf(sample);
  return { groups, refusal, regression: refusal === null ? regress(groups, COVARIATES, metric) : null };
}

const sum = (cells: readonly SessionCell[], key: 'converted' | 'earlier'): number =>
  cells.reduce((total, cell) => total + cell[key], 0);

/** A landing whose beginning was lost has an end. */
const landingsOf = ({ starts, analysed }: LandedSessions): number => Math.max(starts, analysed);

/** @param control null: there is none */
export function priceOf(
  subject: PriceSubject,
  answers: PriceAnswers,
  { groups, refusal, regression }: Fitted,
  control: NegativeControl | null,
): PriceFindings {
  const { landed, worth } = answers;
  const fitted = regression?.kind === 'fitted' ? regression : null;
  const slowest = fitted === null ? null : estimateOf(withoutSlowest(groups, subject.stepMs), subject.metric);
  const reason =
    refusal ??
    (regression !== null && regression.kind !== 'fitted' ? failureOf(regression) : null) ??
    (fitted === null ? null : doubtOf({ estimate: fitted.estimate, withoutSlowest: slowest, control }));
  const effect = fitted === null ? null : averageMarginal(fitted.fit, fitted.cells, EXPOSURE, SHIFT);
  const { currency, days } = subject;
  const money =
    reason !== null || effect === null || worth === null || currency === null
      ? null
      : moneyPerWeek(effect.difference, worth, landed.analysed, days);
  return {
    established: reason === null,
    kind: 'association',
    reason: reason?.words ?? null,
    route: subject.route,
    condition: subject.condition,
    metric: subject.metric,
    sessions: landed.analysed,
    users: landed.analysed,
    coefficient: fitted === null ? null : coefficient(fitted.estimate),
    per100ms: effect === null ? null : { low: effect.relative.low, high: effect.relative.high },
    money: money === null || currency === null ? null : { ...money, currency, per: 'week' },
    range: rangeOf(groups, subject.stepMs),
    controls: COVARIATES.filter((covariate) => isKnown(landed.cells, covariate)),
    negativeControl: control === null ? null : intervalOnly(control.estimate),
    uncontrolled: uncontrolledOf(landed),
    conversions: sum(landed.cells, 'converted'),
    naive: fitted === null ? null : naiveOf(groups, subject.metric),
    negativeControlKind: control?.kind ?? null,
    coverage: { landings: landingsOf(landed), analysed: landed.analysed },
    curve: curveOf(groups, subject.stepMs),
    withoutSlowest: slowest === null ? null : coefficient(slowest),
    states: landed.states,
    reasonCode: reason?.code ?? null,
  };
}

/** A covariate that every session has in common is controlled, too. */
const isKnown = (cells: readonly SessionCell[], covariate: (typeof COVARIATES)[number]): boolean =>
  cells.some((cell) => cell[covariate] !== null);

function naiveOf(groups: readonly SessionGroup[], metric: string): Price['naive'] {
  const naive = regress(groups, [], metric);
  return naive.kind === 'fitted' ? coefficient(naive.estimate) : null;
}

function estimateOf(groups: readonly SessionGroup[] | null, metric: string): IntervalEstimate | null {
  const found = groups === null ? null : regress(groups, COVARIATES, metric);
  return found?.kind === 'fitted' ? found.estimate : null;
}

const intervalOnly = ({ value, low, high }: IntervalEstimate) => ({ value, low, high });
const coefficient = ({ value, low, high, se }: IntervalEstimate) => ({ value, low, high, se });
