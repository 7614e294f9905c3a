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

/** No build has more. */
const MAX_MAPS = 50_000;
/** Of all kinds, that are looked at. */
const MAX_ENTRIES = 1_000_000;
/** Folders that hold other people's files: `--source-maps .` is the root of a repository. */
const SKIPPED = new Set(['node_modules', '.git']);

/**
 * Maps are found by the name of the script, which has the hash of its content in most builds. Of several with that name
 * it is the one whose folders are the most like those of the URL.
 *
 * @param root of the repository
 * @param signal when it aborts, no more folders are read
 */
export async function openMapFolder(directory: string, root: string, signal?: AbortSignal): Promise<MapFolder> {
  const files = await mapsBelow(directory, signal);
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

/**
 * Those nearest to the top first. Links are not followed, because the folder may be one of a pull request, and what
 * packages ship is not looked at.
 */
async function mapsBelow(directory: string, signal: AbortSignal | undefined): Promise<string[]> {
  const maps: string[] = [];
  const folders = [''];
  let seen = 0;
  for (const folder of folders) {
    if (signal?.aborted === true || seen >= MAX_ENTRIES || maps.length >= MAX_MAPS) break;
    const entries = await readdir(path.join(directory, folder), { withFileTypes: true }).catch(() => []);
    seen += entries.length;
    for (const entry of entries) {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(file);
      else if (entry.isFile() && entry.name.endsWith('.map')) maps.push(file);
    }
  }
  return maps.slice(0, MAX_MAPS);
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
