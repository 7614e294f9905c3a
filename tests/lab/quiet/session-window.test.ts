import { expect, test } from 'vitest';

import { SessionWindow } from '../../../src/lab/quiet/session-window.ts';

function shiftedAt(...times: number[]): SessionWindow {
  const window = new SessionWindow();
  for (const at of times) window.shift(at);
  return window;
}

test('no window is open before the first shift', () => {
  expect(new SessionWindow().openUntil(0)).toBeNull();
});

test('a window is open for a second after its last shift, and a moment in which that is reported', () => {
  expect(shiftedAt(100, 800).openUntil(900)).toBe(1850);
  expect(shiftedAt(100, 800).openUntil(1850)).toBeNull();
});

test('a window lasts five seconds at most', () => {
  const times = Array.from({ length: 8 }, (_, index) => index * 700);
  expect(shiftedAt(...times).openUntil(4950)).toBe(5050);
});

test('a shift after a second of rest begins another window', () => {
  expect(shiftedAt(0, 3000).openUntil(3100)).toBe(4050);
});

test('a page that shifts on after a whole window is waited for no longer', () => {
  const times = Array.from({ length: 30 }, (_, index) => index * 300);
  expect(shiftedAt(...times).openUntil(8710)).toBeNull();
});
