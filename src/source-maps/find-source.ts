import type { NoFileReason } from './original-place.ts';
import type { MappedSource } from './parse-map.ts';
import { candidatesOf, pick, sameText, type Candidate } from './candidates.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { PACKAGE, pathsOf } from './source-path.ts';

type NamedSource = Pick<MappedSource, 'source' | 'content'>;

/** A file of the repository, or why it is none. */
export type Found =
  | Candidate
  | { readonly why: Extract<NoFileReason, 'outside' | 'not-in-repository' | 'differs' | 'ambiguous'> };

/**
 * The file that a map means. A map is a claim of a page: its file must be in the repository, with the text that the map
 * has of it, if it has one.
 *
 * @param base the folder of the map, as far as it is known
 */
export async function findSource(files: RepositoryFiles, place: NamedSource, base: string): Promise<Found> {
  const { paths, leaves } = pathsOf(place.source, base, files.root);
  const isTrue = ({ text }: Candidate): boolean => place.content === null || sameText(place.content, text);
  let why: 'differs' | 'ambiguous' | null = null;
  for (const path of paths) {
    const [exact] = (await candidatesOf(files, path, (file) => file === path)).filter(isTrue);
    if (exact !== undefined) return exact;
    const candidates = await candidatesOf(files, path, (file) => isTail(path, file));
    const found = pick(candidates.filter(isTrue), path);
    if (found === 'ambiguous') why ??= found;
    else if (found !== null) return found;
    else if (candidates.length > 0) why ??= 'differs';
  }
  return (await findLonger(files, place, paths)) ?? { why: why ?? (leaves ? 'outside' : 'not-in-repository') };
}

/** The path of a machine, or below another folder than the repository's: only the same text shows which file it is. */
async function findLonger(
  files: RepositoryFiles,
  { content }: NamedSource,
  paths: readonly string[],
): Promise<Found | null> {
  if (content === null) return null;
  for (const path of paths.filter((each) => !PACKAGE.test(each))) {
    const candidates = await candidatesOf(files, path, (file) => isTail(file, path));
    const same = candidates.filter(({ text }) => sameText(content, text));
    const [longest] = same.toSorted((one, other) => other.file.length - one.file.length);
    if (longest !== undefined) return longest;
  }
  return null;
}

/** Whether a path ends with another one. */
function isTail(tail: string, path: string): boolean {
  return path === tail || path.endsWith(`/${tail}`);
}
