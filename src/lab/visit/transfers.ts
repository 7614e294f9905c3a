import type { CDPSession, HTTPRequest, Page } from 'puppeteer';

import type { ResourceType } from '../../model/metrics/bytes.ts';

/** Requests that are counted; a page has fewer, or is hostile. */
const MOST_REQUESTS = 5000;

/** What came over the network for one request. */
export interface Transfer {
  readonly type: ResourceType;
  /** As it was asked for first. */
  readonly url: string;
  /** Head and body of its answer and of its redirects, as they were sent; 0 where a cache had it. */
  readonly bytes: number;
}

interface Counted {
  readonly type: ResourceType;
  readonly url: string;
  /** Of redirects. */
  before: number;
  /** So far, while the answer is not complete. */
  arrived: number;
  /** Null before the answer is complete. */
  whole: number | null;
  isCached: boolean;
}

/** Puppeteer's requests have Chrome's id of them; its types leave that out. */
type Identified = HTTPRequest & { readonly id: string };

/** Chrome's words for what is asked for; everything else is `other`. */
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
 * Counts the bytes of every request of a page, of its frames and its workers (each has a session of its own). What Chrome
 * asks for by itself, the favicon, is not the page's. WebSockets have no answers to count.
 */
export class Transfers {
  readonly #followed = new Set<CDPSession>();
  #requests = new Map<string, Counted>();

  constructor(page: Page) {
    page.on('request', (request) => this.#onRequest(request));
  }

  /** What is asked for from now on is what counts: another document is measured, or a soft navigation. */
  begin(): void {
    this.#requests = new Map();
  }

  /** Everything that came so far. */
  all(): Transfer[] {
    return [...this.#requests.values()].map(({ type, url, before, arrived, whole, isCached }) => ({
      type,
      url,
      bytes: before + (isCached ? 0 : (whole ?? arrived)),
    }));
  }

  #onRequest(request: HTTPRequest): void {
    const { client, id } = request as Identified;
    if (!this.#followed.has(client)) this.#follow(client);
    const key = keyOf(client, id);
    const url = request.url();
    if (this.#requests.has(key) || this.#requests.size >= MOST_REQUESTS) return;
    if (!/^https?:/.test(url) || isOfBrowser(request)) return;
    const type = TYPES[request.resourceType()] ?? 'other';
    this.#requests.set(key, { type, url, before: 0, arrived: 0, whole: null, isCached: false });
  }

  /** The events of a session come in their order, so that those of its first request are still to come. */
  #follow(client: CDPSession): void {
    this.#followed.add(client);
    const update = (requestId: string, change: (request: Counted) => void): void => {
      const request = this.#requests.get(keyOf(client, requestId));
      if (request !== undefined) change(request);
    };
    client.on('Network.requestWillBeSent', ({ requestId, redirectResponse }) =>
      update(requestId, (request) => {
        request.before += redirectResponse === undefined ? 0 : sizeOf(redirectResponse.encodedDataLength);
      }),
    );
    client.on('Network.requestServedFromCache', ({ requestId }) =>
      update(requestId, (request) => (request.isCached = true)),
    );
    client.on('Network.responseReceived', ({ requestId, response }) =>
      update(requestId, (request) => (request.arrived = sizeOf(response.encodedDataLength))),
    );
    client.on('Network.dataReceived', ({ requestId, encodedDataLength }) =>
      update(requestId, (request) => (request.arrived += sizeOf(encodedDataLength))),
    );
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      update(requestId, (request) => (request.whole = sizeOf(encodedDataLength))),
    );
  }
}

/** The favicon: nobody on the page asks for it. */
function isOfBrowser(request: HTTPRequest): boolean {
  return request.resourceType() === 'other' && request.initiator()?.type === 'other';
}

/** Request ids are unique in a session only. */
function keyOf(client: CDPSession, requestId: string): string {
  return `${client.id()} ${requestId}`;
}

/** Chrome says -1 of what it does not know. */
function sizeOf(encodedDataLength: number): number {
  return Math.max(0, encodedDataLength);
}
