import type { Command } from 'commander';

import type { LoadOptions } from '../../field/commands/load.ts';
import { textOf } from '../values.ts';

export interface LoadRequest {
  readonly name: 'load';
  readonly options: LoadOptions;
}

interface LoadFlags {
  readonly config: string;
  readonly files?: string;
  readonly parquet?: string;
}

export function addLoad(command: Command, onRead: (request: LoadRequest) => void): void {
  command
    .description('Load files of records into the database of the configuration, or into a file of Parquet.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--files <glob>', 'the files, relative to the configuration (default: field.beacons)', textOf('--files'))
    .option('--parquet <file>', 'write this file, in place of a database', textOf('--parquet'))
    .option('--debug', 'print stack traces')
    .action(({ config, files, parquet }: LoadFlags) =>
      onRead({ name: 'load', options: { config, files: files ?? null, parquet: parquet ?? null } }),
    );
}
