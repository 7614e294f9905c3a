import { changedWithin, type SourceChange } from '../../../git/history/place-in-change.ts';
import { isOuter, type PlaceRole } from '../../../model/cause.ts';
import { extentOf } from '../../../source-maps/extent.ts';
import type { RepositoryFiles } from '../../../source-maps/repository-files.ts';
import { telling, type FileLine } from './code-line.ts';

/** A place in a file of the repository. */
interface FilePlace extends FileLine {
  readonly column: number | null;
  readonly role: PlaceRole;
}

/**
 * The line of a place if head wrote it; otherwise the changed line of what the place stands for: of the function, the block,
 * the tag or the style rule that it is in. A caller and an outer component stand for their own lines alone, because what else
 * they do is not what took longer. Null where head changed none.
 *
 * @param hint what the line says that is looked for, if it is known
 */
export async function changedLineOf(
  change: SourceChange,
  files: RepositoryFiles,
  { file, line, column, role }: FilePlace,
  hint: RegExp | null,
): Promise<number | null> {
  if (changedWithin(change, file, { first: line, last: line }).length > 0) return line;
  if (isOuter(role)) return null;
  const text = await files.read(file);
  if (text === null) return null;
  const isFunction = role === 'function' || role === 'component';
  const range = extentOf(file, text, { line, column: column ?? 1 }, isFunction);
  return telling(text, changedWithin(change, file, range), hint);
}
