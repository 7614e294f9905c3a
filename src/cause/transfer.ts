import type { DiagnosedRequest } from '../model/diagnosis.ts';
import { askedAtOnHead, fact, grown, sourcesOf, subjectOf, turnFact, type Context, type Finding } from './finding.ts';
import { BYTES_FLOOR, growthOf, sidesOf, type Growth } from './growth.ts';
import { heldUp } from './blocking.ts';
import { DURATION as HERO_DURATION, hostOf } from './hero.ts';
import { endedMs, everyHead, growthIn, tookMs, turnedIn, type Pair } from './pairs.ts';
import { isWaitedFor, ttfbPhase } from './server.ts';
import { workGrowth } from './work-growth.ts';
import { claimsOf, critical, isHero, phasesOf } from './critical.ts';

/** How what a page waits for comes over the network: connections, encodings, sizes. */

/**
 * What a paint waits for needs a connection of its own, where it had one on base: it moved to another host, or is no longer
 * connected to early. Where what else the page loads keeps the connection, that is to be told.
 */
export function connectionAdded(context: Context): Finding[] {
  return critical(context).flatMap((pair): Finding[] => {
    const cost = growthIn(pair, ({ connectMs }) => connectMs);
    const isDocument = pair === context.document;
    if (cost === null || (!isDocument && (cost.base > 0 || isBusy(pair)))) return [];
    return [
      {
        id: 'connection-added',
        amount: cost.amount,
        phases: isDocument
          ? ['connect', 'dns', 'waiting'].map((part) => ttfbPhase(context, part))
          : phasesOf(pair, context).toReversed(),
        claims: isDocument ? ['document:connect'] : [`connect:${pair.key}`],
        facts: [grown('connection', cost), ...turnFact('host', turnedIn(pair, hostOf))],
        places: askedAtOnHead(pair),
        subject: subjectOf(pair),
      },
    ];
  });
}

/** Whether more of the same host is under way on head when it is asked for. */
function isBusy({ base, head }: Pair): boolean {
  const most = Math.max(...base.map(underWay));
  return head.every((entry) => underWay(entry) > most);
}

function underWay({ request, seen }: Pair['head'][number]): number {
  const host = URL.parse(request.url)?.host;
  const isUnderWay = (other: DiagnosedRequest): boolean =>
    other.askedMs < request.askedMs && (other.endedMs ?? Infinity) > request.askedMs;
  return seen.visit.requests.filter((other) => URL.parse(other.url)?.host === host && isUnderWay(other)).length;
}

/** The answer was compressed on base and is not on head, so that it has more bytes. */
export function compressionLost(context: Context): Finding[] {
  const { metric, pairs } = context;
  const waitedFor = critical(context);
  const others = pairs.filter(
    (pair) => pair.kind !== 'document' && !isHero(pair, context) && !waitedFor.includes(pair),
  );
  return (metric === 'bytes' ? pairs : [...waitedFor, ...others]).flatMap((pair): Finding[] => {
    const encoding = turnedIn(pair, encodingOf);
    const larger = growthIn(pair, ({ encodedBytes }) => encodedBytes, BYTES_FLOOR);
    if (encoding === null || encoding.head !== 'none' || larger === null) return [];
    const isBeside = metric !== 'bytes' && others.includes(pair);
    const took = isBeside ? heroHeldBy(pair, context) : growthIn(pair, tookMs);
    const longer = metric === 'bytes' ? larger : took;
    if (longer === null) return [];
    const times = metric === 'bytes' ? [] : [grown('longer', longer)];
    return [
      {
        id: 'compression-lost',
        amount: longer.amount,
        phases: isBeside ? [HERO_DURATION] : phasesOf(pair, context),
        claims: claimsOf(pair, context, 'download'),
        facts: [fact('compression', encoding.base, encoding.head), grown('larger', larger), ...times],
        places: askedAtOnHead(pair),
        subject: subjectOf(pair),
      },
    ];
  });
}

function encodingOf({ headers }: DiagnosedRequest): string {
  const value = (headers['content-encoding'] ?? '').trim().toLowerCase();
  return value === '' || value === 'identity' ? 'none' : value;
}

/** A script of the page's own has more bytes, or is new where only bytes count, and comes or runs longer. */
export function bundleGrown(context: Context): Finding[] {
  const scripts = context.pairs.filter(({ kind, head: [first] }) => kind === 'script' && isOwn(first));
  return scripts.flatMap((pair): Finding[] => {
    const isOfBytes = context.metric === 'bytes';
    const larger =
      growthIn(pair, ({ encodedBytes }) => encodedBytes, BYTES_FLOOR) ??
      growthIn(pair, ({ decodedBytes }) => decodedBytes, BYTES_FLOOR);
    const own = isOfBytes ? (bytesGrowth(pair)?.amount ?? null) : timeMore(pair, context);
    const held = own === null ? heroHeldBy(pair, context) : null;
    const amount = own ?? held?.amount ?? null;
    if (amount === null || (larger === null && !(isOfBytes && pair.isNew))) return [];
    const work = `work:${pair.head[0] === undefined ? '' : pair.head[0].seen.keyOf(pair.head[0].request.url)}`;
    return [
      {
        id: 'bundle-grown',
        amount,
        phases: isOfBytes ? [['bytes', 'script']] : held === null ? heldUp(context) : [HERO_DURATION],
        claims: [`request:${pair.key}`, work],
        facts: [
          ...(pair.isNew ? [fact('new', false, true)] : []),
          ...(larger === null ? [] : [grown('larger', larger)]),
        ],
        places: [...sourcesOf(pair), ...askedAtOnHead(pair)],
        subject: subjectOf(pair),
      },
    ];
  });
}

/** By how much longer the LCP image comes in, without being larger, where it shares the line with more bytes of something else. */
function heroHeldBy(pair: Pair, { metric, hero }: Context): Growth | null {
  if (metric !== 'lcp' || hero === null || growthIn(pair, ({ encodedBytes }) => encodedBytes, BYTES_FLOOR) === null)
    return null;
  if (growthIn(hero, ({ encodedBytes }) => encodedBytes, BYTES_FLOOR) !== null) return null;
  const isBeside = pair.head.every(({ request: { answeredMs, endedMs: ended }, seen }) => {
    const { answeredMs: from = null, endedMs: to = null } = seen.hero ?? {};
    return from !== null && to !== null && (answeredMs ?? Infinity) < to && (ended ?? Infinity) > from;
  });
  return isBeside ? growthIn(hero, tookMs) : null;
}

function isOwn(entry: Pair['head'][number] | undefined): boolean {
  return entry !== undefined && !entry.seen.isThirdParty(entry.request.url);
}

/** A new script's are all more. */
export function bytesGrowth({ base, head, isNew }: Pair): Growth | null {
  const bytes = sidesOf({ base, head }, ({ request }) => request.encodedBytes);
  const before = isNew ? bytes.head.map(() => 0) : bytes.base;
  return growthOf({ base: before, head: bytes.head }, BYTES_FLOOR);
}

/** Of its coming and its running, if a paint waits for it. */
function timeMore(pair: Pair, context: Context): number | null {
  const isWaited = everyHead(pair, ({ isRenderBlocking }) => isRenderBlocking) || isWaitedFor(pair, context);
  const later = isWaited ? growthIn(pair, endedMs) : null;
  const [first] = pair.head;
  const work = first === undefined ? null : workGrowth(context, first.seen.keyOf(first.request.url));
  const amount = (later?.amount ?? 0) + (work?.amount ?? 0);
  return amount > 0 ? amount : null;
}
