import { array, assert, double, option, property } from 'fast-check';
import { expect, it } from 'vitest';

import { fcpReading } from '../../../src/lab/breakdowns/fcp.ts';
import { lcpReading } from '../../../src/readings/lcp.ts';
import type { Facts } from '../../../src/lab/probe/facts.ts';
import { assertSums, nodeAt, type Breakdown } from '../../../src/model/breakdown.ts';
import { facts, lcp, navigation } from '../../readings/facts.ts';

function fcpOf(read: Facts, redirectMs = 0): Breakdown {
  const reading = fcpReading(read, redirectMs);
  if (reading.status !== 'measured') throw new Error(reading.reason);
  assertSums(reading.breakdown);
  return reading.breakdown;
}

const phasesOf = (read: Facts): number[] => fcpOf(read).parts.map(({ value }) => value);

it('FCP is TTFB, what blocks rendering, and the rest up to the paint', () => {
  const read = facts({ fcp: { value: 420, blockingEnd: 350 } });
  expect(fcpOf(read)).toMatchObject({
    value: 420,
    parts: [{ id: 'ttfb' }, { id: 'render-blocking' }, { id: 'render-delay' }],
  });
  expect(phasesOf(read)).toEqual([180, 170, 70]);
});

it('its TTFB is that of LCP, part by part', () => {
  const read = facts({
    navigation: navigation({ serverTiming: [{ name: 'db', durationMs: 30 }] }),
    fcp: { value: 420, blockingEnd: null },
    lcp: lcp({ value: 900 }),
  });
  const other = lcpReading(read, { redirectMs: 7, load: null });
  if (other.status !== 'measured') throw new Error(other.reason);
  expect(nodeAt(fcpOf(read, 7), ['fcp', 'ttfb'])).toEqual(nodeAt(other.breakdown, ['lcp', 'ttfb']));
});

it('a page without render-blocking resources has none of that phase', () => {
  expect(phasesOf(facts({ fcp: { value: 420, blockingEnd: null } }))).toEqual([180, 0, 240]);
});

it('a resource that was there before the first byte, as a preload by Early Hints, blocked nothing', () => {
  expect(phasesOf(facts({ fcp: { value: 420, blockingEnd: 120 } }))).toEqual([180, 0, 240]);
});

it('a paint before the first byte, as the browser may round it, has all of its time there', () => {
  expect(phasesOf(facts({ fcp: { value: 150, blockingEnd: 140 } }))).toEqual([150, 0, 0]);
});

it('a soft navigation has no TTFB, and its times count from the interaction', () => {
  expect(phasesOf(facts({ softStart: 5000, fcp: { value: 300, blockingEnd: null } }))).toEqual([0, 0, 300]);
  expect(phasesOf(facts({ softStart: 5000, fcp: { value: 300, blockingEnd: 5120 } }))).toEqual([0, 120, 180]);
});

it.each([
  ['paints nothing', facts({ fcp: null })],
  ['is said to have painted at once', facts({ fcp: { value: 0, blockingEnd: null } })],
  ['has no answer that the browser tells of', facts({ navigation: null, fcp: { value: 420, blockingEnd: null } })],
])('a page that %s has no FCP', (_, read) => {
  expect(fcpReading(read, 0)).toEqual({ status: 'unmeasured', reason: 'no-fcp' });
});

it('the phases sum exactly and none is negative, whatever the browser says', () => {
  const time = double({ min: -100, max: 3000, noNaN: true });
  assert(
    property(array(time, { minLength: 4, maxLength: 4 }), option(time), option(time), (times, blockingEnd, soft) => {
      const [response = 0, paint = 0, connectEnd = 0, redirectMs = 0] = times;
      const read = facts({
        navigation: navigation({ connectEnd, responseStart: Math.abs(response) + 1 }),
        softStart: soft,
        fcp: { value: Math.abs(paint) + 1, blockingEnd },
      });
      const breakdown = fcpOf(read, Math.abs(redirectMs));
      expect(breakdown.value).toBeCloseTo(Math.abs(paint) + 1, 9);
      for (const phase of breakdown.parts) expect(phase.value).toBeGreaterThanOrEqual(0);
    }),
  );
});
