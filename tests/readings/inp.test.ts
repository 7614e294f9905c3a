import { array, assert, double, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';

import { inpReading } from '../../src/readings/inp.ts';
import { scriptId } from '../../src/readings/scripts.ts';
import type { InpFacts } from '../../src/lab/probe/facts.ts';
import { assertSums, nodeAt } from '../../src/model/breakdown.ts';
import { inp, script } from './facts.ts';

const DEPLOY = 'https://shop.example';
const ADD = 'event-listener addToCart /assets/product-*.js';

function partsOf(interaction: InpFacts): Record<string, number> {
  const reading = inpReading({ inp: interaction, interactionsSeen: 1, untimedMs: 0 }, DEPLOY);
  if (reading.status !== 'measured') throw new Error(reading.reason);
  assertSums(reading.breakdown);
  const node = nodeAt(reading.breakdown, ['inp', 'processing-duration']);
  return Object.fromEntries(node?.parts.map(({ id, value }) => [id, value]) ?? []);
}

const readingOf = (over: Partial<Parameters<typeof inpReading>[0]>) =>
  inpReading({ inp: null, interactionsSeen: 1, untimedMs: 0, ...over }, DEPLOY);

it.each([null, inp({ value: 8 }), inp({ value: 15 })])(
  'an interaction that is too fast to be reported counts as 8 ms of presentation: %j',
  (reported) => {
    const reading = readingOf({ inp: reported });
    if (reading.status !== 'measured') throw new Error(reading.reason);
    assertSums(reading.breakdown);
    expect(reading.breakdown.value).toBe(8);
    expect(reading.breakdown.parts.map(({ id, value }) => [id, value])).toEqual([
      ['input-delay', 0],
      ['processing-duration', 0],
      ['presentation-delay', 8],
    ]);
  },
);

it('the fastest that is reported counts what the browser says', () => {
  expect(readingOf({ inp: inp({ value: 16 }) })).toMatchObject({ status: 'measured', breakdown: { value: 16 } });
});

it('without an interaction there is no INP', () => {
  expect(readingOf({ interactionsSeen: 0 })).toEqual({ status: 'unmeasured', reason: 'no-interaction' });
});

it.each([
  [null, 16, 'measured'],
  [null, 16.1, 'unmeasured'],
  [inp({ value: 200 }), 208, 'measured'],
  [inp({ value: 200 }), 208.1, 'unmeasured'],
])('beside a reported %j an input of %d ms that was not reported leaves INP %s', (reported, untimedMs, status) => {
  expect(readingOf({ inp: reported, untimedMs }).status).toBe(status);
});

it('processing is its scripts, clipped to it, and the rest', () => {
  expect(partsOf(inp({ scripts: [script(1000, 60), script(1150, 90, { functionName: 'late' })] }))).toEqual({
    [ADD]: 50,
    'event-listener late /assets/product-*.js': 10,
    other: 90,
  });
});

it('scripts of one identity are one part', () => {
  expect(partsOf(inp({ scripts: [script(1020, 10), script(1040, 15, { charPosition: 99 })] }))).toEqual({
    [ADD]: 25,
    other: 125,
  });
});

it('a moment that two scripts claim counts once', () => {
  const inner = script(1050, 20, { functionName: 'inner' });
  const across = script(1100, 40, { functionName: 'across' });
  expect(partsOf(inp({ scripts: [across, inner, script(1020, 100)] }))).toEqual({
    [ADD]: 100,
    'event-listener across /assets/product-*.js': 20,
    other: 30,
  });
});

it('a script outside of the processing is no part of it', () => {
  expect(partsOf(inp({ scripts: [script(900, 100), script(1170, 20)] }))).toEqual({});
});

it('the parts sum exactly, whatever the browser says', () => {
  const time = double({ min: 0, max: 3000, noNaN: true });
  const scripts = array(
    tuple(time, time).map(([start, duration]) => script(start, duration)),
    { maxLength: 20 },
  );
  assert(
    property(time, time, time, time, scripts, (value, startTime, processingStart, processingEnd, all) => {
      const parts = partsOf(inp({ value, startTime, processingStart, processingEnd, scripts: all }));
      expect(Object.values(parts).every((part) => part >= -1e-9)).toBe(true);
    }),
  );
});

it.each([
  [{}, ADD],
  [{ functionName: '' }, 'event-listener /assets/product-*.js'],
  [{ functionName: 'Ke' }, 'event-listener /assets/product-*.js'],
  [{ invokerType: 'user-callback', sourceUrl: '' }, 'user-callback addToCart'],
  [
    { sourceUrl: 'https://cdn.example/t-BUy1m_Qk.js', functionName: 'track' },
    'event-listener track https://cdn.example/t-*.js',
  ],
  [{ sourceUrl: 'https://shop.example/p/42?token=secret' }, 'event-listener addToCart /p/42'],
])('a script %j is called %s', (over, id) => {
  expect(scriptId(script(0, 1, over), DEPLOY)).toBe(id);
});

it('ids are short enough for a sample, whatever the page calls its functions', () => {
  const long = script(0, 1, { functionName: 'f'.repeat(500), sourceUrl: `https://cdn.example/${'a/'.repeat(1500)}` });
  expect(scriptId(long, DEPLOY).length).toBeLessThanOrEqual(500);
});

it('an input that was slow and never reported leaves INP unknown, unless a slower one was reported', () => {
  const seen = { interactionsSeen: 1, untimedMs: 150 };
  const unknown = { status: 'unmeasured', reason: 'interaction-not-timed' };
  expect(inpReading({ ...seen, inp: null }, DEPLOY)).toEqual(unknown);
  expect(inpReading({ ...seen, inp: inp({ value: 104 }) }, DEPLOY)).toEqual(unknown);
  expect(inpReading({ ...seen, inp: inp({ value: 152 }) }, DEPLOY)).toMatchObject({ breakdown: { value: 152 } });
});

it('an interaction that nothing contradicts to have been too fast for a report counts half the least', () => {
  const reading = inpReading({ inp: null, interactionsSeen: 1, untimedMs: 0 }, DEPLOY);
  expect(reading).toMatchObject({ breakdown: { value: 8 } });
});
