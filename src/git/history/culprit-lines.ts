import { parentOf } from '../commits.ts';
import type { Git } from '../git.ts';
import { linesBetween, type KnownLines } from './changed-lines.ts';
import { linesBefore, touches } from './line-ranges.ts';

/** A commit that the search found. */
export interface Culprit {
  readonly sha: string;
  /** What it is compared with; null for its first parent. */
  readonly parent: string | null;
}

/** What a culprit changed, and what became of its lines up to head. */
export interface CulpritLines {
  readonly sha: string;
  readonly own: KnownLines;
  readonly since: KnownLines;
}

/** The lines of a culprit in a change up to `head`; null if they cannot be read. */
export async function culpritLines(git: Git, { sha, parent }: Culprit, head: string): Promise<CulpritLines | null> {
  const from = parent ?? (await parentOf(git, sha));
  if (from === null) return null;
  const own = await linesBetween(git, { from, to: sha, because: 'the commit before' });
  const since = await linesBetween(git, { from: sha, to: head, because: 'the commit itself' });
  return own.isKnown && since.isKnown ? { sha, own, since } : null;
}

/** Whether a line of head lies where the culprit changed something, also if a later commit wrote it anew. */
export function isOfCulprit({ own, since }: CulpritLines, file: string, line: number): boolean {
  const later = since.files.get(file) ?? { previous: file, hunks: [], unknown: null };
  const lines = linesBefore(later.hunks, line);
  if (later.unknown !== null || later.previous === null || lines === null) return false;
  const change = own.files.get(later.previous);
  return change !== undefined && change.unknown === null && touches(change.hunks, lines);
}
