import { describe, expect, it } from 'vitest';

import type { Frame } from '../../../src/lab/diagnosis/film.ts';
import { candidatesOf, filmstripOf, type FilmTimes } from '../../../src/lab/diagnosis/filmstrip.ts';

/** The navigation began at 10 000 ms since the epoch. */
const START = 10_000;

const frame = (atMs: number, data = `at ${atMs}`): Frame => ({ atMs: START + atMs, data, width: 400, height: 800 });

function candidates(frames: readonly Frame[], lcpMs: number | null, over: Partial<FilmTimes> = {}) {
  const times = { startMs: START, isSoft: false, lcpMs: lcpMs === null ? null : START + lcpMs, ...over };
  return candidatesOf(frames, times).map(
    ({ frame: { data }, atMs, isLcp }) => `${atMs}${isLcp ? ' LCP' : ''}: ${data}`,
  );
}

const at = (...times: readonly number[]): Frame[] => times.map((each) => frame(each));

describe('the frames of a filmstrip', () => {
  it('go from the start of the navigation to the first frame with LCP', () => {
    expect(candidates(at(-20, 0, 100, 300, 505, 600), 500)).toEqual(['100: at 100', '300: at 300', '500 LCP: at 505']);
  });

  it('show LCP in the frame that was a little before it where no other was shown soon after', () => {
    expect(candidates(at(100, 460, 495, 900), 500)).toEqual(['100: at 100', '500 LCP: at 495']);
  });

  it('show LCP in the next frame where there is none about its time, when that was shown', () => {
    expect(candidates(at(100, 900), 500)).toEqual(['100: at 100', '900 LCP: at 900']);
    expect(candidates(at(100, 300), 500)).toEqual(['100: at 100', '300: at 300']);
  });

  it('go to the last frame where the page has no LCP', () => {
    expect(candidates(at(100, 300, 5000), null)).toEqual(['100: at 100', '300: at 300', '5000: at 5000']);
  });

  it('begin with what was there before where a soft navigation is measured', () => {
    expect(candidates(at(-900, -20, 100, 500), 500, { isSoft: true })).toEqual([
      '0: at -20',
      '100: at 100',
      '500 LCP: at 500',
    ]);
  });

  it('are not those that repeat the one before', () => {
    const frames = [frame(100, 'a'), frame(150, 'a'), frame(200, 'b'), frame(250, 'a')];
    expect(candidates(frames, null)).toEqual(['100: a', '200: b', '250: a']);
  });

  it('are of many the first four, the last, and some between', () => {
    const times = Array.from({ length: 1000 }, (_, index) => 10 * (index + 1));
    const kept = candidates(at(...times), 9000).map((text) => Number.parseInt(text, 10));
    expect(kept).toHaveLength(24);
    expect(kept.slice(0, 4)).toEqual([10, 20, 30, 40]);
    expect(kept.at(-1)).toBe(9000);
    const gaps = kept.slice(4).map((time, index) => time - (kept[index + 3] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(9000 / 12);
  });
});

type Look = { readonly atMs: number; readonly look: string; readonly isLcp?: boolean };

/** What a filmstrip has of frames that look like that; `blank` is blank. */
function strip(...looks: readonly Look[]) {
  const shrunk = looks.map(({ atMs, look, isLcp = false }) => ({
    frame: frame(atMs),
    atMs,
    isLcp,
    width: 160,
    height: 285,
    picture: Buffer.from(look),
    isBlank: look === 'blank',
  }));
  return filmstripOf(shrunk)?.frames.map(({ atMs, picture }) => `${atMs} ${Buffer.from(picture).toString()}`);
}

describe('a filmstrip', () => {
  it('begins with the first frame that is not blank, whatever the order in which they were shrunk', () => {
    expect(
      strip(
        { atMs: 500, look: 'hero', isLcp: true },
        { atMs: 20, look: 'blank' },
        { atMs: 100, look: 'title' },
        { atMs: 200, look: 'blank' },
      ),
    ).toEqual(['100 title', '200 blank', '500 hero']);
  });

  it('has each frame once where they look the same when they are small, and LCP nevertheless', () => {
    expect(
      strip(
        { atMs: 100, look: 'title' },
        { atMs: 200, look: 'title' },
        { atMs: 300, look: 'menu' },
        { atMs: 500, look: 'menu', isLcp: true },
      ),
    ).toEqual(['100 title', '300 menu', '500 menu']);
  });

  it('has LCP where all that is painted is blank, and is none without it', () => {
    expect(strip({ atMs: 100, look: 'blank' }, { atMs: 500, look: 'blank', isLcp: true })).toEqual(['500 blank']);
    expect(strip({ atMs: 100, look: 'blank' })).toBeUndefined();
  });

  it('has ten frames at most, the first and the last among them', () => {
    const looks = Array.from({ length: 24 }, (_, index) => ({ atMs: 100 + index, look: `frame ${index}` }));
    const frames = strip(...looks, { atMs: 900, look: 'hero', isLcp: true }) ?? [];
    expect(frames).toHaveLength(10);
    expect([frames[0], frames.at(-1)]).toEqual(['100 frame 0', '900 hero']);
  });
});
