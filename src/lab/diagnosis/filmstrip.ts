import { MOST_FILMSTRIP_FRAMES } from '../../model/diagnosis.ts';
import { spread } from '../../stats/spread.ts';
import type { Filmstrip } from './diagnosing.ts';
import type { Frame } from './film.ts';

/** How many frames are shrunk, so that some can be left out that do not differ. */
const MOST_CANDIDATES = 24;
/** How many frames may be blank before the first one that is not: a page that does not change sends no others. */
const OPENING = 4;
/** How long before LCP, as it is measured, its frame may have been, ms. */
const EARLY_MS = 50;
/** How long after it the first frame that shows it may be where the page paints all the time, ms. */
const LATE_MS = 100;

/** Of what is measured; ms since the epoch. */
export interface FilmTimes {
  /** When the navigation began. */
  readonly startMs: number;
  /** Whether that is a soft navigation, before which the page shows something else. */
  readonly isSoft: boolean;
  /** Null where the page has no LCP. */
  readonly lcpMs: number | null;
}

/** A frame that may be in a filmstrip. */
interface Candidate {
  readonly frame: Frame;
  /** When it was shown, ms since the navigation began. */
  readonly atMs: number;
  /** Whether it is the one that shows the LCP element for the first time. */
  readonly isLcp: boolean;
}

/** What a candidate looks like when it is small. */
export interface Shrunk {
  /** WebP. */
  readonly picture: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Whether all of it has one colour. */
  readonly isBlank: boolean;
}

/**
 * The frames that a filmstrip is made of, in their order: from the start of the navigation until LCP is on the screen,
 * without those that repeat the one before. Of many, the first ones and the last one are kept, and others between them.
 */
export function candidatesOf(frames: readonly Frame[], { startMs, isSoft, lcpMs }: FilmTimes): Candidate[] {
  const before = frames.filter(({ atMs }) => atMs > startMs && (lcpMs === null || atMs < lcpMs - EARLY_MS));
  const opening = isSoft ? frames.findLast(({ atMs }) => atMs <= startMs) : undefined;
  const own = [...(opening === undefined ? [] : [opening]), ...before];
  const shown = own
    .filter(({ data }, index) => data !== own[index - 1]?.data)
    .map((frame) => ({ frame, atMs: Math.max(0, frame.atMs - startMs), isLcp: false }));
  const all = [...shown, ...lcpOf(frames, { startMs, lcpMs })];
  const kept = [...Array(OPENING).keys(), all.length - 1];
  const times = all.map(({ atMs }) => atMs);
  return spread(times, MOST_CANDIDATES, kept).flatMap((index) => all[index] ?? []);
}

/** The frame that shows LCP, at the time of LCP where it is about that time; none where Chrome has sent none. */
function lcpOf(frames: readonly Frame[], { startMs, lcpMs }: Omit<FilmTimes, 'isSoft'>): Candidate[] {
  if (lcpMs === null) return [];
  const around = frames.filter(({ atMs }) => atMs >= lcpMs - EARLY_MS && atMs <= lcpMs + LATE_MS);
  const near = around.find(({ atMs }) => atMs >= lcpMs) ?? around.at(-1);
  const frame = near ?? frames.find(({ atMs }) => atMs >= lcpMs);
  if (frame === undefined) return [];
  return [{ frame, atMs: (near === undefined ? frame.atMs : lcpMs) - startMs, isLcp: true }];
}

/**
 * The filmstrip of what was shrunk; null where nothing was. It begins with the first frame that is not blank, and each
 * frame differs from the one before it. The one that shows LCP is always in it.
 */
export function filmstripOf(shrunk: readonly (Candidate & Shrunk)[]): Filmstrip | null {
  const sorted = shrunk.toSorted((one, other) => one.atMs - other.atMs);
  const first = sorted.findIndex(({ isBlank, isLcp }) => !isBlank || isLcp);
  const shown = first === -1 ? [] : sorted.slice(first);
  const distinct = shown.filter(({ isLcp, picture }, index) => {
    const before = shown[index - 1]?.picture;
    return isLcp || before === undefined || Buffer.compare(picture, before) !== 0;
  });
  const last = distinct.at(-1);
  if (last === undefined) return null;
  const times = distinct.map(({ atMs }) => atMs);
  const kept = spread(times, MOST_FILMSTRIP_FRAMES, [0, distinct.length - 1]);
  const frames = kept.flatMap((index) => distinct[index] ?? []);
  const { width, height } = last;
  return { width, height, frames: frames.map(({ atMs, isLcp, picture }) => ({ atMs, isLcp, picture })) };
}
