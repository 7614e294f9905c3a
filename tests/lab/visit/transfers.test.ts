import { expect, it } from 'vitest';

import { withBodies, type Transfer } from '../../../src/lab/visit/transfers.ts';

const transfer = (url: string, bytes: number, isBodyUnknown: boolean): Transfer => ({
  type: 'script',
  url,
  bytes,
  isBodyUnknown,
});

it('a body that Chrome has not counted has the size that the page knows', async () => {
  const counted = transfer('https://shop.example/app.js', 1000, false);
  const known = transfer('https://shop.example/worker.js', 230, true);
  const nested = transfer('https://shop.example/nested.js', 240, true);
  const asked: string[] = [];
  const sizesOf = (urls: readonly string[]) => {
    asked.push(...urls);
    return Promise.resolve(new Map([[known.url, 63]]));
  };
  expect(await withBodies([counted, known, nested], sizesOf)).toEqual([
    counted,
    { ...known, bytes: 293, isBodyUnknown: false },
    nested,
  ]);
  expect(asked).toEqual([known.url, nested.url]);
});
