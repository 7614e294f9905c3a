import { readBudgetPath } from '../../config/budgets/path.ts';
import { GateError } from '../../errors.ts';
import type { EventSource } from '../../model/field.ts';
import { quote, suggestion } from '../../source/diagnostic.ts';
import type { ExperimentGroup } from '../questions/experiment-names.ts';
import { isFieldPath, stepsOf } from '../questions/nodes.ts';
import { assertDeclaredRoute } from './named.ts';
import type { FieldSetup, ReadingOptions } from './reading.ts';

/** How sessions were treated, and by what they are told apart. */
export type ExperimentPlan = FlagPlan | GroupPlan | SwitchPlan;

export interface FlagPlan {
  readonly design: 'ab' | 'holdback';
  readonly flag: string;
  /** The flag's value without the treatment; null: the one value that is called so. */
  readonly control: string | null;
  /** By the flag's values; null: equal ones. */
  readonly shares: ReadonlyMap<string, number> | null;
}

/** A difference in differences: groups that are treated from an instant on. One of `at` and `deploy` is null. */
export interface GroupPlan {
  readonly design: 'did';
  readonly group: ExperimentGroup;
  readonly treated: readonly string[];
  /** ISO. */
  readonly at: string | null;
  readonly deploy: string | null;
  /** What says that a session was treated; null: it is not recorded. */
  readonly flag: { readonly name: string; readonly value: string } | null;
  /** Whether it was drawn at random which groups are treated. */
  readonly randomised: boolean;
}

/** A flag that is switched for all sessions, or for those of a region. */
export interface SwitchPlan {
  readonly design: 'switchback';
  readonly flag: string;
  readonly control: string | null;
  readonly periodHours: number;
  readonly burnInHours: number;
  /** ISO, a whole hour at which a period begins; null: midnight of 1970-01-01 UTC, and so many periods later. */
  readonly at: string | null;
  /** Null: there are no regions. */
  readonly group: ExperimentGroup | null;
  readonly together: boolean;
}

/** What is asked of the sessions of an experiment. */
export interface OutcomeOptions extends ReadingOptions {
  /** `conversion`, `value` or a node of a breakdown; null: conversions. */
  readonly outcome: string | null;
  /** Null: all of them. */
  readonly route: string | null;
  readonly condition: string | null;
  /** A file that the result is also written to, as JSON. */
  readonly out: string | null;
}

export interface ExperimentOptions extends OutcomeOptions {
  readonly plan: ExperimentPlan;
}

/** What sessions are compared by. */
export type OutcomeSubject =
  | {
      readonly kind: 'conversion' | 'value';
      readonly name: string;
      readonly steps: number;
      readonly source: EventSource;
    }
  | { readonly kind: 'metric'; readonly name: string; readonly steps: number; readonly path: string };

const CENTS = 100;

/** @throws GateError `usage` for what sessions do not have, `no-events` */
export function outcomeSubject({ field }: FieldSetup, { outcome, route }: OutcomeOptions): OutcomeSubject {
  if (route !== null) assertDeclaredRoute(field.routes, route);
  const name = outcome ?? 'conversion';
  if (name !== 'conversion' && name !== 'value') return metricSubject(name);
  const { events } = field;
  if (events === null) throw new GateError('no-events', {}, { where: field.beacons.where });
  if (name === 'conversion') return { kind: 'conversion', name, steps: 1, source: events };
  if (events.value !== null) return { kind: 'value', name, steps: CENTS, source: events };
  const todo = 'Add for example `value: value` to `field.events`, or write --outcome conversion.';
  throw new GateError(
    'usage',
    { what: '--outcome is value, and field.events does not name a value.', todo },
    { where: events.where },
  );
}

function metricSubject(name: string): OutcomeSubject {
  const node = readBudgetPath(name);
  if (!('what' in node) && isFieldPath(node.path))
    return { kind: 'metric', name: node.path, steps: stepsOf(node.path), path: node.path };
  const what = `--outcome is ${quote(name)}, which sessions do not have.`;
  const todo =
    'Write --outcome conversion, --outcome value, or a metric or a part of one, for example --outcome lcp.ttfb.';
  throw new GateError('usage', { what, todo });
}

/** What values are in; null: the outcome is not money, or its currency is not known. */
export const currencyOf = (subject: OutcomeSubject): string | null =>
  subject.kind === 'value' ? subject.source.currency : null;

const CONTROLS: readonly string[] = ['control', 'off', 'holdback', 'false', '0'];

/**
 * The value of a flag that stands for no treatment.
 *
 * @throws GateError `usage` if it is not among the values, or if none or several of them are called so
 */
export function controlOf(values: readonly string[], { flag, control }: Pick<FlagPlan, 'flag' | 'control'>): string {
  if (control !== null) {
    if (values.includes(control)) return control;
    const what = `--control is ${quote(control)}, which the flag ${quote(flag)} never is.`;
    throw new GateError('usage', { what, todo: suggestion(control, values.map(named), 'It is') });
  }
  const found = values.filter((value) => CONTROLS.includes(value.toLowerCase()));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const of = `Its values are ${values.map(quote).join(', ')}.`;
  const what = `--control is missing, and ${found.length === 0 ? 'none' : 'not only one'} of the values of the flag ${quote(flag)} says that it is the control.`;
  throw new GateError('usage', { what, todo: `Name the value without the treatment with --control. ${of}` });
}

/** @throws GateError `usage` if a value of the flag has no share */
export function assertShares(values: readonly string[], { flag, shares }: FlagPlan): void {
  if (shares === null) return;
  const missing = values.filter((value) => !shares.has(value));
  if (missing.length === 0) return;
  const what = `--shares has no share of ${missing.map(quote).join(', ')}, which the flag ${quote(flag)} also is.`;
  throw new GateError('usage', { what, todo: `Give a share to each of ${values.map(quote).join(', ')}.` });
}

/** @throws GateError `usage` if no session is of a group that is treated */
export function assertTreated(
  groups: readonly string[],
  { group, treated }: Pick<GroupPlan, 'group' | 'treated'>,
): void {
  for (const each of treated) {
    if (groups.includes(each)) continue;
    const what = `--treated has ${quote(each)}, which is not a ${GROUP_WORDS[group]} of any session.`;
    throw new GateError('usage', { what, todo: suggestion(each, groups.map(named), 'There are') });
  }
}

const GROUP_WORDS: Readonly<Record<ExperimentGroup, string>> = {
  country: 'country',
  connection: 'connection',
  device: 'device',
  pageType: 'page type',
};

const named = (value: string): string => quote(value).slice(1, -1);

/** What a difference is: an effect if something was drawn at random. */
export function kindOf(plan: ExperimentPlan): 'effect' | 'association' {
  return plan.design === 'did' && !plan.randomised ? 'association' : 'effect';
}
