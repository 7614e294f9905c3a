import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { recordInputs } from '../../../src/lab/probe/page/inputs.ts';

let now = 0;
let frames: (() => void)[] = [];
beforeEach(() => {
  now = 0;
  frames = [];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const record = (endOf: (time: number) => number | null = () => null) =>
  recordInputs(endOf, (callback) => void frames.push(callback));
const frameAt = (time: number): void => {
  now = time;
  for (const callback of frames.splice(0)) callback();
};
const input = (type: string, timeStamp: number) => ({ type, timeStamp });
const entry = (name: string, startTime: number, duration: number) => ({ name, startTime, duration });

it('an input whose next frame is late and that the browser does not time is known by how late', () => {
  const inputs = record();
  inputs.add(input('click', 100));
  frameAt(251);
  expect(inputs.untimedSince(0)).toBe(151);
  expect(inputs.untimedSince(101)).toBe(0);
});

it('an input whose next frame is soon may go without being timed', () => {
  const inputs = record();
  inputs.add(input('click', 100));
  frameAt(118);
  expect(inputs.untimedSince(0)).toBe(0);
});

it('an input is late, too, where its frame began soon and was a long one', () => {
  const inputs = record((time) => (time === 104 ? 260 : null));
  inputs.add(input('click', 100));
  frameAt(104);
  expect(inputs.untimedSince(0)).toBe(160);
});

it('an input that the browser has timed, by itself or with the one that made it, is known', () => {
  const inputs = record();
  inputs.add(input('pointerup', 100));
  inputs.add(input('click', 100.4));
  inputs.add(input('click', 160));
  frameAt(251);
  expect(inputs.untimedSince(0)).toBe(151);
  inputs.timed(entry('pointerup', 100, 152));
  expect(inputs.untimedSince(0)).toBe(0);
});

it('an entry says nothing of inputs after it', () => {
  const inputs = record();
  inputs.add(input('keydown', 100));
  frameAt(130);
  inputs.add(input('keydown', 135));
  frameAt(300);
  inputs.timed(entry('keydown', 100, 32));
  expect(inputs.untimedSince(0)).toBe(165);
});
