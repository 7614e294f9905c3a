import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { commonNames, sameText } from './candidates.ts';
import { withoutLink } from './map-link.ts';
import { MAX_MAP_BYTES } from './parse-map.ts';

/** Source maps that were built, but not deployed. */
export interface MapFolder {
  /** The map of a script by the path of its URL, with `/`; null if there is none, or several that fit equally well. */
  readonly mapOf: (script: string, text: string | null) => Promise<FolderMap | null>;
}

interface FolderMap {
  readonly bytes: Buffer | 'too-large';
  /** The folder it is in, from the root of the repository if it is inside. */
  readonly base: string;
}

/** No build has more; a folder with node_modules does. */
const MAX_FILES = 50_000;

/**
 * Maps are found by the name of the script, which has the hash of its content in most builds. Of several with that name
 * it is the one whose folders are the most like those of the URL.
 *
 * @param root of the repository
 */
export async function openMapFolder(directory: string, root: string): Promise<MapFolder> {
  const files = await mapsBelow(directory);
  const names = Map.groupBy(files, (file) => path.posix.basename(file));
  const placed = path.relative(root === '' ? directory : root, await realpath(directory).catch(() => directory));
  const above = placed.startsWith('..') || path.isAbsolute(placed) ? '' : placed.replaceAll(path.sep, '/');
  return {
    mapOf: async (script, text) => {
      const wanted = `${script}.map`;
      const file = closest(names.get(path.posix.basename(wanted)) ?? [], wanted);
      if (file === null || !(await isOf(path.join(directory, file.replace(/\.map$/, '')), text))) return null;
      const bytes = await readMap(path.join(directory, file));
      return bytes === null ? null : { bytes, base: path.posix.join(above, path.posix.dirname(file)) };
    },
  };
}

/** Without following links: the folder may be one of a pull request. */
async function mapsBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .slice(0, MAX_FILES)
    .filter((entry) => entry.isFile() && entry.name.endsWith('.map'))
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}

function closest(files: readonly string[], wanted: string): string | null {
  const likeness = new Map(files.map((file) => [file, commonNames(file, wanted)]));
  const best = Math.max(...likeness.values());
  const [found, ...others] = files.filter((file) => likeness.get(file) === best);
  return found === undefined || others.length > 0 ? null : found;
}

/** Whether the script beside the map, if there is one, is what was served: names without hashes are the same in all builds. */
async function isOf(script: string, text: string | null): Promise<boolean> {
  const built = text === null ? null : await readFile(script, 'utf8').catch(() => null);
  return text === null || built === null || sameText(withoutLink(built), withoutLink(text));
}

async function readMap(file: string): Promise<FolderMap['bytes'] | null> {
  try {
    return (await stat(file)).size > MAX_MAP_BYTES ? 'too-large' : await readFile(file);
  } catch {
    return null;
  }
}
