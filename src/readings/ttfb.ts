import { leaf, sumOf, withRemainder, type Breakdown } from '../model/breakdown.ts';
import { TTFB_PARTS } from '../model/metrics/time-parts.ts';
import { clamp } from './clamp.ts';
import type { NavigationFacts, PageFacts } from './facts.ts';

/** No paint is earlier: Chrome's clock does not tell less apart. */
const LEAST_MS = 0.005;

/**
 * The TTFB of a page that painted `paintMs` after it began; all 0 for a soft navigation, which begins with the input
 * that navigated. A prerendered page begins when it is shown: what came before counts 0. Null if the browser reported no such paint or no response.
 */
export function ttfbBefore(
  paintMs: number,
  { navigation, softStart }: Pick<PageFacts, 'navigation' | 'softStart'>,
  redirectMs: number,
): Breakdown | null {
  if (!(paintMs >= LEAST_MS)) return null;
  if (softStart !== null) return noTtfb();
  if (navigation === null || !(navigation.responseStart > 0)) return null;
  const { responseStart, activationStart } = navigation;
  return ttfbBreakdown(navigation, clamp(responseStart - activationStart, 0, paintMs), redirectMs);
}

function noTtfb(): Breakdown {
  return sumOf(
    'ttfb',
    TTFB_PARTS.map((part) => leaf(part, 0)),
  );
}

/**
 * TTFB by the boundaries of web-vitals' `onTTFB`, with redirect time taken out of waiting. The gap between the end of
 * connecting and the start of the request belongs to `request`, whose parts are the layers of the Server-Timing header.
 * The Navigation Timing of a chain that leaves the origin hides its redirects (they would be `waiting`); then
 * `redirectMs`, from the first request to the last as the browser sent them, stands in.
 */
function ttfbBreakdown(navigation: NavigationFacts, ttfb: number, redirectMs: number): Breakdown {
  const since = (time: number): number => time - navigation.activationStart;
  const waitEnd = clamp(since(navigation.workerStart || navigation.fetchStart), 0, ttfb);
  const told = navigation.redirectEnd > 0;
  const redirect = clamp(told ? navigation.redirectEnd - navigation.redirectStart : redirectMs, 0, waitEnd);
  const dnsStart = clamp(since(navigation.domainLookupStart), waitEnd, ttfb);
  const connectStart = clamp(since(navigation.connectStart), dnsStart, ttfb);
  const connectEnd = clamp(since(navigation.connectEnd), connectStart, ttfb);
  return sumOf('ttfb', [
    leaf('redirect', redirect),
    leaf('waiting', waitEnd - redirect),
    leaf('cache', dnsStart - waitEnd),
    leaf('dns', connectStart - dnsStart),
    leaf('connect', connectEnd - connectStart),
    withRemainder('request', ttfb - connectEnd, layers(navigation), 'unreported'),
  ]);
}

/** Server-Timing layers by name, verbatim: equal names summed, entries without a duration left out. */
function layers({ serverTiming }: NavigationFacts): Breakdown[] {
  const byName = new Map<string, number>();
  for (const { name, durationMs } of serverTiming)
    if (durationMs > 0) byName.set(name, (byName.get(name) ?? 0) + durationMs);
  return [...byName].map(([name, durationMs]) => leaf(name, durationMs));
}

/** True if the declared layers cannot be parts of the request because they overlap: their sum exceeds it. */
export function layersOverlap(request: Breakdown, navigation: NavigationFacts): boolean {
  return request.parts.length === 0 && layers(navigation).length > 0;
}
