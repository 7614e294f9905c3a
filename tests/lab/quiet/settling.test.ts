import { expect, test } from 'vitest';

import type { UnsettledPage } from '../../../src/lab/quiet/unsettled-page.ts';
import { Settling } from '../../../src/lab/quiet/settling.ts';

const UNSETTLED: UnsettledPage = {
  note: 'The page never became quiet.',
  lcp: 'an image',
  cls: 'shifts',
  bytes: 'a request',
};
const OPEN = { lcp: 'an image', inp: null, cls: 'shifts', fcp: null, bytes: 'a request' };
const CLOSED = { lcp: null, inp: null, cls: null, fcp: null, bytes: null };

/** Of a page that is quiet, or not, each time it is asked for. */
function settling(...found: readonly (UnsettledPage | null)[]): Settling {
  const left = [...found];
  const settled = () => Promise.resolve(left.shift() ?? null);
  const watch = { settled, learn: () => Promise.reject(new Error('nothing is learnt here')) };
  return new Settling(watch, 500, {
    endsWithPage: false,
    lull: () => null,
    beside: (wait) => wait(),
  });
}

test('a page that settled has nothing open', async () => {
  const quiet = settling(null, null);
  await quiet.page(true);
  await quiet.script();
  expect(quiet.open(false)).toEqual(CLOSED);
});

test('what the page left open is open, whatever its script did', async () => {
  const restless = settling(UNSETTLED, null);
  await restless.page(true);
  await restless.script();
  expect(restless.open(true)).toEqual(OPEN);
});

test('what the script left open is open, except LCP where the script ended it', async () => {
  const restless = settling(null, UNSETTLED);
  await restless.page(true);
  await restless.script();
  expect(restless.open(false)).toEqual(OPEN);
  expect(restless.open(true)).toEqual({ ...OPEN, lcp: null });
});

test('the script of a document before the one that is measured leaves nothing open', async () => {
  const navigated = settling(null, UNSETTLED, null);
  await navigated.page(false);
  await navigated.script();
  await navigated.page(true);
  expect(navigated.open(false)).toEqual(CLOSED);
});
