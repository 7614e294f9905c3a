import { dirname, resolve } from 'node:path';

import { GateError } from '../../errors.ts';
import type { FieldConfig } from '../../model/field.ts';
import { loadRecords, type LoadTarget } from '../load/load.ts';
import type { Loaded } from '../load/writer.ts';
import { placed, sourceOf, type FieldSetup, type Place } from './reading.ts';

export interface LoadOptions {
  readonly config: string;
  /** The files to load, relative to the configuration; null: those of `field.beacons`. */
  readonly files: string | null;
  /** A file of Parquet to write; null: load into the database of `field.beacons`. */
  readonly parquet: string | null;
}

/**
 * Loads files of records into the database of the configuration, or into a file of Parquet. It may be repeated.
 *
 * @throws GateError `usage` unless it is clear from where and into what; as `loadRecords`
 */
export function loadFiles({ config, field }: FieldSetup, options: LoadOptions, place: Place): Promise<Loaded> {
  const { beacons } = field;
  const glob = options.files ?? (beacons.kind === 'files' ? beacons.glob : null);
  if (glob === null)
    throw new GateError('usage', {
      what: '--files is missing, and `field.beacons` is a database.',
      todo: 'Name the files to load, for example --files "field/**/*.ndjson".',
    });
  const except = field.deploys === null ? [] : [field.deploys];
  const folder = dirname(resolve(place.cwd, config.file));
  return placed(field, async () => {
    const target = targetOf(field, options, place);
    return options.files === null
      ? loadRecords({ glob, except }, target, folder)
      : ofOption(() => loadRecords({ glob, except }, target, folder), { glob, folder });
  });
}

/** Where `--files` matches nothing, the configuration is not to blame. */
async function ofOption<Answer>(
  load: () => Promise<Answer>,
  detail: { glob: string; folder: string },
): Promise<Answer> {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof GateError && cause.code === 'field-no-files')
      throw new GateError('load-no-files', detail, { cause });
    throw cause;
  }
}

function targetOf(field: FieldConfig, { parquet }: LoadOptions, place: Place): LoadTarget {
  if (parquet !== null) return { kind: 'parquet', file: resolve(place.cwd, parquet) };
  const source = sourceOf(field, place);
  if (source.kind !== 'files') return source;
  throw new GateError('usage', {
    what: 'There is nothing to load into, because `field.beacons` is files.',
    todo: 'Name a file with --parquet, or a database in the configuration: beacons: { postgres: { url-from: PGURL } }.',
  });
}
