import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { createSender } from '../../../src/beacon/sender.ts';

let [onLine, isQueued] = [true, true];
const listeners: (() => void)[] = [];
const sendBeacon = vi.fn((_url: string, _body: string) => isQueued);
const fetched = vi.fn((_url: string, _init: RequestInit): Promise<void> => Promise.reject(new Error('no network')));

beforeEach(() => {
  [onLine, isQueued] = [true, true];
  listeners.length = 0;
  sendBeacon.mockClear();
  fetched.mockClear();
  vi.useFakeTimers();
  vi.stubGlobal('navigator', {
    get onLine() {
      return onLine;
    },
    sendBeacon,
  });
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('addEventListener', (_name: string, listener: () => void) => listeners.push(listener));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('queues records that leave together as one request', () => {
  createSender('/c')(['{"a":1}', '{"b":2}']);
  expect(sendBeacon.mock.calls).toEqual([['/c', '{"a":1}\n{"b":2}\n']]);
  expect(fetched).not.toHaveBeenCalled();
});

it('falls back to fetch without credentials, and tries again a bounded number of times', async () => {
  isQueued = false;
  createSender('/c')(['{}']);
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({ body: '{}\n', keepalive: true, credentials: 'omit' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(fetched).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(fetched).toHaveBeenCalledTimes(3);
});

it('holds records while the browser is offline, and sends them once it is online', () => {
  onLine = false;
  createSender('/c')(['{}']);
  expect(sendBeacon).not.toHaveBeenCalled();
  onLine = true;
  for (const tell of listeners) tell();
  for (const tell of listeners) tell();
  expect(fetched).toHaveBeenCalledTimes(1);
});
