import type { CDPSession } from 'puppeteer';
import { stripQuery } from '../../text/strip-query.ts';

/** How long a stream that has just opened has for its first message, ms. */
const FIRST_MESSAGE_MS = 1000;

/** What delivers for ever, as an event stream does. */
const ENDLESS = /event-stream|ndjson|json-seq|grpc|multipart/;

/** Bodies that a page reads piece by piece. */
const BODIES = new Set<string | undefined>(['Fetch', 'XHR']);

/**
 * Follows what keeps delivering after its response began: WebSockets, event streams, bodies that are read in pieces.
 * Each message is activity. A silent open stream does not hold the page, but a stream that has just opened gets time to
 * deliver.
 */
export class Streams {
  readonly #onActivity: (what: string) => void;
  readonly #connecting = new Map<string, string>();
  readonly #open = new Map<string, string>();
  /** For bodies that end: when the latest piece arrived, ms. */
  readonly #arriving = new Map<string, number>();
  /** Until when a stream that has not delivered yet has the chance to, ms. */
  readonly #unheard = new Map<string, number>();

  constructor(onActivity: (what: string) => void) {
    this.#onActivity = onActivity;
  }

  /** Network events of the session must be enabled. */
  follow(session: CDPSession): void {
    session.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
      if (BODIES.has(type)) this.#open.set(requestId, stripQuery(request.url));
    });
    session.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (BODIES.has(type) && !ENDLESS.test(response.mimeType)) this.#arriving.set(requestId, performance.now());
      if (type === 'EventSource') this.#onOpen(requestId, stripQuery(response.url));
    });
    session.on('Network.dataReceived', ({ requestId }) => {
      if (this.#arriving.has(requestId)) this.#arriving.set(requestId, performance.now());
      this.#onMessage(requestId);
    });
    session.on('Network.eventSourceMessageReceived', ({ requestId }) => this.#onMessage(requestId));
    session.on('Network.webSocketCreated', ({ requestId, url }) => {
      this.#connecting.set(requestId, stripQuery(url));
      this.#onActivity(`a connection to ${stripQuery(url)}`);
    });
    session.on('Network.webSocketHandshakeResponseReceived', ({ requestId }) => {
      const url = this.#connecting.get(requestId);
      if (url !== undefined) this.#onOpen(requestId, url);
    });
    session.on('Network.webSocketFrameReceived', ({ requestId }) => this.#onMessage(requestId));
    for (const event of ['Network.webSocketClosed', 'Network.loadingFinished', 'Network.loadingFailed'] as const)
      session.on(event, ({ requestId }) => this.#onEnd(requestId));
  }

  /** The sockets that have not been answered yet. */
  connecting(): string[] {
    return [...this.#connecting.values()];
  }

  /** The bodies that pieces arrived of since a time, ms. */
  arrivingSince(time: number): string[] {
    const arriving = [...this.#arriving].filter(([, at]) => at >= time);
    return arriving.flatMap(([id]) => this.#open.get(id) ?? []);
  }

  /** Until when a stream that has just opened has the chance to deliver, ms; null if none has. */
  unheardUntil(now: number): number | null {
    const until = Math.max(0, ...this.#unheard.values());
    return until > now ? until : null;
  }

  #onOpen(id: string, url: string): void {
    this.#connecting.delete(id);
    this.#open.set(id, url);
    this.#unheard.set(id, performance.now() + FIRST_MESSAGE_MS);
    this.#onActivity(`a stream from ${url}`);
  }

  #onMessage(id: string): void {
    this.#unheard.delete(id);
    const url = this.#open.get(id);
    if (url !== undefined) this.#onActivity(`a message from ${url}`);
  }

  #onEnd(id: string): void {
    const url = this.#connecting.get(id) ?? this.#open.get(id);
    this.#connecting.delete(id);
    this.#open.delete(id);
    this.#arriving.delete(id);
    this.#unheard.delete(id);
    if (url !== undefined) this.#onActivity(`the end of ${url}`);
  }
}
