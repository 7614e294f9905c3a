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
 * are several.
 */
export function pairsOf(sides: Sides<SeenVisit>): Pair[] {
  const [baseKeys, headKeys] = [keysOf(sides.base), keysOf(sides.head)];
  const gone = Map.groupBy(
    [...baseKeys].filter((key) => !headKeys.has(key)),
    withoutQuery,
  );
  const added = Map.groupBy(
    [...headKeys].filter((key) => !baseKeys.has(key)),
    withoutQuery,
  );
  const baseKeyOf = (key: string): string => {
    const path = withoutQuery(key);
    const [before, more] = gone.get(path) ?? [];
    const isOnly = before !== undefined && more === undefined && added.get(path)?.length === 1;
    return isOnly && !baseKeys.has(key) ? before : key;
  };
  return [...headKeys].flatMap((key) => {
    const earlier = baseKeyOf(key);
    const found = pairOf(
      key,
      sides,
      ({ requests, visit }) => requests.get(visit.side === 'base' ? earlier : key) ?? null,
    );
    return found === null ? [] : [found];
  });
}

function keysOf(visits: readonly SeenVisit[]): Set<string> {
  return new Set(visits.flatMap(({ requests }) => [...requests.keys()]));
}

function withoutQuery(key: string): string {
  return stripQuery(key);
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
