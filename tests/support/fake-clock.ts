import { vi } from 'vitest';

/** Stops the clock of timeouts and deadlines, for tests whose subject is time; network traffic still arrives. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
}

/** Lets the stopped clock go on by a millisecond in each turn of the event loop, until that is so. */
export async function untilTurn(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await vi.advanceTimersByTimeAsync(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
