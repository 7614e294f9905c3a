import { posix } from 'node:path';

import picomatch from 'picomatch';

import { GateError } from '../../errors.ts';
import type { Files, TextFile } from './files.ts';

/** What a user writes for files: a path, or a glob. */
export interface Selection {
  readonly patterns: readonly string[];
  /** The key or option that names them, for messages. */
  readonly named: string;
  /** `file:line:column` of it; null on the command line. */
  readonly where: string | null;
}

/**
 * The files that patterns name: paths in the order written, those of a glob sorted, each once. What base does not have
 * is new on head and left out there.
 *
 * @throws GateError `graphql-input` if a path does not exist on head, or a glob matches nothing there
 */
export async function readSelected(files: Files, selection: Selection): Promise<TextFile[]> {
  const paths = await expand(files, selection);
  const texts = await files.read(paths);
  return paths.flatMap((path) => {
    const text = texts.get(path) ?? null;
    if (text !== null) return [{ path, text }];
    if (files.side === 'base') return [];
    throw missing(path, selection, 'does not exist');
  });
}

/** One file by its path; null if base does not have it. Throws as `readSelected`. */
export async function readOne(
  files: Files,
  path: string,
  about: Omit<Selection, 'patterns'>,
): Promise<TextFile | null> {
  const [file] = await readSelected(files, { ...about, patterns: [path] });
  return file ?? null;
}

async function expand(files: Files, selection: Selection): Promise<string[]> {
  const patterns = selection.patterns.map(normalised);
  const globs = patterns.filter(isGlob);
  const listed = globs.length === 0 ? [] : await files.list([...new Set(globs.map(folderOf))]);
  const found = patterns.flatMap((pattern) => {
    if (!isGlob(pattern)) return [pattern];
    const matches = picomatch(pattern, { dot: false, ignore: '**/node_modules/**' });
    const matched = listed.filter((path) => matches(path));
    if (matched.length === 0 && files.side === 'head') throw missing(pattern, selection, 'matches no file');
    return matched;
  });
  return [...new Set(found)];
}

/** One spelling for one file: no `./`, and no `..` that could be left out; of a glob up to its first wildcard. */
function normalised(pattern: string): string {
  if (!isGlob(pattern)) return posix.normalize(pattern);
  const { base, glob, negated } = picomatch.scan(pattern);
  if (negated || posix.isAbsolute(pattern)) return pattern;
  const folder = posix.normalize(base);
  return folder === '.' ? glob : `${folder}/${glob}`;
}

function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}

/** The part of a glob before its first wildcard; empty for the whole tree. */
function folderOf(glob: string): string {
  return picomatch.scan(glob).base;
}

function missing(path: string, { named, where }: Selection, problem: string): GateError {
  const detail = {
    what: `${named}: ${path} ${problem}.`,
    todo: 'Correct the path; it is relative to the configuration.',
  };
  const onCommandLine = { ...detail, todo: 'Correct the path.' };
  return where === null
    ? new GateError('graphql-input', onCommandLine, { where: `${path}:1:1` })
    : new GateError('graphql-input', detail, { where });
}
