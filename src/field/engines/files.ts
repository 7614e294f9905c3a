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
  source: { readonly glob: string; readonly except?: readonly string[]; readonly exceptGlob?: string },
  folder: string,
): Promise<FieldFiles> {
  const found = await matchesOf(source.glob, folder);
  const except = new Set(source.except?.map((path) => resolve(folder, path)));
  if (source.exceptGlob !== undefined) for (const path of await matchesOf(source.exceptGlob, folder)) except.add(path);
  const files = found.filter((path) => !except.has(path));
  if (files.length === 0) throw new GateError('field-no-files', { glob: source.glob, folder });
  return { parquet: files.filter(isParquet), ndjson: files.filter((path) => !isParquet(path)) };
}

/** Files that a glob matches, sorted, by their absolute paths. */
export async function matchesOf(pattern: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true }))
    if (!entry.isDirectory()) found.push(resolve(folder, entry.parentPath, entry.name));
  return found.toSorted();
}

export function isParquet(path: string): boolean {
  return path.endsWith('.parquet');
}
