import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { GateError, causeOf } from '../../errors.ts';

/**
 * A database's own package: it is native or large, so it is not a part of this program. It is looked for from the user's
 * folder, and then beside this program, where npm puts what a package may be used with.
 *
 * @throws GateError `field-package` if it is not there, or does not load
 */
export async function loadPackage<Module>(
  name: string,
  folder: string,
  database: string,
  program = import.meta.url,
): Promise<Module> {
  try {
    const path = resolveFrom(name, [join(folder, 'package.json'), program]);
    return (await import(pathToFileURL(path).href)) as Module;
  } catch (error) {
    const why = isNotThere(error) ? 'is not installed' : `does not load on this machine: ${causeOf(error)}`;
    throw new GateError('field-package', { name, database, why }, { cause: error });
  }
}

/** @throws what Node throws if it is at none of the places */
function resolveFrom(name: string, [place = import.meta.url, ...others]: readonly string[]): string {
  try {
    return createRequire(place).resolve(name);
  } catch (error) {
    if (others.length === 0 || !isNotThere(error)) throw error;
    return resolveFrom(name, others);
  }
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}
