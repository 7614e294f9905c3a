import type { Command } from 'commander';

import { GateError } from '../../errors.ts';
import type { ExperimentOptions, ExperimentPlan, OutcomeOptions } from '../../field/commands/experiment-request.ts';
import { quote } from '../../source/diagnostic.ts';
import { choiceOf, textOf } from '../values.ts';
import { reportOptions, toReading, type ReadingFlags } from './reading-options.ts';

export interface ExperimentRequest {
  readonly name: 'experiment';
  readonly options: ExperimentOptions;
}

const DESIGNS = ['ab', 'holdback'] as const;

export interface OutcomeFlags extends ReadingFlags {
  readonly outcome?: string;
  readonly route?: string;
  readonly condition?: string;
  readonly out?: string;
}

interface ExperimentFlags extends OutcomeFlags {
  readonly design?: (typeof DESIGNS)[number];
  readonly flag?: string;
  readonly control?: string;
  readonly shares?: ReadonlyMap<string, number>;
}

const CODES = `
Exit codes:
  0  there is an effect with its interval, established or not
  2  invalid usage or configuration     3  the sessions cannot say
`;

export function addExperiment(command: Command, onRead: (request: ExperimentRequest) => void): void {
  outcomeOptions(command.description('Say what a treatment changed: A/B test, holdback.'))
    .option('--design <design>', `how sessions were treated: ${DESIGNS.join(', ')}`, (value) =>
      choiceOf('--design', value, DESIGNS),
    )
    .option('--flag <name>', 'the flag that says how a session was treated', textOf('--flag'))
    .option('--control <value>', "the flag's value without the treatment", textOf('--control'))
    .option('--shares <list>', 'the planned shares, for example control=10,on=90 (ab: equal ones)', sharesOf)
    .addHelpText('after', CODES)
    .action((flags: ExperimentFlags) => onRead({ name: 'experiment', options: optionsOf(flags) }));
}

/** What every command takes that asks for outcomes of sessions. */
export function outcomeOptions(command: Command): Command {
  return reportOptions(command)
    .option(
      '--outcome <name>',
      'conversion, value, or a metric or a part of it of the landing view (default: conversion)',
      textOf('--outcome'),
    )
    .option('--route <name>', 'the route that sessions landed on (default: any)', textOf('--route'))
    .option('--condition <name>', 'the condition (default: all of them together)', textOf('--condition'))
    .option('--out <file>', 'write the result as JSON, too', textOf('--out'));
}

function optionsOf({ design, flag, control, shares, ...flags }: ExperimentFlags): ExperimentOptions {
  if (design === undefined) throw missing('--design', `Write one of ${DESIGNS.join(', ')}, for example --design ab.`);
  return { ...toOutcome(flags), plan: planOf({ design, flag, control, shares }) };
}

function planOf({
  design,
  flag,
  control,
  shares,
}: {
  readonly design: (typeof DESIGNS)[number];
  readonly flag: string | undefined;
  readonly control: string | undefined;
  readonly shares: ReadonlyMap<string, number> | undefined;
}): ExperimentPlan {
  if (flag === undefined) throw missing('--flag', 'Name the flag, for example --flag checkout.');
  if (design === 'holdback' && shares === undefined)
    throw missing('--shares', 'Write what was planned, for example --shares control=5,on=95.');
  return { design, flag, control: control ?? null, shares: shares ?? null };
}

export function toOutcome({ outcome, route, condition, out, ...flags }: OutcomeFlags): OutcomeOptions {
  return {
    ...toReading(flags),
    outcome: outcome ?? null,
    route: route ?? null,
    condition: condition ?? null,
    out: out ?? null,
  };
}

export function missing(flag: string, todo: string): GateError {
  return new GateError('usage', { what: `${flag} is missing.`, todo });
}

/** `control=50,b=50`; the last `=` counts, because values may have one. */
function sharesOf(value: string): ReadonlyMap<string, number> {
  const shares = value.split(',').map((pair): [string, number] => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, Math.max(0, at)).trim(), at < 0 ? Number.NaN : numberIn(pair.slice(at + 1))];
  });
  const isShare = ([arm, share]: readonly [string, number]): boolean => arm !== '' && share > 0;
  if (shares.every(isShare) && shares.length > 1 && new Map(shares).size === shares.length) return new Map(shares);
  const what = `--shares is ${quote(value)}, which does not give one share each to two or more values.`;
  throw new GateError('usage', { what, todo: 'Write for example --shares control=50,b=50.' });
}

/** NaN unless it is a plain number. */
const numberIn = (text: string): number => (/^\s*\d{1,9}(?:\.\d{1,9})?\s*$/.test(text) ? Number(text) : Number.NaN);
