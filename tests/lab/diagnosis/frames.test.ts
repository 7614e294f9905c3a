import { describe, expect, it } from 'vitest';

import type { Frame } from '../../../src/lab/diagnosis/film.ts';
import { areaOf, framesAround, largestShifts } from '../../../src/lab/diagnosis/frames.ts';

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const moved = (before: ReturnType<typeof rect>, after: ReturnType<typeof rect>) => ({ selector: 'p', before, after });
const VIEW = { width: 800, height: 600 };

function frame(atMs: number): Frame {
  return { atMs, data: '', ...VIEW };
}

function timesAround(framesAt: readonly number[], over: Partial<Parameters<typeof framesAround>[1]> = {}) {
  const { before, after } = framesAround(framesAt.map(frame), {
    paintedMs: 50,
    atMs: 1000,
    committedMs: 1010,
    nextMs: Infinity,
    ...over,
  });
  return [before?.atMs ?? null, after?.atMs ?? null];
}

describe('the frames around a shift', () => {
  it('are the last one before it and the one that its commit led to', () => {
    expect(timesAround([60, 900, 1030, 5000])).toEqual([900, 1030]);
  });

  it('are after it the last of a short while, because the first may have been on its way already', () => {
    expect(timesAround([983, 999, 1011, 1027, 1043, 1510, 1511])).toEqual([999, 1510]);
  });

  it('are never one that was shown while the frame with the shift was made', () => {
    expect(timesAround([900, 1005])).toEqual([900, null]);
    expect(timesAround([900, 1000, 1012])).toEqual([900, 1012]);
  });

  it('are the next one where the screen took long', () => {
    expect(timesAround([900, 1600, 1900])).toEqual([900, 1600]);
  });

  it('are from before the next shift, unless the screen took longer', () => {
    expect(timesAround([900, 1030, 1090, 1200], { nextMs: 1100 })).toEqual([900, 1090]);
    expect(timesAround([900, 1120, 1200], { nextMs: 1100 })).toEqual([900, 1120]);
  });

  it('are none of what was shown before the page painted', () => {
    expect(timesAround([10, 149], { paintedMs: 200 })).toEqual([null, null]);
    expect(timesAround([10, 149, 150], { paintedMs: 200 })).toEqual([150, null]);
  });
});

describe('the shifts with pictures', () => {
  it('are the three largest, the largest one first', () => {
    expect(largestShifts([0.1, 0.3, 0.05, 0.2, 0.3].map((value) => ({ value })))).toEqual([1, 4, 3]);
    expect(largestShifts([])).toEqual([]);
  });
});

describe('the area of a picture', () => {
  it('has where everything was and is, with a margin', () => {
    const shift = [
      moved(rect(100, 200, 50, 40), rect(100, 300, 50, 40)),
      moved(rect(200, 250, 80, 10), rect(200, 350, 80, 10)),
    ];
    expect(areaOf(shift, VIEW)).toEqual(rect(76, 176, 228, 208));
  });

  it('ends where the frame ends, however large the page is', () => {
    expect(areaOf([moved(rect(-1e6, 0, 2e6, 10), rect(-1e6, 1e6, 2e6, 10))], VIEW)).toEqual(rect(0, 0, 800, 600));
  });

  it('does not have the corner because something was or is nowhere', () => {
    expect(areaOf([moved(rect(0, 0, 0, 0), rect(300, 300, 100, 100))], VIEW)).toEqual(rect(276, 276, 148, 148));
  });

  it('is none where nothing of it is shown', () => {
    expect(areaOf([], VIEW)).toBeNull();
    expect(areaOf([moved(rect(0, 0, 0, 0), rect(0, 0, 0, 5))], VIEW)).toBeNull();
    expect(areaOf([moved(rect(900, 0, 10, 10), rect(900, 50, 10, 10))], VIEW)).toBeNull();
  });
});
