import type { CDPSession, Protocol } from 'puppeteer';

import { NextEvent } from '../../system/next-event.ts';
import { Bodies, NO_BODY } from './bodies.ts';
import { answer, failureOf, hasNoBody, headersOf, listOf, type Exchange, type HeaderList } from './exchange.ts';

/** More responses than a page has that can be compared. */
const MOST_RESPONSES = 5000;
/** The heads that are kept together, characters. */
const MOST_HEADS = 50_000_000;

interface Chain {
  readonly hops: Exchange[];
  /** Those of `hops` that the network tells more about, in order. */
  readonly told: Exchange[];
  readonly requestExtras: Readonly<Record<string, string>>[];
  readonly responseExtras: { readonly status: number; readonly headers: HeaderList }[];
}

/** Remembers what was requested in all sessions of a page, and what came. */
export class Exchanges {
  readonly #bodies = new Bodies();
  readonly #chains = new Map<string, Chain>();
  readonly #all: Exchange[] = [];
  #heads = 0;
  #isFull = false;
  #hasInput = false;
  readonly #end = new NextEvent();

  follow(session: CDPSession): void {
    session.on('Network.requestWillBeSent', (event) => this.#onRequest(event));
    session.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
      if (this.#takes(headers)) this.#chain(requestId).requestExtras.push(headersOf(headers));
    });
    session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode, headers }) => {
      if (this.#takes(headers))
        this.#chain(requestId).responseExtras.push({ status: statusCode, headers: listOf(headers) });
    });
    session.on('Network.responseReceivedEarlyHints', ({ requestId, headers }) => this.#onHints(requestId, headers));
    session.on('Network.requestServedFromCache', ({ requestId }) => {
      const exchange = this.#last(requestId);
      if (exchange !== undefined) exchange.isCached = true;
    });
    session.on('Network.responseReceived', (event) => this.#onResponse(event));
    session.on('Network.dataReceived', ({ requestId, dataLength }) => {
      const exchange = this.#last(requestId);
      if (exchange !== undefined) exchange.bytes += dataLength;
    });
    session.on('Network.loadingFinished', ({ requestId }) => this.#onFinished(session, requestId));
    session.on('Network.loadingFailed', (event) => this.#onFailed(event));
  }

  /** From now on the page reacts to input. */
  beginInput(): void {
    this.#hasInput = true;
  }

  /** Whether the network told of a request that no session has told of. */
  get hasUnknown(): boolean {
    return [...this.#chains.values()].some(({ hops }) => hops.length === 0);
  }

  /** Whether more came than is remembered. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Everything, in the order it was asked for, once all has ended that ends within `waitMs`. */
  async all(waitMs: number): Promise<readonly Exchange[]> {
    const deadline = performance.now() + waitMs;
    while (this.#all.some(({ state }) => state === 'open') && performance.now() < deadline)
      await this.#end.within(deadline - performance.now());
    await this.#bodies.done();
    for (const chain of this.#chains.values()) complete(chain);
    return this.#all;
  }

  #onRequest(event: Protocol.Network.RequestWillBeSentEvent): void {
    const { requestId, request, redirectResponse, redirectHasExtraInfo } = event;
    const before = this.#last(requestId);
    if (before !== undefined && redirectResponse !== undefined) {
      answer(before, redirectResponse);
      if (redirectHasExtraInfo) this.#chain(requestId).told.push(before);
      Object.assign(before, { state: 'ended', body: NO_BODY });
    }
    if (!/^https?:/i.test(request.url) || !this.#takes({ url: request.url, ...request.headers })) return;
    const exchange: Exchange = {
      requestId,
      method: request.method,
      url: request.url,
      type: event.type ?? 'Other',
      initiator: event.initiator,
      loaderId: event.loaderId,
      frameId: event.frameId ?? null,
      at: event.timestamp * 1000,
      isAfterInput: this.#hasInput,
      answeredAt: null,
      requestHeaders: headersOf(request.headers),
      status: 0,
      protocol: null,
      headers: [],
      body: null,
      isCached: false,
      state: 'open',
      bytes: 0,
    };
    this.#all.push(exchange);
    this.#chain(requestId).hops.push(exchange);
  }

  #onHints(requestId: string, headers: Protocol.Network.Headers): void {
    const asked = this.#last(requestId);
    if (asked === undefined || !this.#takes(headers)) return;
    const hints = { status: 103, headers: listOf(headers), body: NO_BODY, state: 'ended' as const };
    this.#all.push({ ...asked, ...hints });
  }

  #onResponse({ requestId, type, response, hasExtraInfo, timestamp }: Protocol.Network.ResponseReceivedEvent): void {
    const exchange = this.#last(requestId);
    if (exchange === undefined || !this.#takes(response.headers)) return;
    answer(exchange, response);
    exchange.answeredAt = timestamp * 1000;
    if (hasExtraInfo) this.#chain(requestId).told.push(exchange);
    if (type === 'Ping' || type === 'CSPViolationReport') exchange.body = NO_BODY;
  }

  #onFinished(session: CDPSession, requestId: string): void {
    const exchange = this.#last(requestId);
    if (exchange === undefined || exchange.state !== 'open') return;
    exchange.state = 'ended';
    if (hasNoBody(exchange)) exchange.body = NO_BODY;
    if (exchange.body === null && !exchange.isCached)
      this.#bodies.read(session, requestId, exchange.bytes, (body) => (exchange.body = body));
    this.#end.come();
  }

  #onFailed(event: Protocol.Network.LoadingFailedEvent): void {
    const exchange = this.#last(event.requestId);
    if (exchange === undefined || exchange.state !== 'open') return;
    exchange.state = failureOf(exchange, event);
    if (exchange.state === 'ended') exchange.body = NO_BODY;
    this.#end.come();
  }

  #chain(requestId: string): Chain {
    const known = this.#chains.get(requestId);
    if (known !== undefined) return known;
    const chain: Chain = { hops: [], told: [], requestExtras: [], responseExtras: [] };
    this.#chains.set(requestId, chain);
    return chain;
  }

  #last(requestId: string): Exchange | undefined {
    return this.#chains.get(requestId)?.hops.at(-1);
  }

  /** Whether there is room for so much of a head. */
  #takes(head: Readonly<Record<string, string>>): boolean {
    for (const [name, value] of Object.entries(head)) this.#heads += name.length + value.length;
    if (this.#heads > MOST_HEADS || this.#all.length >= MOST_RESPONSES) this.#isFull = true;
    return !this.#isFull;
  }
}

/** What was really sent, where the network has told: events of it come apart from those of the request. */
function complete({ hops, told, requestExtras, responseExtras }: Chain): void {
  const sent = hops.filter(({ isCached }) => !isCached);
  for (const [index, headers] of requestExtras.entries()) {
    const exchange = sent[index];
    if (exchange !== undefined) exchange.requestHeaders = headers;
  }
  for (const [index, { status, headers }] of responseExtras.entries()) {
    const exchange = told[index];
    if (exchange !== undefined) Object.assign(exchange, { status, headers });
  }
}
