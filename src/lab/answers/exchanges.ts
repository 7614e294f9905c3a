import type { CDPSession, Protocol } from 'puppeteer';

import { byLowerCase } from '../visit/header-names.ts';
import { Bodies, NO_BODY, type Body } from './bodies.ts';

/** More responses than a page has that can be compared. */
const MOST_RESPONSES = 5000;
/** The heads that are kept together, characters. */
const MOST_HEADS = 50_000_000;

type HeaderList = readonly (readonly [name: string, value: string])[];

/** A request with its answer; a redirect has an exchange of its own. */
export interface Exchange {
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  /** Chrome's word. */
  readonly type: string;
  readonly initiator: Protocol.Network.Initiator;
  /** The request of the document that it belongs to, which is its own if it is one; empty in a worker. */
  readonly loaderId: string;
  readonly frameId: string | null;
  /** When it was asked for, ms of the browser's clock. */
  readonly at: number;
  readonly isAfterInput: boolean;
  /** When the head of its answer came, on the same clock; null: not yet, or unknown. */
  answeredAt: number | null;
  requestHeaders: Readonly<Record<string, string>>;
  /** 0 until it is answered. */
  status: number;
  /** Of the connection: `http/1.1`, `h2 TLS 1.3`; null: not told. */
  protocol: string | null;
  headers: HeaderList;
  body: Body | null;
  /** Whether one of Chrome's caches answered. */
  isCached: boolean;
  /** `canceled`: by the page; `forbidden`: by its own policy, so that nothing was sent. */
  state: 'open' | 'ended' | 'canceled' | 'forbidden' | 'failed';
  /** Bytes of the decoded body so far. */
  bytes: number;
}

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
  #onEnd: (() => void) | null = null;

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
      await this.#ended(deadline - performance.now());
    await this.#bodies.done();
    for (const chain of this.#chains.values()) complete(chain);
    return this.#all;
  }

  #ended(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#onEnd = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#onEnd = done;
    });
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
    this.#onEnd?.();
  }

  #onFailed(event: Protocol.Network.LoadingFailedEvent): void {
    const exchange = this.#last(event.requestId);
    if (exchange === undefined || exchange.state !== 'open') return;
    exchange.state = failureOf(exchange, event);
    if (exchange.state === 'ended') exchange.body = NO_BODY;
    this.#onEnd?.();
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

function answer(exchange: Exchange, response: Protocol.Network.Response): void {
  exchange.status = response.status;
  exchange.protocol = protocolOf(response);
  exchange.headers = listOf(response.headers);
  if (response.fromDiskCache === true || response.fromPrefetchCache === true) exchange.isCached = true;
}

function protocolOf({ protocol, securityDetails }: Protocol.Network.Response): string | null {
  if (protocol === undefined || protocol === '') return null;
  return securityDetails === undefined ? protocol : `${protocol} ${securityDetails.protocol}`;
}

/** By the page's policies alone, which are a part of what it was served. */
const POLICIES = new Set<Protocol.Network.BlockedReason | undefined>(['csp', 'mixed-content']);

/** What has no body and is not read by the page ends as a failure, too. */
function failureOf(
  exchange: Exchange,
  { canceled = false, blockedReason }: Protocol.Network.LoadingFailedEvent,
): Exchange['state'] {
  if (exchange.status > 0 && hasNoBody(exchange)) return 'ended';
  if (exchange.status === 0 && POLICIES.has(blockedReason)) return 'forbidden';
  return canceled ? 'canceled' : 'failed';
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

/** By RFC 9110, sections 6.4.1 and 15.4.5, and by what it declares. */
function hasNoBody({ method, status, headers }: Exchange): boolean {
  if (method === 'HEAD' || status === 204 || status === 205 || status === 304) return true;
  return headers.some(([name, value]) => name === 'content-length' && value.trim() === '0');
}

/** HTTP/2's own fields are not headers. */
function headersOf(headers: Protocol.Network.Headers): Record<string, string> {
  return byLowerCase(Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':'))));
}

/** Chrome joins repeated headers by line breaks. */
function listOf(headers: Protocol.Network.Headers): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !name.startsWith(':'))
    .flatMap(([name, values]) => values.split('\n').map((value): [string, string] => [name.toLowerCase(), value]));
}
