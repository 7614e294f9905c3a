import { expect, test } from 'vitest';

import {
  acts,
  effectsOnMeasuredPage,
  endsLcp,
  isNavigationOnly,
  mayLeave,
  measuresInput,
  navigates,
} from '../../src/model/input.ts';
import { effectsOf, textsOf, type Interaction } from '../../src/model/interaction.ts';

const click: Interaction = { action: 'click', selector: '#a' };
const wait: Interaction = { action: 'wait-for', selector: '#b' };
const go: Interaction = { action: 'navigate', kind: 'hard', path: '/b' };
const goSoftly: Interaction = { action: 'navigate', kind: 'soft', selector: '#c' };
const recording = (...types: string[]): Interaction => ({
  action: 'recording',
  file: 'a.json',
  steps: types.map((type) => ({ type })),
});

const noSteps: Interaction[] = [];

test('without a navigation every step is on the page that is measured', () => {
  expect(effectsOnMeasuredPage([click, wait])).toEqual(['input', 'wait']);
});

test('the steps before the last navigation are not on the page that is measured', () => {
  expect(effectsOnMeasuredPage([click, go, wait])).toEqual(['wait']);
  expect(effectsOnMeasuredPage([go, click, go])).toEqual([]);
  expect(effectsOnMeasuredPage([click, goSoftly, wait])).toEqual(['wait']);
});

test('of a recording only the steps after its last navigation are', () => {
  expect(effectsOnMeasuredPage([click, recording('click', 'navigate', 'scroll'), wait])).toEqual(['scroll', 'wait']);
});

test('input and scrolling end LCP, waiting does not', () => {
  expect(
    [click, { action: 'scroll', to: 'bottom' } as const, recording('scroll'), recording('change')].map((step) =>
      endsLcp([step]),
    ),
  ).toEqual([true, true, true, true]);
  expect([wait, go, recording('waitForElement')].map((step) => endsLcp([step]))).toEqual([false, false, false]);
  expect(endsLcp([click, go])).toBe(false);
});

test('INP has something to measure where input is the last page’s, within a recording too', () => {
  const scripts = [
    [click, go],
    [go, click],
    [recording('click', 'navigate')],
    [recording('navigate', 'click')],
    noSteps,
  ];
  expect(scripts.map(measuresInput)).toEqual([false, true, false, true, false]);
});

test('a script with input may lead to another document, one that only goes to pages, scrolls and waits does not', () => {
  expect([[click], [goSoftly], [recording('keyDown')]].map(mayLeave)).toEqual([true, true, true]);
  expect([[go, wait], [recording('navigate', 'scroll')], noSteps].map(mayLeave)).toEqual([false, false, false]);
});

test('a recording navigates among other things, a step `navigate` does nothing else', () => {
  const steps = [go, goSoftly, recording('click', 'navigate'), click];
  expect(steps.map(navigates)).toEqual([true, true, true, false]);
  expect(steps.map(isNavigationOnly)).toEqual([true, true, false, false]);
});

test('a step of a kind that this version does not know has no effect', () => {
  expect(['teleport', '__proto__', 'constructor'].map((action) => effectsOf({ action }))).toEqual([[], [], []]);
});

test('what is typed is known to be a text, so that secrets in it are kept', () => {
  expect(textsOf({ action: 'type', selector: null, text: { secret: 'PASSWORD' } })).toEqual([{ secret: 'PASSWORD' }]);
  expect([click, wait, recording('keyDown')].flatMap(textsOf)).toEqual([]);
});

test('a step acts on a page unless it waits or loads another one', () => {
  expect(acts({ action: 'click' })).toBe(true);
  expect(acts({ action: 'hover' })).toBe(true);
  expect(acts({ action: 'navigate', kind: 'soft' })).toBe(true);
  expect(acts({ action: 'recording', steps: [{ type: 'doubleClick' }] })).toBe(true);
  expect(acts({ action: 'navigate', kind: 'load' })).toBe(false);
  expect(acts({ action: 'wait-for' })).toBe(false);
  expect(acts({ action: 'recording', steps: [{ type: 'navigate' }] })).toBe(false);
});
