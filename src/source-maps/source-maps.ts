import type { Environment } from '../git/git.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { stripQuery } from '../text/strip-query.ts';
import { findSource } from './find-source.ts';
import { loadMap, type FetchMap, type LoadedMap } from './load-map.ts';
import { openMapFolder, type MapFolder } from './map-folder.ts';
import type { NoFileReason, OriginalPlace, Position, ServedScript } from './original-place.ts';
import { openRepositoryFiles, type RepositoryFiles } from './repository-files.ts';
import { findServed, type ServedFile } from './find-served.ts';
import { after, excerptOf, withinText } from './served-text.ts';
import { pathsOf } from './source-path.ts';

export interface SourceMapOptions {
  /** Absolute path of the work tree. */
  readonly repository: string;
  /** The commit that was served; null: the files of the work tree. */
  readonly commit?: string | null;
  /** Absolute path of a folder with maps that were built, but not deployed. */
  readonly directory: string | null;
  readonly deployUrls: readonly string[];
  readonly fetchMap: FetchMap;
  readonly env: Environment;
  /** When it aborts, no more files are read. */
  readonly signal?: AbortSignal;
}

/** From served code to the repository. */
export interface SourceMaps {
  /** Never rejects: what a page serves is a claim, and where it does not hold there is no file. */
  readonly originalOf: (script: ServedScript, position: Position) => Promise<OriginalPlace>;
  /** What a script is made of, as its map says; empty without one. Never rejects. */
  readonly sourcesOf: (script: ServedScript) => Promise<readonly ScriptSource[]>;
}

/** A source of a script. */
export interface ScriptSource {
  /** Its path as far as the map tells it, the same in every build: `src/cart.ts`, `node_modules/moment/moment.js`. */
  readonly path: string;
  /** How many characters of the script come from it. */
  readonly chars: number;
  /** The file of the repository that it is; null where it is none. */
  readonly file: () => Promise<string | null>;
}

type Place = Pick<OriginalPlace, 'file' | 'line' | 'column' | 'name'>;
type Outcome = Place | { readonly why: NoFileReason };

const MAX_NAME = 200;
/** Of all maps together: a page may have hundreds of scripts. */
const MAX_KEPT_BYTES = 640 * 1024 * 1024;

/** Each map is read once, and each script's own text is looked for once, for all positions in it. */
export function openSourceMaps(options: SourceMapOptions): SourceMaps {
  const known = new Map<string, KnownScript[]>();
  let opened: Promise<Opened> | undefined;
  let keptBytes = 0;
  const keeps = (bytes: number): boolean => {
    if (keptBytes + bytes > MAX_KEPT_BYTES) return false;
    keptBytes += bytes;
    return true;
  };
  const scriptOf = async (script: ServedScript): Promise<KnownScript> => {
    opened ??= open(options);
    const { files, folder } = await opened;
    const others = known.get(script.url) ?? [];
    const same = others.find((each) => isSame(each.script, script));
    const found = same ?? knownScript(script, files, { ...options, folder, keeps });
    if (same === undefined) known.set(script.url, [...others, found]);
    return found;
  };
  return {
    originalOf: async (script, position) => {
      const { line, column } = position;
      const outcome = await scriptOf(script)
        .then((found) => placeIn(found, position))
        .catch((): Outcome => ({ why: 'malformed' }));
      const url = stripQuery(script.url);
      if (!('why' in outcome)) return { ...outcome, url, excerpt: '', why: null };
      const excerpt = excerptOf(script.text, withinText(script, position));
      return { file: null, line, column, name: null, url, excerpt, why: outcome.why };
    },
    sourcesOf: (script) =>
      scriptOf(script)
        .then(({ sources }) => sources())
        .catch(() => []),
  };
}

function isSame(one: ServedScript, other: ServedScript): boolean {
  const isThere = one.start?.line === other.start?.line && one.start?.column === other.start?.column;
  return isThere && one.sourceMap === other.sourceMap && one.text === other.text;
}

interface Opened {
  readonly files: RepositoryFiles;
  readonly folder: MapFolder | null;
}

async function open({ repository, commit = null, directory, env, signal }: SourceMapOptions): Promise<Opened> {
  const files = await openRepositoryFiles(repository, commit, env, signal);
  return { files, folder: directory === null ? null : await openMapFolder(directory, files.root, signal) };
}

interface KnownScript {
  readonly script: ServedScript;
  readonly files: RepositoryFiles;
  readonly map: () => Promise<LoadedMap>;
  readonly sources: () => Promise<readonly ScriptSource[]>;
  /** The file that is served as it is. */
  readonly served: () => Promise<ServedFile | null>;
}

function knownScript(
  script: ServedScript,
  files: RepositoryFiles,
  options: Parameters<typeof loadMap>[1] & Pick<SourceMapOptions, 'signal'>,
): KnownScript {
  let map: Promise<LoadedMap> | undefined;
  let sources: Promise<readonly ScriptSource[]> | undefined;
  let served: Promise<ServedFile | null> | undefined;
  const mapOnce = (): Promise<LoadedMap> => (map ??= loadMap(script, options));
  return {
    script,
    files,
    map: mapOnce,
    sources: () => (sources ??= sourcesIn(script, files, mapOnce, options.signal)),
    served: () => (served ??= findServed(files, script)),
  };
}

/** By its map; otherwise by the text, which may be a file of the repository. */
async function placeIn({ script, files, map, served }: KnownScript, position: Position): Promise<Outcome> {
  const within = withinText(script, position);
  if (within === null) return { why: 'unmapped' };
  const mapped = await mappedPlace(await map(), files, within);
  if (!('why' in mapped)) return mapped;
  const own = await served();
  return own === null ? mapped : { file: own.file, ...after(own.start, within), name: null };
}

/** Rejects when `signal` has aborted, because a map may have millions of segments. */
async function sourcesIn(
  script: ServedScript,
  files: RepositoryFiles,
  map: () => Promise<LoadedMap>,
  signal: AbortSignal | undefined,
): Promise<ScriptSource[]> {
  signal?.throwIfAborted();
  const loaded = await map();
  signal?.throwIfAborted();
  if ('why' in loaded) return [];
  return loaded.map.sourcesIn(script.text ?? '').map(({ source, content, chars }) => ({
    path: pathsOf(source, loaded.base, files.root).paths[0] ?? source,
    chars,
    file: async () => {
      const found = await findSource(files, { source, content }, loaded.base);
      return 'why' in found ? null : found.file;
    },
  }));
}

async function mappedPlace(loaded: LoadedMap, files: RepositoryFiles, position: Position): Promise<Outcome> {
  if ('why' in loaded) return loaded;
  const place = loaded.map.placeOf(position);
  if (typeof place === 'string') return { why: place };
  const found = await findSource(files, place, loaded.base);
  if ('why' in found) return found;
  const { line, column } = place;
  const length = found.text.split('\n')[line - 1]?.replace(/\r$/, '').length;
  if (length === undefined) return { why: 'differs' };
  const name = place.name === null ? null : sanitizeLine(place.name, MAX_NAME);
  return { file: found.file, line, column: Math.min(column, length + 1), name };
}
