import type { DiagnosticVisit } from '../../model/diagnosis.ts';
import type { Frame } from './film.ts';

/** How many shifts have pictures. */
const MOST_SHIFTS = 3;
/** Round what moved, CSS px. */
const MARGIN = 24;
/** In which time after its commit a frame is on the screen, also where the machine is busy, ms. */
const ON_SCREEN_MS = 500;

/** How long before FCP its frame may have been, as the screen has it, ms. */
const EARLY_MS = 50;

type Shift = DiagnosticVisit['shifts'][number];

/** A part of a page, CSS px from the corner of what is shown. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** When a shift was; all ms since the epoch. */
interface ShiftTime {
  /** When the page began to paint; what was shown before is another page, or nothing. */
  readonly paintedMs: number;
  readonly atMs: number;
  /** When the frame with the shift was on its way to the screen. */
  readonly committedMs: number;
  /** When the next shift was; Infinity where it is the last one. */
  readonly nextMs: number;
}

/** The indexes of the largest shifts, the largest one first. */
export function largestShifts(shifts: readonly Pick<Shift, 'value'>[]): number[] {
  return [...shifts.keys()]
    .toSorted((one, other) => (shifts[other]?.value ?? 0) - (shifts[one]?.value ?? 0))
    .slice(0, MOST_SHIFTS);
}

/**
 * The last frame before a shift, and one after it. Where something else moves all the time, frames that are shown after the
 * commit may still be without the shift: the last one of a short while counts, before the next shift. Where there is none, the next one.
 */
export function framesAround(
  frames: readonly Frame[],
  { paintedMs, atMs, committedMs, nextMs }: ShiftTime,
): { readonly before: Frame | null; readonly after: Frame | null } {
  const onScreenMs = Math.min(committedMs + ON_SCREEN_MS, nextMs);
  return {
    before: frames.findLast((frame) => frame.atMs >= paintedMs - EARLY_MS && frame.atMs < atMs) ?? null,
    after:
      frames.findLast((frame) => frame.atMs >= committedMs && frame.atMs <= onScreenMs) ??
      frames.find((frame) => frame.atMs >= committedMs) ??
      null,
  };
}

/** Where what moved was and is, with a margin, as far as the frame shows it; null where it shows nothing of it. */
export function areaOf(moved: Shift['moved'], { width, height }: Pick<Frame, 'width' | 'height'>): Area | null {
  const rects = moved.flatMap(({ before, after }) => [before, after]).filter((rect) => rect.width * rect.height > 0);
  if (rects.length === 0) return null;
  const left = Math.max(0, Math.min(...rects.map(({ x }) => x)) - MARGIN);
  const top = Math.max(0, Math.min(...rects.map(({ y }) => y)) - MARGIN);
  const right = Math.min(width, Math.max(...rects.map((rect) => rect.x + rect.width)) + MARGIN);
  const bottom = Math.min(height, Math.max(...rects.map((rect) => rect.y + rect.height)) + MARGIN);
  return right - left < 1 || bottom - top < 1 ? null : { x: left, y: top, width: right - left, height: bottom - top };
}
