import { expect, test } from 'vitest';

import { endsLcp, onMeasuredPage } from '../../src/model/input.ts';
import type { Interaction } from '../../src/model/route.ts';

const click: Interaction = { action: 'click', selector: '#a' };
const wait: Interaction = { action: 'wait-for', selector: '#b' };
const go: Interaction = { action: 'navigate', kind: 'hard', path: '/b' };
const recording = (...types: string[]): Interaction => ({
  action: 'recording',
  file: 'a.json',
  steps: types.map((type) => ({ type })),
});

test('without a navigation every step is on the page that is measured', () => {
  expect(onMeasuredPage([click, wait])).toEqual([click, wait]);
});

test('the steps before the last navigation are not on the page that is measured', () => {
  expect(onMeasuredPage([click, go, wait])).toEqual([wait]);
  expect(onMeasuredPage([go, click, go])).toEqual([]);
});

test('of a recording only the steps after its last navigation are', () => {
  expect(onMeasuredPage([click, recording('click', 'navigate', 'scroll'), wait])).toEqual([recording('scroll'), wait]);
});

test('input and scrolling end LCP, waiting does not', () => {
  expect(
    [click, { action: 'scroll', to: 'bottom' } as const, recording('scroll'), recording('change')].map(endsLcp),
  ).toEqual([true, true, true, true]);
  expect([wait, go, recording('waitForElement')].map(endsLcp)).toEqual([false, false, false]);
});
