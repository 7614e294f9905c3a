import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import { TTFB_PARTS } from '../../model/metric.ts';
import type { Reading } from '../../model/sample.ts';
import type { Facts, LcpFacts } from '../probe/facts.ts';
import { ttfbBreakdown } from './ttfb.ts';

/** The value moved into [low, high]. */
function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** No paint is earlier: Chrome's clock does not tell less apart. */
const LEAST_MS = 0.005;

/**
 * LCP as the sum of its four phases, ms, by the boundaries of web-vitals' attribution: TTFB, the LCP resource's request
 * start, its response end, the paint. Each boundary is clamped between the one before it and the paint, so that no
 * phase is negative and the sum is exact, also where the resource was requested again or finished after the paint
 * (web-vitals#790). A soft navigation has no TTFB: its time begins with the interaction that navigated.
 * `redirectMs`: what the network knows of redirects that the page is not told of.
 */
export function lcpReading({ lcp, navigation, softStart }: Facts, redirectMs: number): Reading {
  if (lcp === null || !(lcp.value >= LEAST_MS)) return { status: 'unmeasured', reason: 'no-lcp' };
  if (softStart !== null) return phases(lcp, noTtfb(), softStart);
  if (navigation === null || !(navigation.responseStart > 0)) return { status: 'unmeasured', reason: 'no-lcp' };
  const ttfb = clamp(navigation.responseStart, 0, lcp.value);
  return phases(lcp, ttfbBreakdown(navigation, ttfb, redirectMs), 0);
}

/** `start`: what LCP's value counts from, ms since the document's start. */
function phases({ value: paint, resource }: LcpFacts, ttfb: Breakdown, start: number): Reading {
  const requestedAt = resource === null ? 0 : (resource.requestStart || resource.startTime) - start;
  const requestStart = clamp(requestedAt, ttfb.value, paint);
  const responseEnd = clamp(resource === null ? 0 : resource.responseEnd - start, requestStart, paint);
  const breakdown = sumOf('lcp', [
    ttfb,
    leaf('resource-load-delay', requestStart - ttfb.value),
    leaf('resource-load-duration', responseEnd - requestStart),
    leaf('element-render-delay', paint - responseEnd),
  ]);
  return { status: 'measured', breakdown };
}

function noTtfb(): Breakdown {
  return sumOf(
    'ttfb',
    TTFB_PARTS.map((part) => leaf(part, 0)),
  );
}
