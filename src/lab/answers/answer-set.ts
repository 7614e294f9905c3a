import type { Protocol } from 'puppeteer';

import type { Answer, AnswerSet, BodyDigest, Obstacle } from '../../model/answers.ts';
import { BuildNames } from '../../text/build-names.ts';
import { redact } from '../../text/redactor.ts';
import { stripFragment, stripQuery } from '../../text/strip-query.ts';
import { resourceType } from '../visit/transfers.ts';
import { isBlocked } from '../shaper/hosts.ts';
import { NO_BODY, type Body } from './bodies.ts';
import type { Exchange } from './exchange.ts';

const MAX_URL = 2000;

/** Of the LCP that counts, ms of the browser's clock. */
export interface LcpTimes {
  readonly paintedAt: number;
  /** When its image was there; null: it has none, or that is unknown. */
  readonly loadedAt: number | null;
}

/** What a visit has seen of the network. */
export interface Seen {
  readonly exchanges: readonly Exchange[];
  /** Obstacles that were met on the way; their URLs as they are. */
  readonly obstacles: readonly Obstacle[];
  /** Null: unknown. */
  readonly lcp: LcpTimes | null;
  readonly deployUrl: string;
  readonly shas: readonly string[];
  /** Globs of hosts that the condition keeps pages from. */
  readonly blocked: readonly string[];
  /** The document that a step led to and that was not requested; null: none. */
  readonly held: string | null;
  /** What was stored. */
  readonly stored: readonly string[];
}

/** What was seen, as what was served. */
export function answerSetOf({ exchanges, obstacles, lcp, deployUrl, shas, blocked, held, stored }: Seen): AnswerSet {
  const fetched = new Set(exchanges.filter(({ isCached }) => !isCached).map(({ url }) => url));
  const counted = exchanges.filter(
    (exchange) =>
      !isOfBrowser(exchange) && !isHeld(exchange, held) && !(exchange.isCached && fetched.has(exchange.url)),
  );
  const served = counted.filter((exchange) => isServed(exchange) || isNeverSent(exchange, blocked));
  const names = new BuildNames({
    deployUrl,
    shas,
    served: served.map(({ url, body }) => ({ url, content: body?.text ?? body?.raw ?? null })),
  });
  const places = new Initiators(served);
  const answers = served.map((exchange): Answer => {
    const { method, url, type, requestHeaders, status, protocol, headers, isAfterInput } = exchange;
    const body = status === 0 ? NO_BODY : exchange.body;
    return {
      method,
      url: stripFragment(url),
      shownUrl: shownUrl(url),
      key: names.key(url),
      isSameOrigin: names.isSameOrigin(url),
      kind: resourceType(type),
      requestHeaders,
      status,
      protocol,
      headers: headers.map(([name, value]) => [name, names.text(value)] as const),
      body: body === null ? null : digestOf(body, names),
      initiator: places.of(exchange),
      isBeforeLcp: isBeforeLcp(exchange, lcp),
      isAfterInput,
    };
  });
  const failed = counted
    .filter((exchange) => !served.includes(exchange))
    .map(({ url }): Obstacle => ({ kind: 'failed-request', url }));
  return { answers, obstacles: distinct([...obstacles, ...failed]), stored: names.digest(stored.join('\n')) };
}

/**
 * Whether LCP may have waited for it. What is sent when the image of LCP is there, and is answered only when that has been
 * painted, was not waited for: many pages send such a request between the two.
 */
function isBeforeLcp({ at, answeredAt }: Exchange, lcp: LcpTimes | null): boolean {
  if (lcp === null) return true;
  const { paintedAt, loadedAt } = lcp;
  const isAnsweredLater = answeredAt === null || answeredAt > paintedAt;
  return at <= paintedAt && !(loadedAt !== null && at >= loadedAt && isAnsweredLater);
}

/** Canceled after its response began, it lacks its body only. */
function isServed({ state, status }: Exchange): boolean {
  return status > 0 && state !== 'failed';
}

/** Whether the page's policy or the condition keeps it from the network: then it fails in the same way on both sides. */
function isNeverSent({ state, status, url }: Exchange, blocked: readonly string[]): boolean {
  return state === 'forbidden' || (state === 'failed' && status === 0 && isBlocked(blocked, new URL(url).hostname));
}

function isHeld({ type, url, status }: Exchange, held: string | null): boolean {
  return type === 'Document' && status === 0 && url === held;
}

/** The favicon: the browser requests it, not the page. */
function isOfBrowser({ type, initiator, requestHeaders }: Exchange): boolean {
  return type === 'Other' && initiator.type === 'other' && requestHeaders['accept']?.startsWith('image/') === true;
}

function digestOf({ raw, text }: Body, names: BuildNames): BodyDigest {
  return { raw, stable: text === null ? raw : names.digest(text) };
}

function distinct(obstacles: readonly Obstacle[]): Obstacle[] {
  const shown = obstacles.map(({ kind, url }) => ({ kind, url: url === null ? null : shownUrl(url) }));
  return [...new Map(shown.map((obstacle) => [`${obstacle.kind} ${obstacle.url}`, obstacle])).values()];
}

function shownUrl(url: string): string {
  return redact(stripQuery(url)).slice(0, MAX_URL);
}

/** Which answer asked for another one. */
class Initiators {
  readonly #byRequest = new Map<string, number[]>();
  readonly #byUrl = new Map<string, number>();
  readonly #positions: ReadonlyMap<Exchange, number>;

  constructor(served: readonly Exchange[]) {
    this.#positions = new Map(served.map((exchange, position) => [exchange, position]));
    for (const [position, { requestId, url }] of served.entries()) {
      this.#byRequest.set(requestId, [...(this.#byRequest.get(requestId) ?? []), position]);
      if (!this.#byUrl.has(stripFragment(url))) this.#byUrl.set(stripFragment(url), position);
    }
  }

  /** The redirect before it, else the script or style sheet that asked, else the document; null: unknown. */
  of(exchange: Exchange): number | null {
    const own = this.#positions.get(exchange) ?? 0;
    const earlier = (this.#byRequest.get(exchange.requestId) ?? []).filter((position) => position < own);
    const named = this.#named(exchange.initiator);
    const document = exchange.loaderId === exchange.requestId ? undefined : this.#last(exchange.loaderId);
    return earlier.at(-1) ?? [named, document].find((position) => position !== undefined && position < own) ?? null;
  }

  #named({ requestId, stack, url }: Protocol.Network.Initiator): number | undefined {
    const asked = scriptOf(stack) ?? url;
    const named = asked === undefined ? undefined : this.#byUrl.get(stripFragment(asked));
    return named ?? (requestId === undefined ? undefined : this.#last(requestId));
  }

  #last(requestId: string): number | undefined {
    return this.#byRequest.get(requestId)?.at(-1);
  }
}

/** The script on top of a call stack; an `await` before it leaves only the asynchronous part of the stack. */
function scriptOf(stack: Protocol.Runtime.StackTrace | undefined): string | undefined {
  for (let part = stack, depth = 0; part !== undefined && depth < 10; part = part.parent, depth++) {
    const frame = part.callFrames.find(({ url }) => url !== '');
    if (frame !== undefined) return frame.url;
  }
  return undefined;
}
