import type { Command, Option } from 'commander';

import { GateError } from '../../errors.ts';
import { DESIGNS } from '../../field/questions/experiment-names.ts';
import type { PowerPlan } from '../../field/analyses/experiment/power.ts';
import type { PowerOptions } from '../../field/commands/power.ts';
import type { ExperimentGroup } from '../../field/questions/experiment-names.ts';
import { quote } from '../../source/diagnostic.ts';
import { designOptions, outcomeOptions, toOutcome, type OutcomeFlags } from './experiment.ts';
import { assertOwnFlags, missing, type PlanFlags } from './experiment-plan.ts';

export interface PowerRequest {
  readonly name: 'power';
  readonly options: PowerOptions;
}

type PowerFlags = OutcomeFlags &
  Pick<PlanFlags, 'design' | 'group' | 'treated' | 'period' | 'together'> & {
    readonly controlShare?: number;
    readonly effect?: number;
    readonly days: readonly number[];
    readonly power: number;
  };

const CODES = `
Exit codes:
  0  there is a smallest effect
  2  invalid usage or configuration     3  the sessions cannot say
`;

export function addPower(command: Command, onRead: (request: PowerRequest) => void): void {
  const about = 'Say what an experiment would find, and in how many days, by what sessions differ by now.';
  designOptions(outcomeOptions(command.description(about)))
    .option('--control-share <percent>', 'ab, holdback: of control (default: 50, 10)', percentOf('--control-share'))
    .option('--together', 'switchback: all groups switch at the same time')
    .option('--effect <percent>', 'an effect, relative to the mean: how many days it takes', percentOf('--effect'))
    .addOption(daysOption(command))
    .addOption(powerOption(command))
    .addHelpText('after', CODES)
    .action((flags: PowerFlags) => onRead({ name: 'power', options: optionsOf(flags) }));
}

/** The defaults are shown as they would be written. */
const daysOption = (command: Command): Option =>
  command
    .createOption('--days <list>', 'the smallest effect after so many days')
    .argParser(daysOf)
    .default([7, 14, 28], '7,14,28');

const powerOption = (command: Command): Option =>
  command
    .createOption('--power <percent>', 'how likely the effect is to be found')
    .argParser(percentOf('--power'))
    .default(0.8, '80');

function optionsOf({ days, power, effect, group, ...flags }: PowerFlags): PowerOptions {
  const asked = { days, power, effect: effect ?? null, group: group ?? null };
  return { ...toOutcome(flags), ...asked, plan: planOf({ ...flags, ...(group === undefined ? {} : { group }) }) };
}

function planOf(flags: Omit<PowerFlags, 'days' | 'power' | 'effect'>): PowerPlan {
  const { design, group, treated, period, together = false, controlShare } = flags;
  if (design === undefined) throw missing('--design', `Write one of ${DESIGNS.join(', ')}, for example --design ab.`);
  assertOwnFlags(design, flags);
  if (design === 'did') return { design, treated: treatedOf(group, treated) };
  if (design !== 'switchback') return { design, controlShare: controlShare ?? (design === 'ab' ? 0.5 : 0.1) };
  if (period === undefined) throw missing('--period', 'Write how long a period is, for example --period 4h.');
  return { design, periodHours: period, isGrouped: group !== undefined, together };
}

function treatedOf(group: ExperimentGroup | undefined, treated: readonly string[] | undefined): readonly string[] {
  if (group === undefined) throw missing('--group', 'Name what groups sessions, for example --group country.');
  if (treated === undefined) throw missing('--treated', 'Name the treated groups, for example --treated DE,AT.');
  return treated;
}

/** `2%` or `2` as 0.02. */
function percentOf(flag: string): (value: string) => number {
  return (value) => {
    const [, number = ''] = /^(\d{1,3}(?:\.\d{1,6})?) ?%?$/.exec(value) ?? [];
    const fraction = number === '' ? Number.NaN : Number(number) / 100;
    if (fraction > 0 && fraction < 1) return fraction;
    const what = `${flag} is ${quote(value)}, which is not a percentage between 0 and 100.`;
    throw new GateError('usage', { what, todo: `Write for example ${flag} ${EXAMPLES[flag] ?? '10'}.` });
  };
}

const EXAMPLES: Readonly<Record<string, string>> = { '--effect': '2%', '--power': '80' };
const MOST_DAYS = 3650;

function daysOf(value: string): readonly number[] {
  const days = [...new Set(value.split(',').map((text) => (/^\s*\d{1,4}\s*$/.test(text) ? Number(text) : Number.NaN)))];
  if (days.every((each) => each >= 1 && each <= MOST_DAYS)) return days.toSorted((one, other) => one - other);
  const what = `--days is ${quote(value)}, which is not a list of whole numbers from 1 to ${MOST_DAYS}.`;
  throw new GateError('usage', { what, todo: 'Write for example --days 7,14,28.' });
}
