import type { CDPSession } from 'puppeteer';

import { afterEach, expect, test, vi } from 'vitest';

import type { Frame } from '../../../src/lab/diagnosis/film.ts';
import { illustrationsOf } from '../../../src/lab/diagnosis/pictures.ts';

const WEBP = (body: string): string => Buffer.from(`RIFF0000WEBP${body}`, 'latin1').toString('base64');
const frame = (atMs: number, data: string): Frame => ({ atMs, data, width: 800, height: 1600 });
const rect = { x: 0, y: 0, width: 100, height: 100 };
const SHIFT = {
  value: 0.2,
  atMs: 100,
  moved: [{ selector: '#text', before: rect, after: { ...rect, y: 100 } }],
  culprits: [],
  pictures: { before: null, after: null },
};
const TIMES = { originMs: 0, paintedMs: 10, shiftsMs: [100], frameOf: (ms: number): number => ms };

afterEach(() => void vi.useRealTimers());

/** How often Chrome is asked to draw a frame before it hangs. */
function chrome(most = Infinity): CDPSession {
  let drawn = 0;
  const draw = ([data]: readonly { readonly value: string }[] = []): Promise<unknown> => {
    drawn += 1;
    if (drawn > most) return new Promise(() => undefined);
    const picture = WEBP(data?.value ?? '');
    return Promise.resolve({ result: { value: { picture, width: 160, height: 285, isBlank: data?.value === '' } } });
  };
  const send = (method: string, { arguments: given }: { arguments?: { value: string }[] }): Promise<unknown> =>
    method === 'Page.createIsolatedWorld' ? Promise.resolve({ executionContextId: 1 }) : draw(given);
  return { send } as unknown as CDPSession;
}

const FILM = { startMs: 0, isSoft: false, lcpMs: 300 };

const taken = (before: string, after: string) =>
  illustrationsOf(chrome(), 'main', [frame(50, before), frame(120, after)], {
    shifts: [SHIFT],
    shiftTimes: TIMES,
    filmTimes: FILM,
  });

/** The bodies of the pictures of a filmstrip, with their times. */
const told = (frames: readonly { readonly atMs: number; readonly picture: Uint8Array }[] = []) =>
  frames.map(({ atMs, picture }) => `${atMs} ${Buffer.from(picture).toString('latin1', 12)}`);

test('a shift has what was shown before it and after it', async () => {
  const pictures = (await taken('no banner', 'banner')).pictures.get(0);
  expect(Buffer.from(pictures?.before ?? []).toString()).toBe('RIFF0000WEBPno banner');
  expect(Buffer.from(pictures?.after ?? []).toString()).toBe('RIFF0000WEBPbanner');
  // What moved, with a margin, as far as it is on the screen.
  expect(pictures?.area).toEqual({ x: 0, y: 0, width: 124, height: 224 });
});

test('a shift that Chrome has not shown has none', async () => {
  expect((await taken('no banner', 'no banner')).pictures).toEqual(new Map());
});

test('the filmstrip has what was shown until LCP', async () => {
  const frames = [frame(50, ''), frame(120, 'title'), frame(304, 'hero'), frame(500, 'banner')];
  const about = { shifts: [], shiftTimes: TIMES, filmTimes: FILM };
  const { filmstrip, pictures } = await illustrationsOf(chrome(), 'main', frames, about);
  expect(told(filmstrip?.frames)).toEqual(['120 title', '300 hero']);
  expect(filmstrip).toMatchObject({ width: 160, height: 285 });
  expect(pictures).toEqual(new Map());
});

test('a page that hangs meanwhile costs the pictures that are left, the one with LCP last', async () => {
  vi.useFakeTimers();
  const frames = [frame(50, 'logo'), frame(120, 'title'), frame(304, 'hero')];
  const about = { shifts: [], shiftTimes: TIMES, filmTimes: FILM };
  const cut = illustrationsOf(chrome(2), 'main', frames, about);
  await vi.advanceTimersByTimeAsync(5000);
  expect(told((await cut).filmstrip?.frames)).toEqual(['50 logo', '300 hero']);
});

test('a film without frames has neither', async () => {
  const about = { shifts: [SHIFT], shiftTimes: TIMES, filmTimes: FILM };
  expect(await illustrationsOf(chrome(), 'main', [], about)).toEqual({ pictures: new Map(), filmstrip: null });
});
