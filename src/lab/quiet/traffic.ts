import type { CDPSession, Frame, HTTPRequest, HTTPResponse, Page } from 'puppeteer';

import { Streams } from './streams.ts';
import { stripQuery } from '../../text/strip-query.ts';

/**
 * Requests that a visit does not wait for: the browser's own (`other`: the favicon), beacons, and media, whose first
 * frame is watched instead.
 */
const NOT_AWAITED = new Set([
  'websocket',
  'ping',
  'media',
  'other',
  'manifest',
  'prefetch',
  'texttrack',
  'cspviolationreport',
]);

/**
 * Requests whose body the page may leave unread, so that it never ends. They count as answered when the response
 * arrives.
 */
const ENDS_WITH_RESPONSE = new Set(['fetch', 'eventsource']);

/** What begins to run before it has come. */
const READ = new Set(['document', 'script']);

/** Requests that scripts make. */
const CALLS = new Set(['fetch', 'xhr']);

/** The most distinct requests that are tracked, and the characters kept of each. Only a hostile page needs more. */
const MOST_KEYS = 2000;
const MOST_KEY = 10_000;

/** Answered so often before, the same is a poll. */
const POLLS = 3;

/** An answer to a request. */
interface Answered {
  /** When it was asked for, ms. */
  readonly requestedAt: number;
  /** Whether it is a document or a script. */
  readonly isRead: boolean;
}

/** Told what happened, in words that follow "it was busy with". */
export type OnActivity = (what: string, answered?: Answered) => void;

/** A request that is not answered yet. */
interface Flight {
  readonly url: string;
  readonly frame: Frame | null;
  /** When it was asked for, ms. */
  readonly at: number;
}

/** The requests, streams and sockets of a page. *In flight* means not answered yet; an open stream is not in flight. */
export class Traffic {
  readonly #onActivity: OnActivity;
  readonly #isMain: (frame: Frame | null) => boolean;
  /** By request: its URL, and the frame that asked; a worker has none. */
  readonly #inFlight = new Map<HTTPRequest, Flight>();
  readonly #streams: Streams;
  /** The number of responses per request key. */
  readonly #answered = new Map<string, number>();
  #hasMedia = false;

  constructor(page: Page, onActivity: OnActivity) {
    this.#onActivity = onActivity;
    this.#streams = new Streams(onActivity);
    this.#isMain = (frame) => frame === null || frame === page.mainFrame();
    page.on('request', (request) => this.#onRequest(request));
    page.on('response', (response) => this.#onResponse(response));
    page.on('requestfinished', (request) => this.#onEnd(request));
    page.on('requestfailed', (request) => this.#onEnd(request));
    page.on('framedetached', (frame) => this.#onDetached(frame));
    page.on('workerdestroyed', ({ client }) => this.#onEnded(client));
  }

  /** Follows streams and sockets, which the page's own events do not report. Network events must be enabled. */
  follow(session: CDPSession): void {
    this.#streams.follow(session);
  }

  /** Whether a video or a sound was ever asked for. */
  get hasMedia(): boolean {
    return this.#hasMedia;
  }

  /** What has not been answered yet, for a reader. */
  pending(): string[] {
    return [...[...this.#inFlight.values()].map(({ url }) => url), ...this.#streams.connecting()];
  }

  /**
   * Of the requests, those that may change what the page shows: not those of frames below it, and not what it polls; and
   * the bodies that have been arriving since a time, ms.
   */
  mayPaint(since: number): string[] {
    const painting = [...this.#inFlight].filter(
      ([request, { frame }]) => this.#isMain(frame) && !this.#isPoll(request),
    );
    return [...painting.map(([, { url }]) => url), ...this.#streams.arrivingSince(since)];
  }

  /** Until when a stream that has just opened has the chance to deliver, ms; null if none has. */
  unheardUntil(now: number): number | null {
    return this.#streams.unheardUntil(now);
  }

  #onRequest(request: HTTPRequest): void {
    if (request.resourceType() === 'media') this.#hasMedia = true;
    if (!/^https?:/.test(request.url()) || NOT_AWAITED.has(request.resourceType())) return;
    const url = stripQuery(request.url());
    this.#inFlight.set(request, { url, frame: request.frame(), at: performance.now() });
    this.#onActivity(`a request for ${url}`);
  }

  #onResponse(response: HTTPResponse): void {
    const request = response.request();
    const flight = this.#inFlight.get(request);
    // A document is read as it comes.
    if (flight !== undefined && request.isNavigationRequest())
      this.#onActivity(`the beginning of ${flight.url}`, { requestedAt: flight.at, isRead: false });
    if (ENDS_WITH_RESPONSE.has(request.resourceType()) && !isRedirect(response)) this.#onEnd(request);
  }

  #onEnd(request: HTTPRequest): void {
    const flight = this.#inFlight.get(request);
    if (flight === undefined) return;
    this.#inFlight.delete(request);
    const key = keyOf(request);
    const before = this.#answered.get(key) ?? 0;
    if (before > 0 || this.#answered.size < MOST_KEYS) this.#answered.set(key, before + 1);
    this.#onActivity(`the answer of ${flight.url}`, {
      requestedAt: flight.at,
      isRead: READ.has(request.resourceType()),
    });
  }

  /** A removed frame has no request in flight. */
  #onDetached(frame: Frame): void {
    for (const [request, { frame: asking }] of this.#inFlight)
      if (asking !== null && (asking === frame || asking.detached)) this.#onEnd(request);
  }

  /** Nor has a worker. */
  #onEnded(client: CDPSession): void {
    for (const [request, { frame }] of this.#inFlight)
      if (frame === null && request.client === client) this.#onEnd(request);
  }

  /** Whether the page has repeated the same request so often that it is polling. */
  #isPoll(request: HTTPRequest): boolean {
    return CALLS.has(request.resourceType()) && (this.#answered.get(keyOf(request)) ?? 0) >= POLLS;
  }
}

/** The query may be there to get around caches; a body is what is asked (all GraphQL goes to one URL). */
function keyOf(request: HTTPRequest): string {
  return [request.method(), stripQuery(request.url()), request.postData() ?? ''].join(' ').slice(0, MOST_KEY);
}

function isRedirect(response: HTTPResponse): boolean {
  return response.status() >= 300 && response.status() < 400 && response.headers()['location'] !== undefined;
}
