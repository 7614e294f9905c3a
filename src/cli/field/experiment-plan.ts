import { GateError } from '../../errors.ts';
import { DESIGNS, type Design } from '../../field/questions/experiment-names.ts';
import type { ExperimentPlan, FlagPlan, GroupPlan, SwitchPlan } from '../../field/commands/experiment-request.ts';
import type { ExperimentGroup } from '../../field/questions/experiment-names.ts';
import { quote } from '../../source/diagnostic.ts';

/** What tells how sessions were treated. */
export interface PlanFlags {
  readonly design?: Design;
  readonly flag?: string;
  readonly control?: string;
  readonly shares?: ReadonlyMap<string, number>;
  readonly group?: ExperimentGroup;
  readonly treated?: readonly string[];
  readonly at?: string;
  readonly deploy?: string;
  readonly value?: string;
  readonly randomised?: boolean;
  readonly period?: number;
  readonly burnIn?: number;
  readonly together?: boolean;
}

const OF_FLAG = ['flag', 'control', 'shares', 'controlShare'] as const;
const OWN: Readonly<Record<Design, readonly (keyof PlanFlags | 'controlShare')[]>> = {
  ab: OF_FLAG,
  holdback: OF_FLAG,
  did: ['group', 'treated', 'at', 'deploy', 'flag', 'value', 'randomised'],
  switchback: ['flag', 'control', 'period', 'burnIn', 'at', 'group', 'together'],
};

/** @throws GateError `usage` if the design lacks a flag, or has one of another design */
export function planOf({ design, ...flags }: PlanFlags): ExperimentPlan {
  if (design === undefined) throw missing('--design', `Write one of ${DESIGNS.join(', ')}, for example --design ab.`);
  assertOwnFlags(design, flags);
  if (design === 'did') return groupPlan(flags);
  return design === 'switchback' ? switchPlan(flags) : flagPlan(design, flags);
}

/** @throws GateError `usage` if a flag is one of other designs only */
export function assertOwnFlags(design: Design, flags: object): void {
  for (const name of Object.keys(flags)) {
    const designs = DESIGNS.filter((each) => OWN[each].some((own) => own === name));
    if (designs.length === 0 || designs.includes(design)) continue;
    const written = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const what = `--${written} is not for --design ${design}.`;
    throw new GateError('usage', { what, todo: `Leave it out. It is for --design ${designs.join(' and ')}.` });
  }
}

function flagPlan(design: FlagPlan['design'], { flag, control, shares }: PlanFlags): FlagPlan {
  if (flag === undefined) throw missingFlag();
  if (design === 'holdback' && shares === undefined)
    throw missing('--shares', 'Write what was planned, for example --shares control=5,on=95.');
  return { design, flag, control: control ?? null, shares: shares ?? null };
}

function groupPlan({ group, treated, at, deploy, flag, value, randomised = false }: PlanFlags): GroupPlan {
  if (group === undefined) throw missing('--group', 'Name what groups sessions, for example --group country.');
  if (treated === undefined) throw missing('--treated', 'Name the treated groups, for example --treated DE,AT.');
  if ((deploy === undefined) === (at === undefined)) {
    const what = deploy === undefined ? '--deploy and --at are missing.' : '--deploy and --at exclude each other.';
    const todo = 'Write one of them, for example --deploy 1a2b3c4 or --at 2026-11-01.';
    throw new GateError('usage', { what, todo });
  }
  if ((flag === undefined) !== (value === undefined))
    throw missing(
      flag === undefined ? '--flag' : '--value',
      'Write both, for example --flag hero --value b, or neither.',
    );
  const treatment = flag === undefined || value === undefined ? null : { name: flag, value };
  return { design: 'did', group, treated, at: at ?? null, deploy: deploy ?? null, flag: treatment, randomised };
}

function switchPlan({ flag, control, period, burnIn = 0, at, group, together = false }: PlanFlags): SwitchPlan {
  if (flag === undefined) throw missingFlag();
  if (period === undefined) throw missing('--period', 'Write how long a period is, for example --period 4h.');
  if (burnIn >= period)
    throw new GateError('usage', {
      what: '--burn-in is not shorter than --period, so that no session would be left.',
      todo: 'Write for example --period 4h --burn-in 1h.',
    });
  const begin = at === undefined ? null : wholeHour(at);
  const times = { periodHours: period, burnInHours: burnIn, at: begin };
  return { design: 'switchback', flag, control: control ?? null, ...times, group: group ?? null, together };
}

function wholeHour(at: string): string {
  if (at.endsWith(':00:00.000Z')) return at;
  const what = `--at is ${quote(at)}, which is not a whole hour (UTC).`;
  throw new GateError('usage', { what, todo: 'Periods begin at whole hours: write for example 2026-11-01T04:00:00Z.' });
}

const missingFlag = (): GateError => missing('--flag', 'Name the flag, for example --flag checkout.');

export function missing(flag: string, todo: string): GateError {
  return new GateError('usage', { what: `${flag} is missing.`, todo });
}
