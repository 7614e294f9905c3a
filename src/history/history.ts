import type { Metric } from '../model/metric.ts';
import type { HistoryEntry, HistoryRow } from './entry.ts';

/** An entry without its rows, and where it was read. */
export interface HistoryCommit extends Omit<HistoryEntry, 'format' | 'rows'> {
  /** `file:line` */
  readonly where: string;
}

/** What entries say of one node of a metric: for each of `commits` a number in every list. */
export interface HistorySeries extends Pick<HistoryRow, 'route' | 'condition' | 'path' | 'scale'> {
  readonly metric: Metric;
  /** Indices into the history's commits, ascending. */
  readonly commits: readonly number[];
  readonly estimates: readonly number[];
  readonly errors: readonly number[];
  readonly pairs: readonly number[];
  readonly anchors: readonly number[];
  readonly heads: readonly number[];
}

/** The measured commits of main in the order that they were made. Commits of one second are in the order of the file. */
export interface History {
  readonly commits: readonly HistoryCommit[];
  readonly series: readonly HistorySeries[];
  /** What was left out, with its place. */
  readonly notices: readonly string[];
}
