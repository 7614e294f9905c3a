import { count } from '../../report/words/format.ts';
import type { ExperimentReason } from '../analyses/experiment/found.ts';
import type { Design } from '../questions/experiment-names.ts';
import type { ExperimentResult } from '../analyses/experiment/result.ts';
import { wholePercent } from '../analyses/whole-percent.ts';

/** As the end of a sentence that begins with `because`. */
export const BECAUSE: Readonly<Record<ExperimentReason, string>> = {
  'no-sessions': 'no session landed there',
  'no-flag': 'no session has the flag',
  'one-arm': 'the flag has one value only',
  'several-arms': 'the flag has more than two values, and a switchback compares two',
  'variant-changes': 'the flag changed within more than 1 % of the sessions',
  'sample-ratio-mismatch':
    'the numbers of sessions differ from the planned shares by more than chance, so other visitors are compared',
  'coverage-differs':
    'the shares of landing views that ended differ by more than chance, so other sessions are heard of',
  'no-sessions-before': 'no session landed before the treatment',
  'no-sessions-after': 'no session landed after the beginning of the treatment',
  'control-treated': 'more than 1 % of the sessions of the control group were treated, too',
  'treated-before': 'more than 1 % of the sessions of the treated group were treated before it began',
  'trends-unknown': 'fewer than two whole days lie before the treatment, so the trends cannot be compared',
  'trends-differ': 'the two groups had different trends before the treatment',
  'mixed-periods': 'the flag has several values within a period of a region',
  'too-few-clusters': 'there are fewer than four groups, or none on one side',
  'too-few-switches': 'the flag switched fewer than four times, or within one block only',
  'no-variation': 'all sessions of an arm have the same outcome, so an error cannot be given',
  'not-certain': 'its interval contains 0',
};

const ASSIGNED: Readonly<Record<Design, string>> = {
  ab: 'the flag was drawn at random for each session',
  holdback: 'the flag was drawn at random for each session',
  did: 'the treated groups were drawn at random',
  switchback: 'the flag of each period was drawn at random',
};

/** The verdict and what it rests on. */
export function experimentSentences(result: ExperimentResult): string[] {
  return [
    verdictOf(result),
    ...moneyOf(result),
    ...comparedOf(result),
    ...ratioOf(result),
    ...changedOf(result),
    ...trendOf(result),
  ];
}

function verdictOf({ reason, kind, design }: ExperimentResult): string {
  if (reason !== null)
    return `${kind === 'effect' ? 'An effect' : 'A difference'} is not established, because ${BECAUSE[reason]}.`;
  if (kind === 'effect') return `The effect is established. It is an effect if ${ASSIGNED[design]}.`;
  return 'The difference is established. It is an association, because nothing was randomised: what else changed then in the treated groups counts as the difference.';
}

function moneyOf({ money }: ExperimentResult): string[] {
  if (money === null) return [];
  return [
    `With as many sessions as in the window: ${whole(money.low)} to ${whole(money.high)} ${money.currency} a week.`,
  ];
}

/** `−1,200`. */
const whole = (number: number): string =>
  `${number < 0 ? '−' : ''}${Math.abs(Math.round(number)).toLocaleString('en')}`;

function comparedOf({ method, clusters, assignments, comparisons, design }: ExperimentResult): string[] {
  if (method === null) return [];
  const units = `${clusters.toLocaleString('en')} ${UNIT[design]}${clusters === 1 ? '' : 's'}`;
  const how =
    assignments === null
      ? `Errors are those of ${units}.`
      : `Randomisation inference: ${units}, ${assignments.exact ? 'all' : 'a sample of'} ${count(assignments.count, 'assignment')}.`;
  const among = comparisons.length;
  return [how, ...(among > 1 ? [`The intervals allow for ${among} comparisons (Bonferroni).`] : [])];
}

const UNIT: Readonly<Record<Design, string>> = {
  ab: 'session',
  holdback: 'session',
  did: 'group',
  switchback: 'block',
};

function ratioOf({ sampleRatio }: ExperimentResult): string[] {
  if (sampleRatio === null) return [];
  const arms = sampleRatio.arms.map(
    ({ observed, expected }) => `${observed.toLocaleString('en')} of ${Math.round(expected).toLocaleString('en')}`,
  );
  return [`Sessions of those planned: ${arms.join(', ')} (p ${probability(sampleRatio.p)}).`];
}

function changedOf({ changed }: ExperimentResult): string[] {
  if (changed === null || changed.sessions === 0) return [];
  const of = changed.share < 0.01 ? 'less than 1 %' : `${wholePercent(changed.share)} %`;
  return [`The flag changed within ${count(changed.sessions, 'session')} (${of}).`];
}

function trendOf({ trend }: ExperimentResult): string[] {
  return trend === null
    ? []
    : [`Trends before the treatment differ with p ${probability(trend.p)}, over ${count(trend.periods, 'day')}.`];
}

const probability = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`);
