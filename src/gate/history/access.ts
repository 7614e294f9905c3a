import { assertHistory } from '../../history/assert-history.ts';
import { folderHistory } from '../../history/folder-history.ts';
import type { HistoryPlace } from '../../model/history.ts';
import type { HistoryFile, HistoryStore } from '../../model/history-store.ts';

/** What a workflow has of its repository for the history of the default branch. */
export interface HistoryAccess {
  /**
   * The history on a branch. `assertOurs` throws GateError if nothing may be added to a file, because something else wrote
   * it.
   */
  readonly branch: (name: string, assertOurs: (file: HistoryFile) => void) => HistoryStore;
  /** The SHA of the commit that a name leads to; null if there is none. */
  readonly commitNamed: (name: string) => Promise<string | null>;
  /** When a commit was made, ISO 8601; null if that is not known. */
  readonly commitTime: (sha: string) => Promise<string | null>;
  /** The page of the run. */
  readonly runUrl: string | null;
}

/** Null where the place cannot be reached: a branch without the repository's API. */
export function storeAt(place: HistoryPlace, access: HistoryAccess | null): HistoryStore | null {
  if (place.kind === 'folder') return folderHistory(place.folder);
  return access?.branch(place.branch, assertHistory) ?? null;
}
