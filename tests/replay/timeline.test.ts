import { expect, test } from 'vitest';

import { commonPauses, hasEarlyHeads, Timeline } from '../../src/replay/timeline.ts';

/** An answer whose head comes at a time, and the chunks of its body at these, ms. */
function timelineOf(chunks: readonly (readonly [atMs: number, bytes: number])[], headMs = 0): Timeline {
  let now = 1000;
  const timeline = new Timeline(now, () => now);
  now += headMs;
  timeline.begin();
  for (const [atMs, bytes] of chunks) {
    now = 1000 + atMs;
    timeline.add(bytes);
  }
  timeline.end();
  return timeline;
}

test('what comes together has no pause', () => {
  const { pauses, endMs } = timelineOf([
    [5, 10],
    [6, 10],
    [7, 10],
  ]);
  expect(pauses).toEqual([]);
  expect(endMs).toBe(7);
});

test('each byte has the time of the piece that it came in', () => {
  const timeline = timelineOf([
    [5, 10],
    [50, 10],
    [51, 10],
    [90, 5],
  ]);
  expect(timeline.pauses).toEqual([
    { bytes: 10, ms: 45 },
    { bytes: 30, ms: 39 },
  ]);
  expect([1, 10, 11, 30, 31, 35, 99].map((bytes) => timeline.msAt(bytes))).toEqual([5, 5, 51, 51, 90, 90, 90]);
});

test('a body that drips without end keeps its first pause and its longest ones', () => {
  const chunks = Array.from({ length: 5000 }, (_, index) => [10 * index + (index > 300 ? 500 : 0), 1] as const);
  const pauses = commonPauses([timelineOf(chunks)]);
  expect(pauses).toHaveLength(8);
  expect(pauses).toContain(1);
  expect(pauses).toContain(301);
});

test('a pause that every answer has counts before one that a single answer has, however long', () => {
  const inEach = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(
    (at) =>
      [
        [0, 100],
        [50, 50 + at],
        [80 + at, 900],
      ] as const,
  );
  expect(commonPauses(inEach.map(timelineOf))[0]).toBe(100);
  expect(commonPauses(inEach.map(timelineOf))).toHaveLength(8);
});

test('chunks that follow each other closely are not one piece for that', () => {
  const chunks = Array.from({ length: 400 }, (_, index) => [index, 1] as const);
  expect(timelineOf(chunks).msAt(1)).toBeLessThan(4);
});

test('an empty body has an end', () => {
  expect(timelineOf([]).msAt(1)).toBe(0);
  expect(timelineOf([]).pauses).toEqual([]);
});

test('heads are early where most of them are', () => {
  const [early, late] = [timelineOf([[50, 10]], 5), timelineOf([[50, 10]], 50)];
  expect(hasEarlyHeads([early, late, early])).toBe(true);
  expect(hasEarlyHeads([early, late, late])).toBe(false);
  expect(hasEarlyHeads([])).toBe(false);
});

test('the head has a time of its own, which is early where the body does not follow at once', () => {
  const early = timelineOf([[50, 10]], 5);
  expect([early.msAt(0), early.msAt(1), early.hasEarlyHead]).toEqual([5, 50, true]);
  expect(timelineOf([[6, 10]], 5).hasEarlyHead).toBe(false);
});
