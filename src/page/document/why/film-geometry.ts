import { SIDES, type Side } from '../../../model/deploy.ts';
import type { DiagnosticVisit } from '../../../model/diagnosis.ts';
import { spread } from '../../../stats/spread.ts';

/** More columns are too small to be seen. */
const MOST_COLUMNS = 10;
/** What the drawing is wide without scrolling, and what lies between two columns, CSS px. */
const ROOM = 1000;
const GAP = 8;
const LEAST_WIDTH = 96;
/** Times that are nearer to each other have one column, the later one: a fraction of the whole time. */
const NEAR = 0.03;

export type Filmstrip = NonNullable<DiagnosticVisit['filmstrip']>;

/** What a side showed at the time of a column. */
export interface FilmCell {
  readonly picture: string;
  /** Since when it was shown, ms since the navigation began. */
  readonly sinceMs: number;
  /** Where LCP of the side is: `before` it, `at` it, or `after` it, where its film is over. */
  readonly lcp: 'before' | 'at' | 'after';
}

interface FilmRow {
  readonly side: Side;
  /** One for each column; null where the side showed nothing yet. */
  readonly cells: readonly (FilmCell | null)[];
}

/** The filmstrips of both sides along one axis of time. */
export interface FilmTable {
  /** Of each column, ms since the navigation began, in ascending order. */
  readonly timesMs: readonly number[];
  readonly rows: readonly FilmRow[];
  /** Of a cell, CSS px. */
  readonly width: number;
  readonly height: number;
}

/**
 * The filmstrips of visits to one axis: a column for each time at which a side shows something new, or for those that are
 * furthest apart where there are many. The last frame of each side, which shows LCP, always has one: both the same if they
 * are near to each other. Null without a film.
 */
export function filmTable(visits: readonly Pick<DiagnosticVisit, 'side' | 'filmstrip'>[]): FilmTable | null {
  const films = SIDES.flatMap((side) => {
    const film = visits.find((visit) => visit.side === side)?.filmstrip;
    return film === undefined ? [] : [{ side, film }];
  });
  const [first] = films;
  if (first === undefined) return null;
  const timesMs = columnsOf(films.map(({ film }) => film));
  const rows = films.map(({ side, film }) => ({
    side,
    cells: timesMs.map((atMs, index) => cellAt(film, atMs, timesMs[index - 1] ?? -1)),
  }));
  const { width, height } = first.film;
  const shown = Math.min(width, Math.max(LEAST_WIDTH, Math.floor(ROOM / timesMs.length) - GAP));
  return { timesMs, rows, width: shown, height: Math.round((height * shown) / width) };
}

/** The pictures that a table shows, each once. */
export function picturesIn({ rows }: FilmTable): string[] {
  return [...new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.picture ?? [])))];
}

function columnsOf(films: readonly Filmstrip[]): number[] {
  const last = films.map(({ frames }) => frames.at(-1)?.atMs ?? 0);
  const all = films.flatMap(({ frames }) => frames.map(({ atMs }) => atMs));
  const least = NEAR * Math.max(...all);
  const isKept = (atMs: number): boolean =>
    last.includes(atMs) && !last.some((other) => other > atMs && other - atMs < least);
  const times: number[] = [];
  for (const atMs of [...new Set(all)].toSorted((one, other) => other - one))
    if (isKept(atMs) || (times[0] ?? Infinity) - atMs >= least) times.unshift(atMs);
  const kept = [0, ...last.map((atMs) => times.indexOf(atMs))];
  return spread(times, MOST_COLUMNS, kept).flatMap((index) => times[index] ?? []);
}

/** @param beforeMs the time of the column before */
function cellAt({ frames }: Filmstrip, atMs: number, beforeMs: number): FilmCell | null {
  const frame = frames.findLast((each) => each.atMs <= atMs);
  if (frame === undefined) return null;
  const { picture, atMs: sinceMs, isLcp } = frame;
  if (!isLcp) return { picture, sinceMs, lcp: 'before' };
  return { picture, sinceMs, lcp: sinceMs > beforeMs ? 'at' : 'after' };
}
