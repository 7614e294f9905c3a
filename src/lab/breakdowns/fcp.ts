import { leaf, sumOf } from '../../model/breakdown.ts';
import type { ReadingOf } from '../../model/sample.ts';
import { clamp } from '../../readings/clamp.ts';
import { ttfbBefore } from '../../readings/ttfb.ts';
import type { Facts } from '../probe/facts.ts';

/**
 * FCP as the sum of its phases, ms: TTFB as LCP has it; from there to the response end of the last resource that the
 * browser calls render-blocking (Resource Timing's `renderBlockingStatus`) and that was there by the paint; and the rest
 * up to the paint: parsing, scripts, layout. Each boundary is clamped between the one before it and the paint, so that no
 * phase is negative and the sum is exact. A page without such resources, and a soft navigation, whose resources block
 * nothing, have 0 of render blocking.
 *
 * @param redirectMs of the document's redirects, as the network tells them
 */
export function fcpReading(facts: Facts, redirectMs: number): ReadingOf<'fcp'> {
  const paint = facts.fcp?.value ?? 0;
  const ttfb = ttfbBefore(paint, facts, redirectMs);
  if (ttfb === null) return { status: 'unmeasured', reason: 'no-fcp' };
  const blockingEnd = facts.fcp?.blockingEnd ?? null;
  const end = clamp(blockingEnd === null ? 0 : blockingEnd - (facts.softStart ?? 0), ttfb.value, paint);
  const breakdown = sumOf('fcp', [ttfb, leaf('render-blocking', end - ttfb.value), leaf('render-delay', paint - end)]);
  return { status: 'measured', breakdown };
}
