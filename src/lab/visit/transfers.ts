import type { CDPSession, HTTPRequest, Page, Protocol } from 'puppeteer';

import type { ResourceType } from '../../model/metrics/bytes.ts';

/** Requests that are counted; a page has fewer, or is hostile. */
const MOST_REQUESTS = 5000;
const MAX_URL = 4000;

/** What came over the network for one request. */
export interface Transfer {
  readonly type: ResourceType;
  /** As it was asked for first. */
  readonly url: string;
  /** Head and body of its answer and of its redirects, as they were sent; 0 if a cache had it. */
  readonly bytes: number;
}

interface RequestTally {
  readonly type: ResourceType;
  readonly url: string;
  /** By the session that reported it; several sessions may report one request. */
  readonly told: Map<CDPSession, SessionTally>;
  /** Null before the answer is complete. */
  whole: number | null;
  /** The body's length by the head of the answer; null if that does not say. */
  declared: number | null;
  isCached: boolean;
  /** Whether the body was here before: in a cache that was asked about it, or in a service worker. */
  isLocal: boolean;
}

interface SessionTally {
  /** Of redirects. */
  before: number;
  /** Of the head of the answer, and of its body so far. */
  head: number;
  body: number;
  /** The length of the body: as its head declares it, else as it was after decompression; 0 before anything of it came. */
  length: number;
}

/** Puppeteer's requests have Chrome's id of them; its types leave that out. */
type RequestWithId = HTTPRequest & { readonly id: string };

/** Chrome's names of resource types; every other type is `other`. */
const TYPES: Readonly<Record<string, ResourceType>> = {
  document: 'document',
  script: 'script',
  stylesheet: 'stylesheet',
  image: 'image',
  font: 'font',
  fetch: 'fetch',
  xhr: 'fetch',
  eventsource: 'fetch',
  media: 'media',
};

/**
 * Counts the bytes of every request of a page, of its frames and its workers. A frame of another site and a worker have
 * sessions of their own, and what began in one may end in another. The favicon is Chrome's own request, so it is not
 * counted. WebSockets have no responses to count.
 */
export class Transfers {
  readonly #followed = new Set<CDPSession>();
  #requests = new Map<string, RequestTally>();

  /** `session` is any of the page's. */
  constructor(page: Page, session: CDPSession) {
    page.on('request', (request) => this.#onRequest(request));
    const follow = (opened: CDPSession): void => this.#follow(opened);
    session.connection()?.on('sessionattached', follow);
    page.once('close', () => session.connection()?.off('sessionattached', follow));
  }

  /** Starts over, because another document or a soft navigation is measured from now on. */
  begin(): void {
    this.#requests = new Map();
  }

  /** Everything that came so far. */
  all(): Transfer[] {
    return [...this.#requests.values()].map((request) => ({
      type: request.type,
      url: request.url,
      bytes: bytesOf(request),
    }));
  }

  #onRequest(request: HTTPRequest): void {
    const { client, id } = request as RequestWithId;
    this.#follow(client);
    const url = request.url().slice(0, MAX_URL);
    if (this.#requests.has(id) || this.#requests.size >= MOST_REQUESTS) return;
    if (!/^https?:/.test(url) || isOfBrowser(request)) return;
    const type = TYPES[request.resourceType()] ?? 'other';
    this.#requests.set(id, {
      type,
      url,
      told: new Map(),
      whole: null,
      declared: null,
      isCached: false,
      isLocal: false,
    });
  }

  /** A session's events arrive in order, so those of its first request are still to come. */
  #follow(client: CDPSession): void {
    if (this.#followed.has(client)) return;
    this.#followed.add(client);
    const update = (requestId: string, change: (request: RequestTally, told: SessionTally) => void): void => {
      const request = this.#requests.get(requestId);
      if (request === undefined) return;
      const told = request.told.get(client) ?? { before: 0, head: 0, body: 0, length: 0 };
      request.told.set(client, told);
      change(request, told);
    };
    client.on('Network.requestWillBeSent', ({ requestId, redirectResponse }) =>
      update(requestId, (_, told) => {
        told.before += redirectResponse === undefined ? 0 : sizeOf(redirectResponse.encodedDataLength);
      }),
    );
    client.on('Network.requestServedFromCache', ({ requestId }) =>
      update(requestId, (request) => (request.isCached = true)),
    );
    client.on('Network.responseReceived', ({ requestId, response }) =>
      update(requestId, (request, told) => {
        request.isLocal = response.fromServiceWorker === true || response.fromDiskCache === true;
        told.head = sizeOf(response.encodedDataLength);
        request.declared = declaredLength(response);
      }),
    );
    client.on('Network.dataReceived', ({ requestId, dataLength, encodedDataLength }) =>
      update(requestId, (request, told) => {
        told.body += sizeOf(encodedDataLength);
        told.length = request.declared ?? told.length + dataLength;
      }),
    );
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      update(requestId, (request, { head, length }) => {
        // Of a worker's own script Chrome counts the head alone.
        const isHeadAlone = !request.isLocal && encodedDataLength <= head && length > 0;
        request.whole = isHeadAlone ? head + length : sizeOf(encodedDataLength);
      }),
    );
  }
}

function bytesOf({ told, whole, isCached }: RequestTally): number {
  const before = Math.max(0, ...[...told.values()].map((each) => each.before));
  const arrived = Math.max(0, ...[...told.values()].map(({ head, body }) => head + body));
  return before + (isCached ? 0 : (whole ?? arrived));
}

/** The favicon: the browser requests it, not the page. */
function isOfBrowser(request: HTTPRequest): boolean {
  return request.resourceType() === 'other' && request.initiator()?.type === 'other';
}

function declaredLength({ headers }: Protocol.Network.Response): number | null {
  const [, length] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length') ?? [];
  return length !== undefined && /^\d{1,12}$/.test(length) ? Number(length) : null;
}

/** Chrome says -1 of what it does not know. */
function sizeOf(encodedDataLength: number): number {
  return Math.max(0, encodedDataLength);
}
