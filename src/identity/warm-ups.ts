import { nodeAt } from '../model/breakdown.ts';
import { readingOf, type MeasuredOutcome } from '../model/sample.ts';
import { measured, type Measured } from './measured.ts';

type Readings = MeasuredOutcome['readings'];

/**
 * What a visit waits for, as paths below a metric. Two warm-up visits to the same page may differ by `noise`, a share of
 * what they measure, because several run at once, and most of FCP is the processor's. A smaller share would measure
 * routes that did not change, a larger one let more pass that a replay does not see.
 */
const ARRIVALS = [
  { path: 'lcp', metric: 'lcp', segments: ['lcp'], noise: 0.2 },
  { path: 'fcp', metric: 'fcp', segments: ['fcp'], noise: 0.5 },
  { path: 'lcp.ttfb', metric: 'lcp', segments: ['lcp', 'ttfb'], noise: 0.2 },
] as const;

/**
 * The first time that head's warm-up visit waited for clearly longer than base's: by more than the tolerance, and by more
 * than noise. Null if there is none. It sees in Chrome what a replay cannot, such as a server that is slow after a pause.
 */
export function slowerWarmUp(base: Readings, head: Readings, toleranceMs: number): Measured | null {
  for (const { path, metric, segments, noise } of ARRIVALS) {
    const [onBase, onHead] = [msAt(base, metric, segments), msAt(head, metric, segments)];
    if (onBase === null && onHead === null) continue;
    // What only one of them has cannot be compared.
    const isClose = onBase !== null && onHead !== null && onHead - onBase <= Math.max(toleranceMs, noise * onBase);
    if (!isClose) return measured('slower', { side: 'head', what: `warm-up ${path}` });
  }
  return null;
}

function msAt(readings: Readings, metric: 'lcp' | 'fcp', segments: readonly string[]): number | null {
  const reading = readingOf(readings, metric);
  return reading?.status === 'measured' ? (nodeAt(reading.breakdown, segments)?.value ?? null) : null;
}
