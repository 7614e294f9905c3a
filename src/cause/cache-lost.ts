import type { Fact } from '../model/cause.ts';
import { askedAtOnHead, fact, grown, subjectOf, type Context, type Finding } from './finding.ts';
import { becameTrue, growthOf, sidesOf } from './growth.ts';
import { endedMs, growthIn, tookMs, turnedIn, waitMs, type Pair } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';
import { ttfbPhase } from './server.ts';
import { claimsOf, critical, phasesOf } from './critical.ts';

/** What a cache answered on base comes from behind it, or may not be reused, and takes longer. */
export function cacheLost(context: Context): Finding[] {
  return critical(context).flatMap((pair): Finding[] => {
    const isDocument = pair === context.document;
    const sent = growthOf(
      sidesOf(context.sides, (seen) => timesSent(pair, seen)),
      { least: 0, fraction: 0 },
    );
    // A visit begins with an empty cache: what may be kept matters to it only where something is asked for again.
    const isSentAgain = becameTrue(sidesOf(pair, ({ request }) => request.encodedBytes > 0));
    const facts = cacheFacts(pair).filter(
      ({ base }) => sent !== null || isSentAgain || !isOfPolicy(base) || (isDocument && isNoLongerShared(pair)),
    );
    if (facts.length === 0) return [];
    const longer =
      (isDocument ? growthIn(pair, waitMs) : growthIn(pair, tookMs)) ??
      (sent === null ? null : growthIn(pair, endedMs));
    if (longer === null) return [];
    return [
      {
        id: 'cache-lost',
        amount: longer.amount,
        phases: isDocument ? [ttfbPhase(context, 'request')] : phasesOf(pair, context),
        claims: claimsOf(pair, context, 'wait'),
        facts: [...facts, ...(sent === null ? [] : [grown('requests', sent)]), grown('longer', longer)],
        places: askedAtOnHead(pair),
        subject: subjectOf(pair),
      },
    ];
  });
}

function timesSent({ head: [first], base: [earlier] }: Pair, { visit, keyOf }: SeenVisit): number {
  const entry = visit.side === 'head' ? first : earlier;
  if (entry === undefined) return 0;
  const key = entry.seen.keyOf(entry.request.url);
  return visit.requests.filter(({ url }) => keyOf(url) === key).length;
}

const POLICY = 'cache-control';
/** The headers by which a cache says whether it had the answer, and whether it may keep it. */
const CACHE_HEADERS: Readonly<Record<string, (value: string) => boolean>> = {
  'x-cache': (value) => /\bhit\b/i.test(value),
  'cf-cache-status': (value) => /^(?:hit|stale|revalidated|updating)$/i.test(value.trim()),
  age: (value) => Number(value) > 0,
  [POLICY]: isReusable,
};

function cacheFacts(pair: Pair): Fact[] {
  return Object.entries(CACHE_HEADERS).flatMap(([name, isCached]) => {
    const lost = turnedIn(pair, ({ headers }) => isCached(headers[name] ?? ''));
    if (lost?.head !== false) return [];
    const of = (entry: Pair['head'][number] | undefined): string | null => {
      const value = entry?.request.headers[name];
      return value === undefined ? null : `${name}: ${value}`;
    };
    return [fact('cache-header', of(pair.base[0]), of(pair.head[0]))];
  });
}

/** Whether a cache before the server had it in a visit to base, and no longer has it in every visit to head. */
function isNoLongerShared({ base, head }: Pair): boolean {
  return base.some(isOfSharedCache) && !head.every(isOfSharedCache);
}

function isOfSharedCache({ request: { headers } }: Pair['head'][number]): boolean {
  return Object.entries(CACHE_HEADERS).some(([name, isCached]) => name !== POLICY && isCached(headers[name] ?? ''));
}

/** Whether it says what may be kept, not what a cache had. */
function isOfPolicy(header: Fact['base']): boolean {
  return typeof header === 'string' && header.startsWith(`${POLICY}:`);
}

function isReusable(value: string): boolean {
  const lifetimes = [...value.matchAll(/\b(?:s-maxage|max-age)\s*=\s*"?(\d+)/gi)].map(([, seconds]) => Number(seconds));
  return (
    !/\bno-store\b|\bno-cache\b/i.test(value) &&
    (lifetimes.some((seconds) => seconds > 0) || /\bimmutable\b/i.test(value))
  );
}
