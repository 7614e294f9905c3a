import type { Command } from 'commander';

import { GateError } from '../../errors.ts';
import type { PacketOptions } from '../../field/commands/packet-request.ts';
import { listOf, textOf } from '../values.ts';
import { environmentOption, instantOf } from './reading-options.ts';

export interface PacketRequest {
  readonly name: 'packet';
  readonly options: PacketOptions;
}

interface PacketFlags {
  readonly config: string;
  readonly out?: string;
  readonly route?: string;
  readonly metric?: string;
  readonly condition?: string;
  readonly lab?: string;
  readonly with?: readonly string[];
  readonly until?: string;
  readonly environment?: string;
}

const CODES = `
Exit codes:
  0  the packet is written, whether its price is established or not
  2  invalid usage or configuration
  3  the packet is written, and says that the page views and events cannot answer
`;

export function addPacket(command: Command, onRead: (request: PacketRequest) => void): void {
  command
    .description('Write what a route costs as a page to sign, with an appendix and the files behind it.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--out <dir>', 'the folder that is written', textOf('--out'))
    .option('--route <name>', 'the route that sessions landed on (default: the only one)', textOf('--route'))
    .option('--metric <path>', 'a metric or a part of it, in ms (default: lcp)', textOf('--metric'))
    .option('--condition <name>', 'the condition (default: all of them together)', textOf('--condition'))
    .option('--lab <dir>', 'the output folder of a run, for the ratio of the lab to the field', textOf('--lab'))
    .option('--with <file>', 'JSON of field experiment, power or its; may be repeated', listOf('--with'))
    .option(
      '--until <date>',
      'the last day (UTC) or instant of the window (default: the newest page view)',
      instantOf('--until', 'T23:59:59.999Z'),
    )
    .addOption(environmentOption())
    .option('--debug', 'print stack traces')
    .addHelpText('after', CODES)
    .action((flags: PacketFlags) => onRead({ name: 'packet', options: optionsOf(flags) }));
}

function optionsOf({
  config,
  out,
  route,
  metric,
  condition,
  lab,
  until,
  environment,
  ...flags
}: PacketFlags): PacketOptions {
  if (out === undefined)
    throw new GateError('usage', {
      what: '--out is missing.',
      todo: 'Name the folder that is written, for example --out packet.',
    });
  return {
    config,
    out,
    route: route ?? null,
    metric: metric ?? null,
    condition: condition ?? null,
    lab: lab ?? null,
    with: flags.with ?? [],
    until: until ?? null,
    environment: environment ?? null,
  };
}
