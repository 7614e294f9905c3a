import type { LineRange } from '../../../git/history/line-ranges.ts';
import { LONGEST_GUESSED, type RepositoryFiles } from '../../../source-maps/repository-files.ts';
import type { FileLine } from './code-line.ts';
import { inTurn, isOfProduct, MOST_FILES } from './product-file.ts';

/** A shorter line, such as a bracket or a common tag, is written often. */
const SHORTEST = 25;
const LONGEST = 1000;

/** Lines of a file of which it is known that the change is about them. */
interface ChangedLinesOf {
  readonly file: string;
  readonly ranges: readonly LineRange[];
}

/**
 * The one changed line with the same text as a line of a document or a style sheet: where a template makes a page it is
 * copied from there. Null if there is none, or several, or the page has it several times.
 */
export async function copiedLine(
  changed: readonly ChangedLinesOf[],
  files: RepositoryFiles,
  { line, page }: { readonly line: string; readonly page: string },
): Promise<FileLine | null> {
  const wanted = line.trim();
  if (wanted.length < SHORTEST || wanted.length > LONGEST || page.split(wanted).length !== 2) return null;
  const looked = changed.filter(({ file, ranges }) => ranges.length > 0 && isOfProduct(file));
  if (looked.length > MOST_FILES) return null;
  const found = (await inTurn(looked, (each) => linesWith(wanted, each, files))).flat();
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? null : only;
}

async function linesWith(
  wanted: string,
  { file, ranges }: ChangedLinesOf,
  files: RepositoryFiles,
): Promise<FileLine[]> {
  const lines = (await files.read(file, LONGEST_GUESSED))?.split('\n') ?? [];
  const found: FileLine[] = [];
  for (const { first, last } of ranges)
    for (let line = first; line <= last; line += 1) if (lines[line - 1]?.trim() === wanted) found.push({ file, line });
  return found;
}
