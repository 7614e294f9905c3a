import { expect, it } from 'vitest';

import { cleanerOf } from '../../../src/lab/diagnosis/cleaner.ts';
import { shiftsOf } from '../../../src/lab/diagnosis/shifts.ts';
import type { DiagnosedRequest } from '../../../src/model/diagnosis.ts';
import { request } from '../../cause/records.ts';

const rect = { x: 0, y: 0, width: 100, height: 100 };
const SHIFT = { value: 0.2, at: 500, moved: [{ selector: '#content', before: rect, after: rect }], suspects: [] };

/** What moved content at 500 ms, after the frame of 480 ms, on a page that asked for the sheet. */
async function culprits(sheet: Partial<DiagnosedRequest>): Promise<(string | null)[]> {
  const [shift] = await shiftsOf([SHIFT], {
    startMs: 0,
    clean: cleanerOf({ text: (text) => text }),
    requests: [request({ url: 'https://shop.example/late.css', kind: 'style', ...sheet })],
    frameBefore: () => 480,
    lastChange: () => [],
    makerOf: () => Promise.resolve({ createdBy: [], renderedBy: [] }),
  });
  return (shift?.culprits ?? []).map(({ kind, url }) => `${kind} ${url}`);
}

it('a style sheet that came between two frames moved content, though its element was not told yet', async () => {
  expect(await culprits({ endedMs: 490 })).toEqual(['style https://shop.example/late.css']);
});

it.each([
  ['came long before', { endedMs: 200 }],
  ['came after', { endedMs: 510 }],
  ['nothing is painted before', { endedMs: 490, isRenderBlocking: true }],
])('a style sheet did not that %s', async (_, sheet) => {
  expect(await culprits(sheet)).toEqual([]);
});
