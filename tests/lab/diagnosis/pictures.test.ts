import type { CDPSession } from 'puppeteer';

import { expect, test } from 'vitest';

import type { Frame } from '../../../src/lab/diagnosis/film.ts';
import { picturesOf } from '../../../src/lab/diagnosis/pictures.ts';

const WEBP = (body: string): string => Buffer.from(`RIFF0000WEBP${body}`, 'latin1').toString('base64');
const frame = (atMs: number, data: string): Frame => ({ atMs, data, width: 800, height: 600 });
const rect = { x: 0, y: 0, width: 100, height: 100 };
const SHIFT = {
  value: 0.2,
  atMs: 100,
  moved: [{ selector: '#text', before: rect, after: { ...rect, y: 100 } }],
  culprits: [],
  pictures: { before: null, after: null },
};
const TIMES = { originMs: 0, paintedMs: 10, shiftsMs: [100], frameOf: (ms: number): number => ms };

/** A Chrome in which a cut frame is its data again. */
const CHROME = {
  send: (method: string, { arguments: [data] = [] }: { arguments?: { value: string }[] }) =>
    Promise.resolve(
      method === 'Page.createIsolatedWorld'
        ? { executionContextId: 1 }
        : { result: { value: WEBP(data?.value ?? '') } },
    ),
} as unknown as CDPSession;

const taken = (before: string, after: string) =>
  picturesOf(CHROME, 'main', [frame(50, before), frame(120, after)], [SHIFT], TIMES);

test('a shift has what was shown before it and after it', async () => {
  const pictures = (await taken('no banner', 'banner')).get(0);
  expect(Buffer.from(pictures?.before ?? []).toString()).toBe('RIFF0000WEBPno banner');
  expect(Buffer.from(pictures?.after ?? []).toString()).toBe('RIFF0000WEBPbanner');
});

test('a shift that Chrome has not shown has none', async () => {
  expect(await taken('no banner', 'no banner')).toEqual(new Map());
});
