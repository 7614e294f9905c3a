import type { Command } from 'commander';

import { GateError } from '../errors.ts';
import type { RecordOptions } from '../field/deploys/record.ts';
import { quote } from '../source/diagnostic.ts';
import { isDay, shaOf, textOf } from './values.ts';

/** What the `deploy` commands ask for. */
export interface DeployRequest {
  readonly name: 'deploy-record';
  readonly options: RecordOptions;
}

interface RecordFlags {
  readonly sha?: string;
  readonly environment: string;
  readonly previous?: string;
  readonly out: string;
  readonly time?: string;
}

export function addDeploy(command: Command, onRead: (request: DeployRequest) => void): void {
  command
    .description('Keep the list of deploys that `field deploys` reads.')
    .helpOption('-h, --help', 'print this help');
  command
    .command('record')
    .description('Append a commit that went live to the list of deploys, with what changed since the one before.')
    .helpOption('-h, --help', 'print this help')
    .option('--sha <commit>', 'the commit that went live (default: GITHUB_SHA, otherwise HEAD)', shaOf('--sha'))
    .option('--environment <name>', 'where it went live', textOf('--environment'), 'production')
    .option(
      '--previous <commit>',
      'what was live there before (default: the last one in the list)',
      shaOf('--previous'),
    )
    .option('--out <file>', 'the list of deploys', textOf('--out'), 'field/deploys.ndjson')
    .option('--time <time>', 'when it went live, for example 2026-11-01T10:00:00Z (default: now)', timeOf)
    .option('--debug', 'print stack traces')
    .action(({ sha, environment, previous, out, time }: RecordFlags) => {
      const at = time ?? new Date().toISOString();
      const options = { sha: sha || null, environment, previous: previous || null, out, at };
      onRead({ name: 'deploy-record', options });
    });
}

function timeOf(value: string): string {
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(value);
  if (isTime && isDay(value) && !Number.isNaN(Date.parse(value))) return new Date(value).toISOString();
  const what = `--time is ${quote(value)}, which is not a time with its offset.`;
  throw new GateError('usage', { what, todo: 'Write for example --time 2026-11-01T10:00:00Z.' });
}
