import type { Command } from 'commander';

import { GateError } from '../errors.ts';
import { textOf } from './values.ts';

const NOTE = `
It reads the branch as git has it: fetch it first.

Exit codes:
  0  read, also if the history has not begun      3  the history cannot be read
  2  invalid usage or configuration
`;

/** What is read, and where it goes. */
export interface HistoryShow {
  readonly name: 'show';
  /** Null: what the configuration says, if there is one. */
  readonly dir: string | null;
  readonly branch: string | null;
  readonly config: { readonly file: string; readonly isAsked: boolean };
  readonly html: string | null;
  readonly json: boolean;
}

interface HistoryRecord {
  readonly name: 'record';
  readonly folder: string;
  readonly dir: string;
  readonly runner: string | null;
}

export type HistoryRequest = HistoryShow | HistoryRecord;

interface ShowFlags {
  readonly dir?: string;
  readonly branch?: string;
  readonly config: string;
  readonly html?: string;
  readonly json?: boolean;
}

interface RecordFlags {
  readonly runner?: string;
}

export function addHistory(command: Command, onRead: (request: HistoryRequest) => void): void {
  command
    .description('Show how the default branch changed against the anchor build: drifts, and what crept in.')
    .helpOption('-h, --help', 'print this help')
    .option('--dir <folder>', 'the folder of the history, instead of a branch', textOf('--dir'))
    .option('--branch <name>', 'the branch of the history (default: vitals-gate-history)', textOf('--branch'))
    .option('--config <file>', 'the configuration, for its section history', textOf('--config'), 'vitals-gate.yml')
    .option('--html <file>', 'write a page with a chart of each metric', textOf('--html'))
    .option('--json', 'write everything as JSON, and nothing else')
    .option('--debug', 'print stack traces')
    .addHelpText('after', NOTE)
    .action((flags: ShowFlags) => onRead(showOf(flags, command.getOptionValueSource('config') === 'cli')));
  command
    .command('record')
    .description('Add a run to the history in a folder.')
    .helpOption('-h, --help', 'print this help')
    .argument('<run>', 'the output folder of a run whose base is the anchor build', textOf('<run>'))
    .option(
      '--runner <label>',
      'what measured; entries of different runners are not compared (default: this machine)',
      textOf('--runner'),
    )
    .option('--debug', 'print stack traces')
    .action((folder: string, { runner }: RecordFlags) => {
      const { dir } = command.opts<ShowFlags>();
      if (dir === undefined)
        throw new GateError('usage', {
          what: '`history record` needs --dir.',
          todo: 'Name the folder of the history.',
        });
      onRead({ name: 'record', folder, dir, runner: runner ?? null });
    });
}

function showOf({ dir, branch, config, html, json }: ShowFlags, isAsked: boolean): HistoryShow {
  if (dir !== undefined && branch !== undefined)
    throw new GateError('usage', { what: '--dir and --branch exclude each other.', todo: 'Leave one out.' });
  return {
    name: 'show',
    dir: dir ?? null,
    branch: branch ?? null,
    config: { file: config, isAsked },
    html: html ?? null,
    json: json === true,
  };
}
