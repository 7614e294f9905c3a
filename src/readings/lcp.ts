import { leaf, sumOf, type Breakdown } from '../model/breakdown.ts';
import { LOAD_PARTS } from '../model/metrics/time-parts.ts';
import type { ReadingOf } from '../model/sample.ts';
import { clamp } from './clamp.ts';
import type { LcpFacts, LoadTimes, PageFacts } from './facts.ts';
import { ttfbBefore } from './ttfb.ts';

/** What is known of the load beside the facts: the lab has it from the network, the field from Resource Timing. */
export interface LcpNetwork {
  /** Of the document's redirects, where the page cannot see them, ms. */
  readonly redirectMs: number;
  /** Of the LCP resource; null if it has none, or nothing is known of it. */
  readonly load: LoadTimes | null;
}

/**
 * LCP as the sum of its four phases, ms, by the boundaries of web-vitals' attribution: TTFB, the LCP resource's first
 * request, its response end, the paint. web-vitals has `requestStart` for the second: the request after the last
 * redirect, or, for a resource of another origin without `Timing-Allow-Origin`, the moment it was asked for. The same
 * redirect would be load delay here and load duration there; so the network log says when the first request was sent,
 * whichever origin answers. Each boundary is clamped between the one before it and the paint, so that no phase is
 * negative and the sum is exact, also where the resource was requested again or finished after the paint
 * (web-vitals#790). A soft navigation has no TTFB: its time begins with the interaction that navigated.
 */
export function lcpReading(
  facts: Pick<PageFacts, 'lcp' | 'navigation' | 'softStart'>,
  { redirectMs, load }: LcpNetwork,
): ReadingOf<'lcp'> {
  const { lcp, softStart } = facts;
  const ttfb = lcp === null ? null : ttfbBefore(lcp.value, facts, redirectMs);
  if (lcp === null || ttfb === null) return { status: 'unmeasured', reason: 'no-lcp' };
  return phases(lcp, ttfb, softStart ?? facts.navigation?.activationStart ?? 0, load);
}

/** `start`: what LCP's value counts from, ms since the document's start. */
function phases(
  { value: paint, resource }: LcpFacts,
  ttfb: Breakdown,
  start: number,
  load: LoadTimes | null,
): ReadingOf<'lcp'> {
  const askedAt = resource === null ? 0 : resource.startTime - start;
  const loadStart = clamp(askedAt + (load?.queuedMs ?? 0), ttfb.value, paint);
  const loadEnd = clamp(resource === null ? 0 : resource.responseEnd - start, loadStart, paint);
  const breakdown = sumOf('lcp', [
    ttfb,
    leaf('resource-load-delay', loadStart - ttfb.value),
    loadDuration(loadEnd - loadStart, load),
    leaf('element-render-delay', paint - loadEnd),
  ]);
  return { status: 'measured', breakdown };
}

/** Its redirects, and the request with its answer. */
function loadDuration(durationMs: number, load: LoadTimes | null): Breakdown {
  const redirect = clamp(load?.redirectMs ?? 0, 0, durationMs);
  const values = { redirect, request: durationMs - redirect };
  return sumOf(
    'resource-load-duration',
    LOAD_PARTS.map((part) => leaf(part, values[part])),
  );
}
