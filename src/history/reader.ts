import { parsePath } from '../model/breakdown.ts';
import { isMetric, type Metric } from '../model/metric.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { HistoryEntry, HistoryRow } from './entry.ts';
import type { History, HistoryCommit, HistorySeries } from './history.ts';
import { LineSplitter } from './line-splitter.ts';
import { readHistoryLine } from './read-line.ts';

/** Broken lines that are named one by one. */
const MOST_NAMED = 5;

type Column = 'commits' | 'estimates' | 'errors' | 'pairs' | 'anchors' | 'heads';
type Growing = Omit<HistorySeries, Column> & Record<Column, number[]>;

/**
 * Reads the files of a history, the oldest first, as their bytes come: of the rows only the numbers are kept. What is broken
 * is left out and named.
 */
export class HistoryReader {
  readonly #commits: HistoryCommit[] = [];
  readonly #series = new Map<string, Growing>();
  readonly #texts = new Map<string, string>();
  readonly #broken: string[] = [];
  #unknownRows = 0;
  #conflict: string | null = null;

  /**
   * What takes the pieces of a file; a last piece of `null` ends it.
   *
   * @throws GateError `history-newer`
   */
  file(name: string): (piece: Uint8Array | string | null) => void {
    const shown = sanitizeLine(name, 300);
    const lines = new LineSplitter((line, number) => this.#take(line, `${shown}:${number}`));
    return (piece) => (piece === null ? lines.end() : lines.add(piece));
  }

  #take(line: string | null, where: string): void {
    const read = line === null ? ({ kind: 'broken', why: 'it is too long' } as const) : readHistoryLine(line, where);
    if (read.kind === 'entry') this.#keep(read.entry, where);
    else if (read.kind === 'conflict') this.#conflict ??= where;
    else this.#broken.push(`${where}: ${read.why}`);
  }

  #keep({ sha, committed, measured, run, rows, ...entry }: HistoryEntry, where: string): void {
    const index = this.#commits.length;
    const anchor = this.#once(entry.anchor);
    const chrome = this.#once(entry.chrome);
    const runner = this.#once(entry.runner);
    const version = this.#once(entry.version);
    this.#commits.push({ sha, committed, measured, anchor, chrome, runner, version, run, where });
    for (const row of rows) {
      const [metric] = parsePath(row.path) ?? [];
      if (metric === undefined || !isMetric(metric)) this.#unknownRows += 1;
      else this.#keepRow(row, metric, index);
    }
  }

  #keepRow({ route, condition, path, scale, ...row }: HistoryRow, metric: Metric, index: number): void {
    const key = JSON.stringify([route, condition, path, scale]);
    let series = this.#series.get(key);
    if (series === undefined) {
      const columns = { commits: [], estimates: [], errors: [], pairs: [], anchors: [], heads: [] };
      series = { route, condition, path, scale, metric, ...columns };
      this.#series.set(key, series);
    }
    if (series.commits.at(-1) === index) return;
    series.commits.push(index);
    series.estimates.push(row.estimate);
    series.errors.push(row.error);
    series.pairs.push(row.pairs);
    series.anchors.push(row.anchor);
    series.heads.push(row.head);
  }

  /** The same text once: thousands of entries name one anchor. */
  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  /** Everything that was read. */
  end(): History {
    const order = orderOf(this.#commits);
    const rank = new Map(order.map((index, place) => [index, place]));
    return {
      commits: order.flatMap((index) => this.#commits[index] ?? []),
      series: [...this.#series.values()].map((each) => inOrder(each, rank)).filter(({ commits }) => commits.length > 0),
      notices: this.#notices(),
    };
  }

  #notices(): string[] {
    const notices: string[] = [];
    if (this.#conflict !== null)
      notices.push(
        `${this.#conflict}: a merge left its conflict markers in the history. The entries of both sides count; remove the lines of the markers.`,
      );
    for (const each of this.#broken.slice(0, MOST_NAMED)) notices.push(`A line of the history is left out: ${each}.`);
    const more = this.#broken.length - MOST_NAMED;
    if (more > 0)
      notices.push(
        more === 1 ? 'One more line of the history is left out.' : `${more} more lines of the history are left out.`,
      );
    if (this.#unknownRows > 0) notices.push(unknownRows(this.#unknownRows));
    return notices;
  }
}

function unknownRows(count: number): string {
  const what =
    count === 1 ? '1 row of the history is about a metric' : `${count} rows of the history are about metrics`;
  return `${what} that this version of vitals-gate does not know.`;
}

/** By the time of the commit. Of entries about one commit and anchor the one that was measured last counts. */
function orderOf(commits: readonly HistoryCommit[]): number[] {
  const newest = new Map<string, number>();
  for (const [index, { sha, anchor, measured }] of commits.entries()) {
    const key = `${sha} ${anchor}`;
    const other = commits[newest.get(key) ?? -1];
    if (other === undefined || Date.parse(other.measured) <= Date.parse(measured)) newest.set(key, index);
  }
  const times = commits.map(({ committed }) => Date.parse(committed));
  return [...newest.values()].toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
}

/** The series with places in the new order, without what does not count. */
function inOrder(series: Growing, rank: ReadonlyMap<number, number>): HistorySeries {
  const kept = [...series.commits.entries()].flatMap(([place, commit]) => {
    const to = rank.get(commit);
    return to === undefined ? [] : [{ place, to }];
  });
  kept.sort((one, other) => one.to - other.to);
  const column = (values: readonly number[]): number[] => kept.map(({ place }) => values[place] ?? 0);
  return {
    ...series,
    commits: kept.map(({ to }) => to),
    estimates: column(series.estimates),
    errors: column(series.errors),
    pairs: column(series.pairs),
    anchors: column(series.anchors),
    heads: column(series.heads),
  };
}
