import { GateError } from '../errors.ts';
import type { HistoryFile } from '../model/history-store.ts';
import type { History } from './history.ts';
import { HistoryReader } from './reader.ts';

/** Reads files, the oldest first. Throws GateError `history-newer`. */
export function historyIn(files: readonly HistoryFile[]): History {
  const reader = new HistoryReader();
  for (const { name, text } of files) {
    const take = reader.file(name);
    take(text);
    take(null);
  }
  return reader.end();
}

/**
 * Makes sure that entries may be added to a file. Lines that are not entries are accepted beside some that are.
 *
 * @throws GateError `history-newer`, `history-strange`
 */
export function assertHistory(file: HistoryFile): void {
  if (file.text.trim() === '' || historyIn([file]).commits.length > 0) return;
  throw new GateError('history-strange', { name: file.name });
}
