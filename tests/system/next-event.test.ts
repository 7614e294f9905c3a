import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { NextEvent } from '../../src/system/next-event.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether it has resolved, before any time passes. */
async function isOver(waiting: Promise<void>): Promise<boolean> {
  return Promise.race([waiting.then(() => true), vi.advanceTimersByTimeAsync(0).then(() => false)]);
}

test('the wait ends with the next event', async () => {
  const event = new NextEvent();
  const waiting = event.within(1000);
  expect(await isOver(waiting)).toBe(false);
  event.come();
  expect(await isOver(waiting)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('the wait ends after its time where no event comes', async () => {
  const waiting = new NextEvent().within(1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(await isOver(waiting)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(waiting)).toBe(true);
});

test('an event that nothing waits for is not kept', async () => {
  const event = new NextEvent();
  event.come();
  expect(await isOver(event.within(1000))).toBe(false);
});
