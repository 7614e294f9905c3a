import type { CDPSession } from 'puppeteer';

import type { DiagnosticVisit } from '../../model/diagnosis.ts';
import { within } from '../visit/limits.ts';
import { Cropper } from './cropper.ts';
import type { ShiftPictures } from './diagnosing.ts';
import type { Frame } from './film.ts';
import { areaOf, framesAround, largestShifts } from './frames.ts';

/** How long all pictures of a visit may take, ms. */
const CROP_MS = 5000;

/** What the shifts of a film are told by. */
export interface ShiftTimes {
  /** When the document began, ms since the epoch. The other times are ms since then. */
  readonly originMs: number;
  /** When the page began to paint. */
  readonly paintedMs: number;
  /** Of each shift, in their order. */
  readonly shiftsMs: readonly number[];
  /** When the frame of that time was on its way to the screen. */
  readonly frameOf: (ms: number) => number;
}

/**
 * What the largest shifts looked like before and after, by their index, the largest one first. They only illustrate: where
 * a page is too busy or gone, some are missing.
 */
export async function picturesOf(
  session: CDPSession,
  mainFrame: string,
  frames: readonly Frame[],
  shifts: DiagnosticVisit['shifts'],
  times: ShiftTimes,
): Promise<ReadonlyMap<number, ShiftPictures>> {
  const pictures = new Map<number, ShiftPictures>();
  if (shifts.length === 0 || frames.length === 0) return pictures;
  const work = async (): Promise<void> => {
    const cropper = await Cropper.open(session, mainFrame);
    for (const index of largestShifts(shifts)) {
      const [atMs = 0, nextMs = Infinity] = times.shiftsMs.slice(index);
      const around = framesAround(frames, {
        paintedMs: times.originMs + times.paintedMs,
        atMs: times.originMs + atMs,
        committedMs: times.originMs + times.frameOf(atMs),
        nextMs: times.originMs + nextMs,
      });
      const cropped = async (frame: Frame | null): Promise<Uint8Array | null> => {
        const area = frame === null ? null : areaOf(shifts[index]?.moved ?? [], frame);
        return frame === null || area === null ? null : cropper.crop(frame, area);
      };
      const [before, after] = [await cropped(around.before), await cropped(around.after)];
      // Then Chrome has not shown the shift: of a page that paints all the time it leaves frames out.
      if (before !== null && after !== null && Buffer.compare(before, after) === 0) continue;
      pictures.set(index, { before, after });
    }
  };
  await within(CROP_MS, new AbortController().signal, work()).catch(() => undefined);
  return pictures;
}
