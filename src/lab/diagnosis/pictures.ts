import type { CDPSession } from 'puppeteer';

import type { DiagnosticVisit } from '../../model/diagnosis.ts';
import { within } from '../visit/limits.ts';
import { Cropper } from './cropper.ts';
import type { Diagnosed, ShiftPictures } from './diagnosing.ts';
import type { Frame } from './film.ts';
import { candidatesOf, filmstripOf, type FilmTimes } from './filmstrip.ts';
import { areaOf, framesAround, largestShifts, type Area } from './frames.ts';

/** How long all pictures of a visit may take, ms. */
const CROP_MS = 5000;

/** What the shifts of a film are told by. */
interface ShiftTimes {
  /** When the document began, ms since the epoch. The other times are ms since then. */
  readonly originMs: number;
  /** When the page began to paint. */
  readonly paintedMs: number;
  /** Of each shift, in their order. */
  readonly shiftsMs: readonly number[];
  /** When the frame of that time was on its way to the screen. */
  readonly frameOf: (ms: number) => number;
}

/** What a film is cut into. */
interface Illustrated {
  /** Those that have pictures; empty where none are wanted. */
  readonly shifts: DiagnosticVisit['shifts'];
  readonly shiftTimes: ShiftTimes;
  readonly filmTimes: FilmTimes;
}

type Illustrations = Pick<Diagnosed, 'pictures' | 'filmstrip'>;

/**
 * What the largest shifts looked like before and after, by their index, the largest one first, and the filmstrip. They only
 * illustrate: where a page is too busy or gone, some are missing.
 */
export async function illustrationsOf(
  session: CDPSession,
  mainFrame: string,
  frames: readonly Frame[],
  { shifts, shiftTimes, filmTimes }: Illustrated,
): Promise<Illustrations> {
  const pictures = new Map<number, ShiftPictures>();
  const shrunk: Parameters<typeof filmstripOf>[0][number][] = [];
  const work = async (): Promise<void> => {
    const cropper = await Cropper.open(session, mainFrame);
    for (const index of largestShifts(shifts)) {
      const around = await shiftPictures(cropper, frames, { shift: shifts[index], index, times: shiftTimes });
      if (around !== null) pictures.set(index, around);
    }
    const candidates = candidatesOf(frames, filmTimes);
    // The last one shows LCP: it is in the filmstrip also where the time is too short for others.
    for (const candidate of [...candidates.slice(-1), ...candidates.slice(0, -1)]) {
      const small = await cropper.shrink(candidate.frame);
      if (small !== null) shrunk.push({ ...candidate, ...small });
    }
  };
  if (frames.length > 0) await within(CROP_MS, new AbortController().signal, work()).catch(() => undefined);
  return { pictures, filmstrip: filmstripOf([...shrunk]) };
}

interface ShiftInFilm {
  readonly shift: DiagnosticVisit['shifts'][number] | undefined;
  readonly index: number;
  readonly times: ShiftTimes;
}

/** Null where Chrome has not shown the shift: of a page that paints all the time it leaves frames out. */
async function shiftPictures(
  cropper: Cropper,
  frames: readonly Frame[],
  { shift, index, times }: ShiftInFilm,
): Promise<ShiftPictures | null> {
  const [atMs = 0, nextMs = Infinity] = times.shiftsMs.slice(index);
  const around = framesAround(frames, {
    paintedMs: times.originMs + times.paintedMs,
    atMs: times.originMs + atMs,
    committedMs: times.originMs + times.frameOf(atMs),
    nextMs: times.originMs + nextMs,
  });
  const cropped = async (
    frame: Frame | null,
  ): Promise<{ readonly picture: Uint8Array; readonly area: Area } | null> => {
    const area = frame === null ? null : areaOf(shift?.moved ?? [], frame);
    const picture = frame === null || area === null ? null : await cropper.crop(frame, area);
    return area === null || picture === null ? null : { picture, area };
  };
  const [before, after] = [await cropped(around.before), await cropped(around.after)];
  if (before !== null && after !== null && Buffer.compare(before.picture, after.picture) === 0) return null;
  const areas = new Set([before, after].flatMap((each) => (each === null ? [] : [JSON.stringify(each.area)])));
  return {
    before: before?.picture ?? null,
    after: after?.picture ?? null,
    area: areas.size === 1 ? ((after ?? before)?.area ?? null) : null,
  };
}
