/** A file of a history: entries, one JSON object a line. */
export interface HistoryFile {
  readonly name: string;
  readonly text: string;
}

/** Where the history of main is kept. */
export interface HistoryStore {
  /** For a reader: `the branch vitals-gate-history`. */
  readonly place: string;
  /** The files, oldest first; none if the history has not begun. Throws GateError. */
  readonly read: () => Promise<readonly HistoryFile[]>;
  /**
   * Adds a line, which ends with a line feed, after all others. A line that is there already is not added again.
   *
   * @param title what is added, in a few words
   * @throws GateError if it cannot be kept
   */
  readonly append: (line: string, title: string) => Promise<void>;
}

/** The file that entries are added to. Full ones are called `history-0001.ndjson` and so on. */
export const HISTORY_FILE = 'history.ndjson';
