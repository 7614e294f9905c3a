import { Option, type Command } from 'commander';

import { DESIGNS } from '../../field/questions/experiment-names.ts';
import type { ExperimentOptions, OutcomeOptions } from '../../field/commands/experiment-request.ts';
import { GROUPS } from '../../field/questions/experiment-names.ts';
import { choiceOf, textOf } from '../values.ts';
import { planOf, type PlanFlags } from './experiment-plan.ts';
import { hoursOf, namesOf, sharesOf } from './experiment-values.ts';
import { environmentOption, instantOf, reportOptions, toReading, type ReadingFlags } from './reading-options.ts';

export interface ExperimentRequest {
  readonly name: 'experiment';
  readonly options: ExperimentOptions;
}

export interface OutcomeFlags extends ReadingFlags {
  readonly outcome?: string;
  readonly route?: string;
  readonly condition?: string;
  readonly out?: string;
}

const CODES = `
Exit codes:
  0  there is a difference with its interval, established or not
  2  invalid usage or configuration     3  the sessions cannot say
`;

export function addExperiment(command: Command, onRead: (request: ExperimentRequest) => void): void {
  const about = 'Say what a treatment changed in the outcomes of sessions: conversions, their value, or a metric.';
  designOptions(outcomeOptions(command.description(about)))
    .option('--flag <name>', 'the flag that says how a session was treated', textOf('--flag'))
    .option('--control <value>', "the flag's value without the treatment", textOf('--control'))
    .option('--shares <list>', 'ab, holdback: the planned shares, for example control=10,on=90', sharesOf)
    .option('--deploy <commit>', 'did: the deploy with which the treatment began', textOf('--deploy'))
    .option('--at <date>', 'did: when it began; switchback: when a period begins', instantOf('--at', 'T00:00:00Z'))
    .option('--value <value>', "did: the flag's value of treated sessions", textOf('--value'))
    .option('--randomised', 'did: it was drawn at random which groups are treated')
    .option('--burn-in <hours>', 'switchback: hours of each period that are left out', hoursOf('--burn-in'))
    .option('--together', 'switchback: all groups switch at the same time')
    .addOption(environmentOption())
    .addHelpText('after', CODES)
    .action((flags: OutcomeFlags & PlanFlags) =>
      onRead({ name: 'experiment', options: { ...toOutcome(flags), plan: planOf(flags) } }),
    );
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

/** What tells designs apart, whether they are planned or over. */
export function designOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--design <design>', DESIGNS.join(', ')).argParser((value) => choiceOf('--design', value, DESIGNS)),
    )
    .addOption(
      new Option('--group <dimension>', `did, switchback: ${GROUPS.join(', ')}`).argParser((value) =>
        choiceOf('--group', value, GROUPS),
      ),
    )
    .option('--treated <list>', 'did: the groups that are treated, for example DE,AT', namesOf('--treated'))
    .option('--period <hours>', 'switchback: how long a period is, for example 4h', hoursOf('--period'));
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
