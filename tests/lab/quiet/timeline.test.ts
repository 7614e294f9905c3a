import { expect, test } from 'vitest';

import { LEAST_SETTLE_MS, longest, Timeline, type Activity } from '../../../src/lab/quiet/timeline.ts';

const LEAST = { settleMs: LEAST_SETTLE_MS, because: null };
const LCP = 'a new largest contentful paint';
const SHIFT = 'a layout shift';

const metric = (at: number, what = SHIFT): Activity => ({ at, kind: 'metric', what });
const other = (at: number): Activity => ({ at, kind: 'other', what: 'a message' });
const asked = (at: number): Activity => ({ at, kind: 'other', what: 'a request' });
const answered = (at: number, awaitedSince: number): Activity => ({
  at,
  kind: 'other',
  what: 'an answer',
  awaitedSince,
});

function learnt(...activities: readonly Activity[]) {
  const timeline = new Timeline(0);
  for (const activity of activities) timeline.add(activity);
  return timeline.learnt();
}

test('a page on which nothing happens asks for the least', () => {
  expect(learnt()).toEqual(LEAST);
});

test('what changes a metric after a quiet stretch asks for that stretch and a margin', () => {
  expect(learnt(metric(900))).toEqual({ settleMs: 1450, because: SHIFT });
});

test('the longest stretch before it counts, whatever ended that', () => {
  expect(learnt(other(800), metric(900))).toEqual({ settleMs: 1300, because: SHIFT });
});

test('what changes no metric, and what comes after the last that did, asks for nothing', () => {
  expect(learnt(metric(30), other(4000))).toEqual(LEAST);
});

test('the time of a request, however long, is waited for by every visit', () => {
  expect(learnt(asked(10), answered(3000, 10), metric(3030, LCP))).toEqual(LEAST);
});

test.each([
  ['a metric that changed by itself', [metric(910, LCP)], 1450],
  ['a request that was made meanwhile, and changed a metric', [asked(900), answered(905, 900), metric(910, LCP)], 1440],
])('%s while a request was in flight asks for the stretch before it', (_, late, settleMs) => {
  expect(learnt(asked(10), ...late, answered(3500, 10))).toEqual({ settleMs, because: LCP });
});

test('the first paint is waited for by every visit, but not what a timer does before it', () => {
  const paint: Activity = { ...metric(1000, 'its first paint'), awaitedSince: 0 };
  expect(learnt(paint, metric(1000, LCP))).toEqual(LEAST);
  expect(learnt(asked(900), answered(910, 900), paint, metric(1000, LCP))).toEqual({
    settleMs: 1450,
    because: 'its first paint',
  });
});

test('a task of the main thread is waited for, and not the time before it', () => {
  const timeline = new Timeline(0);
  timeline.add(asked(10));
  timeline.add(answered(100, 10));
  // It asks for something while it runs, and is reported when it has ended.
  timeline.add(asked(600));
  timeline.busy(120, 700);
  timeline.add({ at: 705, kind: 'other', what: 'a long task' });
  timeline.add(metric(720, LCP));
  expect(timeline.learnt()).toEqual(LEAST);
  timeline.busy(1700, 1800);
  timeline.add(metric(1810, LCP));
  expect(timeline.learnt()).toEqual({ settleMs: 1570, because: LCP });
});

test('what a document or a script does while it is read is not late, though its answer is reported after it', () => {
  const script: Activity = { ...answered(600, 10), isRead: true };
  const timeline = new Timeline(0);
  timeline.add(asked(10));
  timeline.busy(500, 590);
  timeline.add(script);
  timeline.add(metric(620, LCP));
  expect(timeline.learnt()).toEqual(LEAST);
  expect(learnt(asked(10), asked(500), script, metric(620, LCP))).toEqual(LEAST);
  expect(learnt(asked(10), asked(440), script, metric(620, LCP)).settleMs).toBe(750);
  expect(learnt(asked(10), metric(500, LCP), script).settleMs).toBe(840);
  expect(learnt(asked(10), asked(500), answered(600, 10), metric(620, LCP)).settleMs).toBe(840);
});

test('a change that comes two frames after what it waited for asks for the least, a later one for more', () => {
  expect(learnt(metric(33, LCP)).settleMs).toBe(LEAST_SETTLE_MS);
  expect(learnt(metric(34, LCP)).settleMs).toBe(LEAST_SETTLE_MS + 10);
});

test('a stretch in which a video had not shown its first frame was not quiet', () => {
  const timeline = new Timeline(0);
  timeline.add(other(30));
  timeline.hold();
  timeline.add(metric(4000, 'the first frame of a video'));
  timeline.add(metric(4030, LCP));
  expect(timeline.learnt()).toEqual(LEAST);
});

test('a stretch that a visit waits through anyway was quiet only after that', () => {
  const timeline = new Timeline(0);
  timeline.add(metric(30), 1150);
  timeline.add(metric(1750), 2800);
  expect(timeline.learnt()).toEqual({ settleMs: 1000, because: SHIFT });
});

test('of very many activities the stretches before the metric count as well', () => {
  const timeline = new Timeline(0);
  for (let index = 1; index <= 25_000; index += 1) timeline.add(other(900 + index));
  timeline.add(metric(26_000));
  expect(timeline.learnt()).toEqual({ settleMs: 1460, because: SHIFT });
});

test('of two sides the longer one counts', () => {
  const long = { settleMs: 900, because: SHIFT };
  expect(longest([LEAST, long])).toEqual(long);
  expect(longest([])).toEqual(LEAST);
});
