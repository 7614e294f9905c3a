import type { Command } from 'commander';

import { GateError } from '../errors.ts';
import type { SuggestOptions } from '../suggest/options.ts';
import { textOf } from './values.ts';

interface SuggestFlags {
  readonly config: string;
  readonly from?: string;
  readonly crux?: string | true;
  readonly field?: boolean;
  readonly write?: boolean;
}

export function addBudgets(command: Command, onRead: (options: SuggestOptions) => void): void {
  command.description('Set budgets by what was measured.').helpOption('-h, --help', 'print this help');
  command
    .command('suggest')
    .description('Suggest limits, tolerances, blocks and minutes, and say why; change nothing without --write.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--from <dir>', 'the output folder of calibrate (default: vitals-gate-out)', textOf('--from'))
    .option('--crux [file]', 'a saved response of the CrUX API, or - for standard input', textOf('--crux'))
    .option('--field', 'the page views that `field` in the configuration names')
    .option('--write', 'write the suggestions into the configuration; on a terminal, ask first')
    .option('--debug', 'print stack traces')
    .action(({ config, from, crux, field = false, write = false }: SuggestFlags) => {
      if (crux !== undefined && field)
        throw new GateError('usage', {
          what: '--crux and --field are both of visitors, so they cannot be combined.',
          todo: 'Leave one out.',
        });
      onRead({ config, from: from ?? null, crux: crux === true ? '' : (crux ?? null), field, write });
    });
}
