import type { Command } from 'commander';

import { GateError } from '../../errors.ts';
import type { ItsOptions } from '../../field/commands/its-request.ts';
import { textOf } from '../values.ts';
import { environmentOption, instantOf, reportOptions, toReading, type ReadingFlags } from './reading-options.ts';

export interface ItsRequest {
  readonly name: 'its';
  readonly options: ItsOptions;
}

interface ItsFlags extends ReadingFlags {
  readonly metric: string;
  readonly route?: string;
  readonly condition?: string;
  readonly deploy?: string;
  readonly at?: string;
  readonly slope?: boolean;
}

const CODES = `
Exit codes:
  0  there is an estimate, established or not
  2  invalid usage or configuration     3  the page views cannot say
`;

export function addIts(command: Command, onRead: (request: ItsRequest) => void): void {
  reportOptions(command.description('Say what changed at one deploy or date, beside declared campaigns and holidays.'))
    .option('--metric <path>', 'a metric or a part of it, for example lcp.ttfb', textOf('--metric'), 'lcp')
    .option('--route <name>', 'the route', textOf('--route'))
    .option('--condition <name>', 'the condition (default: that of most page views)', textOf('--condition'))
    .option('--deploy <commit>', 'the deploy, by its commit', textOf('--deploy'))
    .option('--at <date>', 'a day (UTC) or an instant, in place of a deploy', instantOf('--at', 'T00:00:00Z'))
    .option('--slope', 'also estimate how the trend changed')
    .addOption(environmentOption())
    .addHelpText('after', CODES)
    .action((flags: ItsFlags) => onRead({ name: 'its', options: optionsOf(flags) }));
}

function optionsOf({ metric, route, condition, deploy, at, slope = false, ...flags }: ItsFlags): ItsOptions {
  if (route === undefined)
    throw new GateError('usage', { what: '--route is missing.', todo: 'Name a route, for example --route product.' });
  if ((deploy === undefined) === (at === undefined))
    throw new GateError('usage', {
      what: deploy === undefined ? '--deploy and --at are missing.' : '--deploy and --at exclude each other.',
      todo: 'Write one of them, for example --deploy 1a2b3c4 or --at 2026-11-01.',
    });
  const subject = { metric, route, condition: condition ?? null, deploy: deploy ?? null, at: at ?? null, slope };
  return { ...toReading(flags), ...subject };
}
