import { array, assert, double, property } from 'fast-check';
import { expect, it } from 'vitest';

import { lcpReading, type LcpNetwork } from '../../src/readings/lcp.ts';
import type { Facts } from '../../src/lab/probe/facts.ts';
import { assertSums, nodeAt } from '../../src/model/breakdown.ts';
import { facts, lcp, navigation, resource } from './facts.ts';

function valuesOf(read: Facts, redirectMs = 0, load: LcpNetwork['load'] = null) {
  const reading = lcpReading(read, { redirectMs, load });
  if (reading.status !== 'measured') throw new Error(reading.reason);
  assertSums(reading.breakdown);
  return (path: string): number | undefined => nodeAt(reading.breakdown, path.split('.'))?.value;
}

it('TTFB is the sum of its parts, and request of its layers', () => {
  const serverTiming = [
    { name: 'db', durationMs: 30 },
    { name: 'db', durationMs: 12 },
    { name: 'cache', durationMs: 0 },
  ];
  const at = valuesOf(facts({ navigation: navigation({ serverTiming }) }));
  expect(['waiting', 'cache', 'dns', 'connect', 'request'].map((part) => at(`lcp.ttfb.${part}`))).toEqual([
    2, 1, 10, 40, 127,
  ]);
  expect([at('lcp.ttfb.request.db'), at('lcp.ttfb.request.unreported')]).toEqual([42, 85]);
  expect(at('lcp.ttfb.request.cache')).toBeUndefined();
});

it('a service worker that answers is cache', () => {
  const worker = { workerStart: 10, fetchStart: 60, domainLookupStart: 60, connectStart: 60, connectEnd: 60 };
  const at = valuesOf(facts({ navigation: navigation(worker) }));
  expect([at('lcp.ttfb.waiting'), at('lcp.ttfb.cache'), at('lcp.ttfb.request')]).toEqual([10, 50, 120]);
});

it('redirects are taken out of waiting, also those that the page is not told of', () => {
  const told = {
    redirectStart: 3,
    redirectEnd: 90,
    fetchStart: 95,
    domainLookupStart: 95,
    connectStart: 95,
    connectEnd: 95,
  };
  expect(valuesOf(facts({ navigation: navigation(told) }), 50)('lcp.ttfb.redirect')).toBe(87);
  const hidden = valuesOf(facts({ navigation: navigation({ ...told, redirectStart: 0, redirectEnd: 0 }) }), 88);
  expect([hidden('lcp.ttfb.redirect'), hidden('lcp.ttfb.waiting')]).toEqual([88, 7]);
});

it('a soft navigation has no TTFB, and its times count from the interaction', () => {
  const image = lcp({ value: 700, resource: resource({ startTime: 5340, responseEnd: 5600 }) });
  const at = valuesOf(facts({ softStart: 5000, lcp: image }));
  expect(
    ['ttfb', 'resource-load-delay', 'resource-load-duration', 'element-render-delay'].map((id) => at(`lcp.${id}`)),
  ).toEqual([0, 340, 260, 100]);
});

it('a prerendered page counts from when it was shown: what came before counts nothing', () => {
  const image = lcp({ value: 700, resource: resource({ startTime: 900, responseEnd: 1300 }) });
  const at = valuesOf(facts({ navigation: navigation({ activationStart: 1000 }), lcp: image }));
  expect(
    ['ttfb', 'resource-load-delay', 'resource-load-duration', 'element-render-delay'].map((id) => at(`lcp.${id}`)),
  ).toEqual([0, 0, 300, 400]);
});

it('the phases sum exactly and none is negative, whatever the browser says', () => {
  const time = double({ min: -100, max: 3000, noNaN: true });
  assert(
    property(array(time, { minLength: 13, maxLength: 13 }), (times) => {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0, m = 0] = times;
      const read = facts({
        navigation: navigation({
          redirectStart: a,
          redirectEnd: b,
          workerStart: c,
          fetchStart: d,
          domainLookupStart: e,
          connectStart: f,
          connectEnd: g,
          responseStart: Math.abs(h) + 1,
        }),
        lcp: lcp({ value: Math.abs(i) + 1, resource: resource({ startTime: j, responseEnd: l }) }),
      });
      const load = { queuedMs: Math.abs(k), redirectMs: Math.abs(m) };
      const reading = lcpReading(read, { redirectMs: Math.abs(a), load });
      if (reading.status !== 'measured') throw new Error(reading.reason);
      assertSums(reading.breakdown);
      for (const phase of reading.breakdown.parts) expect(phase.value).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('load delay ends when the first request is sent, and redirects are a part of the load', () => {
  const image = facts({ lcp: lcp({ resource: resource({ startTime: 200, responseEnd: 400 }) }) });
  const at = valuesOf(image, 0, { queuedMs: 30, redirectMs: 90 });
  expect(at('lcp.resource-load-delay')).toBe(50);
  expect(at('lcp.resource-load-duration')).toBe(170);
  expect(['redirect', 'request'].map((part) => at(`lcp.resource-load-duration.${part}`))).toEqual([90, 80]);
});
