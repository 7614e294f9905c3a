import { expect, test } from 'vitest';

import { SettleWindows } from '../../src/lab/settle-windows.ts';
import { DEFAULT_SETTLE_MS } from '../../src/lab/visit/limits.ts';
import type { Condition, Route } from '../../src/model/route.ts';

const HOME: Route = { name: 'home', path: '/', conditions: ['desktop', 'mobile'], interactions: [], budgets: [] };
const DESKTOP: Condition = {
  name: 'desktop',
  rttMs: 40,
  downKbps: 10_240,
  upKbps: 10_240,
  cpuSlowdown: 1,
  viewport: { width: 1350, height: 940, deviceScaleFactor: 1, mobile: false, touch: false },
};
const MOBILE: Condition = { ...DESKTOP, name: 'mobile' };

test('a window that is not configured is the default until it is learnt, under each condition for itself', () => {
  const windows = new SettleWindows(null);
  expect(windows.isOpen(HOME, MOBILE)).toBe(true);
  expect(windows.of(HOME, MOBILE)).toBe(DEFAULT_SETTLE_MS);
  windows.keep(HOME, MOBILE, 900);
  expect(windows.isOpen(HOME, MOBILE)).toBe(false);
  expect(windows.of(HOME, MOBILE)).toBe(900);
  expect(windows.isOpen(HOME, DESKTOP)).toBe(true);
  expect(windows.isOpen({ ...HOME, path: '/start' }, MOBILE)).toBe(true);
});

test('a window that is configured is not learnt: the route’s own, or that of all', () => {
  const windows = new SettleWindows(500);
  expect(windows.isOpen(HOME, MOBILE)).toBe(false);
  expect(windows.of(HOME, MOBILE)).toBe(500);
  expect(windows.of({ ...HOME, settleMs: 1200 }, MOBILE)).toBe(1200);
  windows.keep(HOME, MOBILE, 900);
  expect(windows.of(HOME, MOBILE)).toBe(500);
});
