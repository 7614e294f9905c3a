import { count } from '../../../report/words/format.ts';
import type { IntervalEstimate } from '../../../stats/clustered-covariance.ts';
import type { NegativeControl } from './control.ts';
import type { Regression } from './regression.ts';

/** Why no figure may be quoted. With those of `NO_ANSWER` there is none. */
export type ReasonCode =
  | 'no-sessions'
  | 'no-events'
  | 'no-matching-events'
  | 'constant-outcome'
  | 'too-few'
  | 'separated'
  | 'collinear'
  | 'not-converged'
  | 'slower-converts-more'
  | 'not-certain'
  | 'driven-by-the-slowest'
  | 'no-negative-control'
  | 'negative-control'
  | 'control-too-wide';

export interface Reason {
  readonly code: ReasonCode;
  /** A clause, as it stands after "because". */
  readonly words: string;
}

/** Fewer sessions with a conversion, or without one, say nothing. */
const FEWEST_OUTCOMES = 50;
const FEWEST_SESSIONS = 10;

/** What there is to look at. */
export interface Sample {
  readonly landings: number;
  readonly sessions: number;
  readonly conversions: number;
  readonly events: number;
  /** Sessions with an event before the landing. */
  readonly earlier: number;
}

/** Why sessions cannot be looked at; null if they can. */
export function refusalOf({ landings, sessions, conversions, events, earlier }: Sample): Reason | null {
  if (sessions === 0 && landings > 0)
    return reason('no-sessions', `none of the ${count(landings, 'session')} that landed on it has the metric`);
  if (sessions === 0) return reason('no-sessions', 'no session of the window landed on it');
  if (events === 0) return reason('no-events', 'the window does not have any events');
  if (conversions === 0 && earlier === 0)
    return reason(
      'no-matching-events',
      `of ${count(events, 'event')} of the window, none is of a session that landed on it`,
    );
  if (conversions === 0) return reason('constant-outcome', 'no session converted');
  if (conversions === sessions) return reason('constant-outcome', 'every session converted');
  const others = sessions - conversions;
  if (sessions < FEWEST_SESSIONS || Math.min(conversions, others) < FEWEST_OUTCOMES)
    return reason(
      'too-few',
      `${conversions.toLocaleString('en')} of ${count(sessions, 'session')} converted, and it takes ${FEWEST_OUTCOMES} that did and ${FEWEST_OUTCOMES} that did not`,
    );
  return null;
}

/** Why there is no regression. */
export function failureOf({ kind, columns }: Exclude<Regression, { kind: 'fitted' }>): Reason {
  const names = columns.join(', ');
  const plural = columns.length > 1;
  switch (kind) {
    case 'separated':
      return reason(kind, `${names} ${plural ? 'tell' : 'tells'} without error whether some sessions converted`);
    case 'collinear':
      return reason(kind, `${names} cannot be told apart from the other covariates`);
    case 'constant-outcome':
      return reason(kind, 'every session has the same outcome');
    case 'too-few':
      return reason(kind, 'there are not more sessions than covariates');
    case 'not-converged':
      return reason(kind, 'the covariates almost tell each other, or almost tell who converted');
    default:
      return kind satisfies never;
  }
}

/** What is estimated, and what it is held against. */
export interface Estimates {
  readonly estimate: IntervalEstimate;
  /** Null if the slowest sessions cannot be left out. */
  readonly withoutSlowest: IntervalEstimate | null;
  readonly control: NegativeControl | null;
}

/** Of its coefficient, how wide a control may be on each side. */
const MOST_REACH = 2;

/** Why an estimate may not be quoted; null if it may. */
export function doubtOf({ estimate, withoutSlowest, control }: Estimates): Reason | null {
  const { value, low, high } = estimate;
  if (low > 0)
    return reason(
      'slower-converts-more',
      'slower sessions convert more often, which is a sign of something that is not controlled',
    );
  if (high >= 0) return reason('not-certain', 'the interval of the coefficient contains 0');
  if (withoutSlowest !== null && !isWithin(withoutSlowest.value, estimate))
    return reason(
      'driven-by-the-slowest',
      'without the slowest 1 % of sessions the coefficient is outside of its interval',
    );
  if (control === null)
    return reason(
      'no-negative-control',
      'there is no negative control: too few sessions have an event before their landing, or a view after one',
    );
  if (!isWithin(0, control.estimate))
    return reason('negative-control', `${CONTROLS[control.kind]}, which waiting cannot have caused`);
  const reach = (control.estimate.high - control.estimate.low) / 2;
  if (reach > MOST_REACH * Math.abs(value))
    return reason('control-too-wide', 'the interval of the negative control is too wide to tell whether it is 0');
  return null;
}

const CONTROLS: Readonly<Record<NegativeControl['kind'], string>> = {
  'before-landing': 'sessions that had an event before they landed waited differently',
  'after-conversion': 'sessions that had an event before their last view waited differently for that',
};

const isWithin = (value: number, { low, high }: IntervalEstimate): boolean => low <= value && value <= high;
const reason = (code: ReasonCode, words: string): Reason => ({ code, words });
