import { posix } from 'node:path';

import type { RepositoryFiles } from './repository-files.ts';

/** A file of the repository that may be the one that is looked for. */
export interface Candidate {
  readonly file: string;
  readonly text: string;
}

/** Files whose texts are compared: names such as index.ts are common. */
const MOST_READ = 50;
/** Where builds are written to: a file there that equals one elsewhere is its copy. */
const BUILT = /(?:^|\/)(?:dist|build|out|_site|\.next|\.output)\//;

/** The files with the name of a path that fit it, with their texts. */
export async function candidatesOf(
  files: RepositoryFiles,
  path: string,
  fits: (file: string) => boolean = () => true,
): Promise<Candidate[]> {
  const fitting = files.named(posix.basename(path)).filter(fits).slice(0, MOST_READ);
  const read = await Promise.all(fitting.map(async (file) => ({ file, text: await files.read(file) })));
  return read.flatMap(({ file, text }) => (text === null ? [] : [{ file, text }]));
}

/** The only one, the only one that is not built, or the one with exactly that path; null if there is none. */
export function pick(candidates: readonly Candidate[], path: string): Candidate | 'ambiguous' | null {
  if (candidates.length === 0) return null;
  const written = candidates.filter(({ file }) => !BUILT.test(file));
  const [only, ...others] = written.length > 0 ? written : candidates;
  if (only !== undefined && others.length === 0) return only;
  return candidates.find(({ file }) => file === path) ?? 'ambiguous';
}

/** How many names two paths have in common at their ends. */
export function commonNames(one: string, other: string): number {
  const [names, others] = [one.split('/').toReversed(), other.split('/').toReversed()];
  const end = names.findIndex((name, index) => name !== others[index]);
  return end === -1 ? names.length : end;
}

/** Whether texts are the same but for what git and editors change: line ends, a byte order mark, the end of the file. */
export function sameText(one: string, other: string): boolean {
  return plainText(one).trimEnd() === plainText(other).trimEnd();
}

export function plainText(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}
