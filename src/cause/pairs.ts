import type { DiagnosedRequest } from '../model/diagnosis.ts';
import { stripQuery } from '../text/strip-query.ts';
import { growthOf, LEAST_VISITS, sidesOf, turned, type Growth, type Sides } from './growth.ts';
import type { SeenVisit } from './seen-visit.ts';

interface Entry {
  readonly request: DiagnosedRequest;
  readonly seen: SeenVisit;
}

/** The same request on both sides, in all visits of a side or in none. */
export interface Pair extends Sides<Entry> {
  /** On head, or on base where head has none. */
  readonly key: string;
  readonly kind: DiagnosedRequest['kind'];
  /** In every visit to head, in none to base. */
  readonly isNew: boolean;
  /** In every visit of both sides. */
  readonly isMatched: boolean;
}

/** Something of a request; times are taken from when the document's answer began, which is a phase of its own. */
type Of<Value> = (request: DiagnosedRequest, seen: SeenVisit) => Value;

export function pairOf(key: string, sides: Sides<SeenVisit>, requestOf: (seen: SeenVisit) => DiagnosedRequest | null) {
  const found = (visits: readonly SeenVisit[]): Entry[] =>
    visits.flatMap((seen) => {
      const request = requestOf(seen);
      return request === null ? [] : [{ request, seen }];
    });
  return pair(key, sides, found(sides.base), found(sides.head));
}

/** Null where it is in some visits of a side only, or on no side of head. */
function pair(key: string, sides: Sides<SeenVisit>, base: readonly Entry[], head: readonly Entry[]): Pair | null {
  const [first] = head;
  const isEnough = sides.base.length >= LEAST_VISITS && sides.head.length >= LEAST_VISITS;
  if (first === undefined || !isEnough || head.length < sides.head.length) return null;
  const [isNew, isMatched] = [base.length === 0, base.length === sides.base.length];
  return isNew || isMatched ? { key, kind: first.request.kind, base, head, isNew, isMatched } : null;
}

/**
 * The requests of head with those of base that they were on base: of the same type and path, and the same query if there
 * are several; else the only one of its path, or of its file's name on another host, that base has and head has not.
 */
export function pairsOf(sides: Sides<SeenVisit>): Pair[] {
  const headKeys = keysOf(sides.head);
  const earlierKeys = renamed(keysOf(sides.base), headKeys);
  return [...headKeys].flatMap((key) => {
    const earlier = earlierKeys.get(key) ?? key;
    const found = pairOf(
      key,
      sides,
      ({ requests, visit }) => requests.get(visit.side === 'base' ? earlier : key) ?? null,
    );
    return found === null ? [] : [found];
  });
}

/** What a request of head was called on base, where that is another name: it has another query, or moved to another host. */
function renamed(baseKeys: ReadonlySet<string>, headKeys: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const nameOf of [withoutQuery, fileOf]) {
    const taken = new Set(found.values());
    const gone = [...baseKeys].filter((key) => !headKeys.has(key) && !taken.has(key));
    const added = [...headKeys].filter((key) => !baseKeys.has(key) && !found.has(key));
    const before = Map.groupBy(gone, nameOf);
    for (const [name, [key, another]] of Map.groupBy(added, nameOf)) {
      const [earlier, more] = before.get(name) ?? [];
      if (name === null || key === undefined || another !== undefined || more !== undefined) continue;
      if (earlier !== undefined && (nameOf === withoutQuery || hostOf(earlier) !== hostOf(key)))
        found.set(key, earlier);
    }
  }
  return found;
}

function keysOf(visits: readonly SeenVisit[]): Set<string> {
  return new Set(visits.flatMap(({ requests }) => [...requests.keys()]));
}

function withoutQuery(key: string): string {
  return stripQuery(key);
}

/** Undefined below the deploy. */
function hostOf(key: string): string | undefined {
  return /"https?:\/\/([^/"]*)/.exec(key)?.[1];
}

/** Type and file name, whatever host and folder it is in; null for what is not a file. */
function fileOf(key: string): string | null {
  const [, kind, name] = /^\["(\w+)".*\/([^/"?]+\.[^/"?]+)["?]/.exec(key) ?? [];
  return kind === undefined || name === undefined ? null : `${kind} ${name}`;
}

export function growthIn(
  { base, head }: Pair,
  of: Of<number | null>,
  floor?: Parameters<typeof growthOf>[1],
): Growth | null {
  return growthOf(
    sidesOf({ base, head }, ({ request, seen }) => of(request, seen)),
    floor,
  );
}

export function turnedIn<Value>(
  { base, head }: Pair,
  of: Of<Value>,
): { readonly base: Value; readonly head: Value } | null {
  return turned(sidesOf({ base, head }, ({ request, seen }) => of(request, seen)));
}

/** Whether it holds in all visits to head. */
export function everyHead({ head }: Pair, of: Of<boolean>): boolean {
  return head.every(({ request, seen }) => of(request, seen));
}

export const sentMs: Of<number> = ({ sentMs: sent, askedMs }, { ttfbMs }) => (sent ?? askedMs) - ttfbMs;
export const askedMs: Of<number> = ({ askedMs: asked }, { ttfbMs }) => asked - ttfbMs;
/** When it could be sent if it had its connection at once. */
export const discoveredMs: Of<number> = (request, seen) => sentMs(request, seen) - request.connectMs;
export const endedMs: Of<number | null> = ({ endedMs: ended }, { ttfbMs }) => (ended === null ? null : ended - ttfbMs);
export const waitMs: Of<number | null> = ({ sentMs: sent, answeredMs, askedMs: asked }) =>
  answeredMs === null ? null : answeredMs - (sent ?? asked);
export const downloadMs: Of<number | null> = ({ endedMs: ended, answeredMs }) =>
  ended === null || answeredMs === null ? null : ended - answeredMs;
/** From when it was asked for to its end. */
export const tookMs: Of<number | null> = ({ endedMs: ended, askedMs: asked }) =>
  ended === null ? null : ended - asked;
