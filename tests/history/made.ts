import { HISTORY_FORMAT, historyLine, type HistoryEntry, type HistoryRow } from '../../src/history/entry.ts';
import type { History } from '../../src/history/history.ts';
import { HistoryReader } from '../../src/history/reader.ts';

export const ANCHOR = 'a'.repeat(40);

/** A SHA that begins with its place. */
export const sha = (at: number): string => at.toString(16).padStart(4, '0').padEnd(40, '0');

export function row(over: Partial<HistoryRow> = {}): HistoryRow {
  const about = { route: 'home', condition: 'mobile', path: 'lcp', scale: 'log' } as const;
  return { ...about, estimate: 0, error: 0.01, pairs: 16, anchor: 1000, head: 1000, ...over };
}

/** The entry of the commit at a place: one a day. */
export function entry(at: number, over: Partial<HistoryEntry> = {}): HistoryEntry {
  const time = new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toISOString();
  return {
    format: HISTORY_FORMAT,
    sha: sha(at),
    committed: time,
    measured: time,
    anchor: ANCHOR,
    chrome: '156.0.7778.2',
    runner: 'linux x64, 4 cores',
    version: '0.1.0',
    run: null,
    rows: [row()],
    ...over,
  };
}

export function entries(count: number, of: (at: number) => Partial<HistoryEntry>): HistoryEntry[] {
  return Array.from({ length: count }, (_, at) => entry(at, of(at)));
}

export const textOf = (made: readonly HistoryEntry[]): string => made.map(historyLine).join('');

export function read(...texts: readonly string[]): History {
  const reader = new HistoryReader();
  for (const [index, text] of texts.entries()) {
    const take = reader.file(`history-${index}.ndjson`);
    take(text);
    take(null);
  }
  return reader.end();
}

export const historyOf = (made: readonly HistoryEntry[]): History => read(textOf(made));
