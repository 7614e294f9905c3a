import path from 'node:path';

import { changedFiles, type ChangedRanges, type SourceChange } from '../../../git/history/place-in-change.ts';
import type { RepositoryFiles } from '../../../source-maps/repository-files.ts';
import type { ScriptSource } from '../../../source-maps/source-maps.ts';
import { decoded } from '../../../source-maps/source-path.ts';
import { numbersOf, telling, type FileLine } from './code-line.ts';
import { isImportOf, moduleOf } from './module-name.ts';
import { inTurn, MOST_FILES } from './product-file.ts';

/** A script that grew, and what it is made of on both sides. */
export interface GrownScript {
  /** On head. */
  readonly url: string;
  /** Empty where no source map tells. */
  readonly head: readonly ScriptSource[];
  /** Empty where no source map tells. */
  readonly base: readonly ScriptSource[];
}

/** A module that a script has more of: a file, or a package with all of its files. */
interface Grown {
  readonly module: string;
  /** Characters of the script, or of the file where only head has a source map. */
  readonly more: number;
  readonly isNew: boolean;
  /** What head changed of it; null if head did not change it. */
  readonly changed: ChangedRanges | null;
}

/** What grew less than this fraction of what grew most is not told. */
const LEAST_FRACTION = 0.2;
const MOST_MODULES = 3;

/**
 * Where head made a script larger, what adds most first: the changed line of a source; of a module that is new in the script
 * the line that imports it, then the module. Without a source map the file that the script is. Empty where head changed none
 * of that.
 */
export async function grownLines(
  change: SourceChange,
  files: RepositoryFiles,
  script: GrownScript,
): Promise<FileLine[]> {
  const changed = [...changedFiles(change)].filter(({ written }) => written.length > 0);
  if (changed.length > MOST_FILES) return [];
  if (script.head.length === 0) return linesOf(changed.filter(isServedAt(script.url)), files);
  const own = await changedSources(script.head, changed);
  const grown = script.base.length === 0 ? await grownFiles(own, files) : grownModules(script, own);
  const most = grown.toSorted((one, other) => other.more - one.more);
  const told = most.filter(({ more }) => more >= LEAST_FRACTION * (most[0]?.more ?? 0)).slice(0, MOST_MODULES);
  return (await inTurn(told, (each) => placesOf(each, [...own.values()], changed, files))).flat();
}

/** What head changed of the sources of a script, by their path in it. */
async function changedSources(
  sources: readonly ScriptSource[],
  changed: readonly ChangedRanges[],
): Promise<ReadonlyMap<string, ChangedRanges>> {
  const names = new Set(changed.map(({ file }) => path.posix.basename(file)));
  const named = sources.filter((source) => names.has(path.posix.basename(source.path)));
  const found = await inTurn(named, async (source) => {
    const file = await source.file();
    const own = changed.find((each) => each.file === file);
    return own === undefined ? [] : [[source.path, own] as const];
  });
  return new Map(found.flat());
}

/** By what of the script comes from each module on both sides. */
function grownModules({ head, base }: GrownScript, own: ReadonlyMap<string, ChangedRanges>): Grown[] {
  const [before, after] = [charsByModule(base), charsByModule(head)];
  return [...after].flatMap(([module, chars]): Grown[] => {
    const earlier = before.get(module);
    const more = chars - (earlier ?? 0);
    return more > 0 ? [{ module, more, isNew: earlier === undefined, changed: own.get(module) ?? null }] : [];
  });
}

function charsByModule(sources: readonly ScriptSource[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { path: source, chars } of sources)
    found.set(moduleOf(source), (found.get(moduleOf(source)) ?? 0) + chars);
  return found;
}

/** By what head wrote of each file. */
function grownFiles(own: ReadonlyMap<string, ChangedRanges>, files: RepositoryFiles): Promise<Grown[]> {
  return inTurn([...own], async ([source, changed]) => {
    const lines = ((await files.read(changed.file)) ?? '').split('\n');
    const more = numbersOf(changed.written).reduce((sum, line) => sum + (lines[line - 1]?.length ?? 0), 0);
    return { module: source, more, isNew: changed.previous === null, changed };
  });
}

async function placesOf(
  { module, isNew, changed }: Grown,
  sources: readonly ChangedRanges[],
  all: readonly ChangedRanges[],
  files: RepositoryFiles,
): Promise<FileLine[]> {
  const own = changed === null ? [] : await linesOf([changed], files);
  if (!isNew) return own.length > 0 ? own : manifestLine(module, all, files);
  const importers = (await inTurn(sources, (source) => importOf(module, source, files))).flat();
  const asked = importers.length > 0 ? importers : await manifestLine(module, all, files);
  return [...asked, ...own];
}

/** The changed lines that import a module, of which the first is enough. */
async function importOf(module: string, { file, written }: ChangedRanges, files: RepositoryFiles): Promise<FileLine[]> {
  const lines = ((await files.read(file)) ?? '').split('\n');
  const line = numbersOf(written).find((each) => isImportOf(lines[each - 1] ?? '', module));
  return line === undefined ? [] : [{ file, line }];
}

/** Where a `package.json` asks for another version of a package. */
async function manifestLine(
  module: string,
  all: readonly ChangedRanges[],
  files: RepositoryFiles,
): Promise<FileLine[]> {
  const manifests = all.filter(({ file }) => path.posix.basename(file) === 'package.json');
  const found = await inTurn(manifests, async ({ file, written }) => {
    const lines = ((await files.read(file)) ?? '').split('\n');
    const line = numbersOf(written).find((each) => lines[each - 1]?.includes(`"${module}":`) === true);
    return line === undefined ? [] : [{ file, line }];
  });
  return found.flat();
}

/** The changed line of the only one of the files: in the longest of what head wrote. */
async function linesOf(changed: readonly ChangedRanges[], files: RepositoryFiles): Promise<FileLine[]> {
  const [only, ...others] = changed;
  if (only === undefined || others.length > 0) return [];
  const text = (await files.read(only.file)) ?? '';
  const lines = text.split('\n');
  const sizeOf = (numbers: readonly number[]): number =>
    numbers.reduce((sum, line) => sum + (lines[line - 1]?.length ?? 0), 0);
  const stretches = only.written.map((range) => numbersOf([range]));
  const [longest] = stretches.toSorted((one, other) => sizeOf(other) - sizeOf(one));
  const line = longest === undefined ? null : telling(text, longest);
  return line === null ? [] : [{ file: only.file, line }];
}

/** Whether a file has the path of a URL, below the folder that is served or below that of the deploy. */
function isServedAt(url: string): (changed: ChangedRanges) => boolean {
  const served = decoded(URL.parse(url)?.pathname ?? '').replace(/^\/+/, '');
  return ({ file }) => file === served || file.endsWith(`/${served}`) || served.endsWith(`/${file}`);
}
