import { expect, test } from 'vitest';

import { unsettledPage, type Unquiet } from '../../../src/lab/quiet/unsettled-page.ts';

const UNQUIET: Unquiet = {
  unpaintedMs: null,
  pending: [],
  mayPaint: undefined,
  video: null,
  hasNewLcp: false,
  hasOpenCls: false,
  last: 'a long task',
};

test('a page that only works on is told by what happened last, and leaves no metric open', () => {
  expect(unsettledPage(UNQUIET)).toEqual({
    note: 'The page never became quiet: a long task.',
    lcp: null,
    cls: null,
    bytes: null,
  });
});

test('what changed in the settle window may change on', () => {
  expect(unsettledPage({ ...UNQUIET, hasNewLcp: true })).toMatchObject({
    lcp: 'a new largest contentful paint',
    cls: null,
  });
  expect(unsettledPage({ ...UNQUIET, hasOpenCls: true })).toMatchObject({ lcp: null, cls: 'layout shifts' });
});

test('a request that cannot paint leaves only the bytes open', () => {
  expect(unsettledPage({ ...UNQUIET, pending: ['/poll', '/log', '/beat'] })).toEqual({
    note: 'The page never became quiet: a request for /poll and 2 more.',
    lcp: null,
    cls: null,
    bytes: 'a request for /poll and 2 more',
  });
});

test('a request that may paint leaves all open, and so does a video without a frame', () => {
  const request = 'a request for /hero.avif';
  expect(unsettledPage({ ...UNQUIET, pending: ['/hero.avif'], mayPaint: '/hero.avif', hasNewLcp: true })).toEqual({
    note: `The page never became quiet: ${request}.`,
    lcp: request,
    cls: request,
    bytes: request,
  });
  const frame = 'the first frame of /film.mp4';
  expect(unsettledPage({ ...UNQUIET, video: '/film.mp4' })).toEqual({
    note: `The page never became quiet: ${frame}.`,
    lcp: frame,
    cls: frame,
    bytes: frame,
  });
});

test('a page that painted nothing has no metric that could change', () => {
  expect(unsettledPage({ ...UNQUIET, unpaintedMs: 15_000, pending: ['/app.js'], mayPaint: '/app.js' })).toEqual({
    note: 'The page painted nothing within 15 s.',
    lcp: null,
    cls: null,
    bytes: 'a request for /app.js',
  });
});
