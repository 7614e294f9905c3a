import { writtenLines, type SourceChange } from '../../../git/history/place-in-change.ts';
import type { RepositoryFiles } from '../../../source-maps/repository-files.ts';

/** A shorter line, such as a bracket, is written often. */
const SHORTEST = 12;
const LONGEST = 1000;
/** Each is read by a process of its own, so that a larger change would take minutes. */
export const MOST_FILES = 300;

/**
 * The one line that head wrote with the same text as a served line: where a template makes a page it is copied from there.
 * Null if there is none, or several.
 */
export async function writtenLine(
  change: SourceChange,
  files: RepositoryFiles,
  served: string,
): Promise<{ readonly file: string; readonly line: number } | null> {
  const wanted = served.trim();
  if (wanted.length < SHORTEST || wanted.length > LONGEST) return null;
  const written = [...writtenLines(change)];
  if (written.length > MOST_FILES) return null;
  const found: { file: string; line: number }[] = [];
  for (const { file, ranges } of written) {
    const lines = (await files.read(file))?.split('\n') ?? [];
    for (const { first, last } of ranges)
      for (let line = first; line <= last; line += 1)
        if (lines[line - 1]?.trim() === wanted) found.push({ file, line });
  }
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? null : only;
}
