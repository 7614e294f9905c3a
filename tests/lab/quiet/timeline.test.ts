import { expect, test } from 'vitest';

import { LEAST_SETTLE_MS, longest, Timeline } from '../../../src/lab/quiet/timeline.ts';

const LEAST = { settleMs: LEAST_SETTLE_MS, because: null };
const HELD = Number.POSITIVE_INFINITY;

test('a page on which nothing happens asks for the least', () => {
  expect(new Timeline(1000, 1000).learnt()).toEqual(LEAST);
});

test('what changes a metric after a quiet stretch asks for that stretch and a margin', () => {
  const timeline = new Timeline(1000, 1000);
  timeline.add({ at: 1900, kind: 'metric', what: 'a layout shift' }, 1900);
  expect(timeline.learnt()).toEqual({ settleMs: 1450, because: 'a layout shift' });
});

test('the longest stretch before it counts, whatever ended that', () => {
  const timeline = new Timeline(0, 0);
  timeline.add({ at: 800, kind: 'other', what: 'a message' }, 800);
  timeline.add({ at: 900, kind: 'metric', what: 'a layout shift' }, 900);
  expect(timeline.learnt()).toEqual({ settleMs: 1300, because: 'a layout shift' });
});

test('what changes no metric, and what comes after the last that did, asks for nothing', () => {
  const timeline = new Timeline(0, 0);
  timeline.add({ at: 50, kind: 'metric', what: 'a layout shift' }, 50);
  timeline.add({ at: 4000, kind: 'other', what: 'a message' }, 4000);
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a stretch in which a request was in flight was not quiet', () => {
  const timeline = new Timeline(0, HELD);
  timeline.add({ at: 3000, kind: 'other', what: 'response' }, 3000);
  timeline.add({ at: 3050, kind: 'metric', what: 'a new largest contentful paint' }, 3050);
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a stretch in which a video had not shown its first frame was not quiet', () => {
  const timeline = new Timeline(0, 0);
  timeline.add({ at: 50, kind: 'other', what: 'a video' }, 50);
  timeline.hold();
  timeline.add({ at: 4000, kind: 'metric', what: 'the first frame of a video' }, 4000);
  timeline.add({ at: 4100, kind: 'metric', what: 'a new largest contentful paint' }, 4100);
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a stretch that a visit waits through anyway was quiet only after that', () => {
  const timeline = new Timeline(0, 0);
  timeline.add({ at: 100, kind: 'metric', what: 'a layout shift' }, 1150);
  timeline.add({ at: 1750, kind: 'metric', what: 'a layout shift' }, 2800);
  expect(timeline.learnt()).toEqual({ settleMs: 1000, because: 'a layout shift' });
});

test('of two sides the longer one counts', () => {
  const long = { settleMs: 900, because: 'a layout shift' };
  expect(longest([LEAST, long])).toEqual(long);
  expect(longest([])).toEqual(LEAST);
});
