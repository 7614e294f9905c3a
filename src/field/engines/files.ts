import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';

import { GateError } from '../../errors.ts';

export interface FieldFiles {
  readonly ndjson: readonly string[];
  readonly parquet: readonly string[];
}

/**
 * The files that a glob matches, sorted, by their absolute paths.
 *
 * @throws GateError `field-no-files` if there are none
 */
export async function filesOf(
  source: { readonly glob: string; readonly except?: readonly string[] },
  folder: string,
): Promise<FieldFiles> {
  const except = new Set(source.except?.map((path) => resolve(folder, path)));
  const found: string[] = [];
  for await (const entry of glob(source.glob, { cwd: folder, withFileTypes: true }))
    if (!entry.isDirectory()) found.push(resolve(folder, entry.parentPath, entry.name));
  const files = found.filter((path) => !except.has(path)).toSorted();
  if (files.length === 0) throw new GateError('field-no-files', { glob: source.glob, folder });
  return { parquet: files.filter(isParquet), ndjson: files.filter((path) => !isParquet(path)) };
}

function isParquet(path: string): boolean {
  return path.endsWith('.parquet');
}
