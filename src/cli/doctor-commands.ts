import type { Command } from 'commander';

import type { DoctorOptions } from '../doctor/known.ts';
import { textOf } from './values.ts';

const NOTE = `
It takes about 20 seconds and changes nothing.

Exit codes:
  0  nothing fails                      3  a check fails
  2  invalid usage
`;

export interface DoctorRequest {
  readonly options: DoctorOptions;
  /** Whether the checks are written as JSON. */
  readonly json: boolean;
}

interface DoctorFlags {
  readonly config: string;
  readonly chromePath?: string;
  readonly json?: boolean;
}

export function addDoctor(command: Command, onRead: (request: DoctorRequest) => void): void {
  command
    .description('Check what a run needs (Chrome, git, permissions, deploys), and how noisy this machine is.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--json', 'write the checks as JSON, and nothing else')
    .option('--chrome-path <file>', 'the Chrome to use', textOf('--chrome-path'))
    .option('--debug', 'print stack traces')
    .addHelpText('after', NOTE)
    .action(({ config, chromePath, json }: DoctorFlags) =>
      onRead({ options: { config, chromePath: chromePath ?? null }, json: json === true }),
    );
}
