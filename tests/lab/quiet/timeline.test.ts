import { expect, test } from 'vitest';

import { LEAST_SETTLE_MS, longest, Timeline, type Hold } from '../../../src/lab/quiet/timeline.ts';

const LEAST = { settleMs: LEAST_SETTLE_MS, because: null };
const free = (until: number): Hold => ({ until, byRequests: false });
const REQUESTING: Hold = { until: 0, byRequests: true };
const UNPAINTED: Hold = { until: Number.POSITIVE_INFINITY, byRequests: false };

test('a page on which nothing happens asks for the least', () => {
  expect(new Timeline(1000, free(1000)).learnt()).toEqual(LEAST);
});

test('what changes a metric after a quiet stretch asks for that stretch and a margin', () => {
  const timeline = new Timeline(1000, free(1000));
  timeline.add({ at: 1900, kind: 'metric', what: 'a layout shift' }, free(1900));
  expect(timeline.learnt()).toEqual({ settleMs: 1450, because: 'a layout shift' });
});

test('the longest stretch before it counts, whatever ended that', () => {
  const timeline = new Timeline(0, free(0));
  timeline.add({ at: 800, kind: 'other', what: 'a message' }, free(800));
  timeline.add({ at: 900, kind: 'metric', what: 'a layout shift' }, free(900));
  expect(timeline.learnt()).toEqual({ settleMs: 1300, because: 'a layout shift' });
});

test('what changes no metric, and what comes after the last that did, asks for nothing', () => {
  const timeline = new Timeline(0, free(0));
  timeline.add({ at: 30, kind: 'metric', what: 'a layout shift' }, free(30));
  timeline.add({ at: 4000, kind: 'other', what: 'a message' }, free(4000));
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a stretch in which a request was in flight was not quiet', () => {
  const timeline = new Timeline(0, REQUESTING);
  timeline.add({ at: 3000, kind: 'other', what: 'response' }, free(3000));
  timeline.add({ at: 3030, kind: 'metric', what: 'a new largest contentful paint' }, free(3030));
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a metric that changed by itself while a request was in flight asks for the stretch before it', () => {
  const timeline = new Timeline(0, REQUESTING);
  timeline.add({ at: 100, kind: 'other', what: 'another request' }, REQUESTING);
  timeline.add({ at: 300, kind: 'metric', what: 'a layout shift' }, REQUESTING);
  timeline.add({ at: 3000, kind: 'other', what: 'response' }, free(3000));
  expect(timeline.learnt()).toEqual({ settleMs: 400, because: 'a layout shift' });
});

test('a stretch before the first paint was not quiet', () => {
  const timeline = new Timeline(0, UNPAINTED);
  timeline.add({ at: 900, kind: 'metric', what: 'its first paint' }, free(900));
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a change that comes two frames after what it waited for asks for the least, a later one for more', () => {
  for (const [at, settleMs] of [
    [33, LEAST_SETTLE_MS],
    [34, LEAST_SETTLE_MS + 50],
  ] as const) {
    const timeline = new Timeline(0, free(0));
    timeline.add({ at, kind: 'metric', what: 'a new largest contentful paint' }, free(at));
    expect(timeline.learnt().settleMs).toBe(settleMs);
  }
});

test('a stretch in which a video had not shown its first frame was not quiet', () => {
  const timeline = new Timeline(0, free(0));
  timeline.add({ at: 30, kind: 'other', what: 'a video' }, free(30));
  timeline.hold();
  timeline.add({ at: 4000, kind: 'metric', what: 'the first frame of a video' }, free(4000));
  timeline.add({ at: 4030, kind: 'metric', what: 'a new largest contentful paint' }, free(4030));
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a stretch that a visit waits through anyway was quiet only after that', () => {
  const timeline = new Timeline(0, free(0));
  timeline.add({ at: 100, kind: 'metric', what: 'a layout shift' }, free(1150));
  timeline.add({ at: 1750, kind: 'metric', what: 'a layout shift' }, free(2800));
  expect(timeline.learnt()).toEqual({ settleMs: 1000, because: 'a layout shift' });
});

test('of two sides the longer one counts', () => {
  const long = { settleMs: 900, because: 'a layout shift' };
  expect(longest([LEAST, long])).toEqual(long);
  expect(longest([])).toEqual(LEAST);
});
