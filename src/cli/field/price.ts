import type { Command } from 'commander';

import { GateError } from '../../errors.ts';
import type { PriceOptions } from '../../field/commands/price-request.ts';
import { textOf } from '../values.ts';
import { reportOptions, toReading, type ReadingFlags } from './reading-options.ts';

export interface PriceRequest {
  readonly name: 'price';
  readonly options: PriceOptions;
}

interface PriceFlags extends ReadingFlags {
  readonly metric: string;
  readonly route?: string;
  readonly condition?: string;
  readonly out?: string;
}

const CODES = `
Exit codes:
  0  there is a coefficient, established or not
  2  invalid usage or configuration     3  the page views and events cannot say
`;

export function addPrice(command: Command, onRead: (request: PriceRequest) => void): void {
  reportOptions(command.description('Say what slower pages cost in conversions and money, as an interval.'))
    .option('--metric <path>', 'a metric or a part of it, in ms, for example lcp.ttfb', textOf('--metric'), 'lcp')
    .option('--route <name>', 'the route that sessions landed on', textOf('--route'))
    .option('--condition <name>', 'the condition (default: all of them together)', textOf('--condition'))
    .option('--lab <dir>', 'the output folder of a run, for the ratio of the lab to the field', textOf('--lab'))
    .option('--out <file>', 'write the price as JSON, too', textOf('--out'))
    .addHelpText('after', CODES)
    .action((flags: PriceFlags) => onRead({ name: 'price', options: optionsOf(flags) }));
}

function optionsOf({ metric, route, condition, out, ...flags }: PriceFlags): PriceOptions {
  if (route === undefined)
    throw new GateError('usage', { what: '--route is missing.', todo: 'Name a route, for example --route product.' });
  return { ...toReading(flags), metric, route, condition: condition ?? null, out: out ?? null };
}
