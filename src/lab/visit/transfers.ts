import { TargetType, type CDPSession, type HTTPRequest, type Page, type Protocol } from 'puppeteer';

import type { ResourceType } from '../../model/metrics/bytes.ts';
import { TransferCount, type Quirk, type TransferEvent } from './transfer-count.ts';

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
  /** Whether a body came that Chrome has not counted and no header declares. */
  readonly isBodyUnknown: boolean;
}

/** The transfers with the bodies that Chrome has not counted, as far as the page knows their sizes. */
export async function withBodies(
  transfers: readonly Transfer[],
  sizesOf: (urls: readonly string[]) => Promise<ReadonlyMap<string, number>>,
): Promise<Transfer[]> {
  const sizes = await sizesOf([
    ...new Set(transfers.filter(({ isBodyUnknown }) => isBodyUnknown).map(({ url }) => url)),
  ]);
  return transfers.map((transfer) => {
    const size = transfer.isBodyUnknown ? sizes.get(transfer.url) : undefined;
    return size === undefined ? transfer : { ...transfer, bytes: transfer.bytes + size, isBodyUnknown: false };
  });
}

interface RequestTally {
  readonly type: ResourceType;
  readonly url: string;
  readonly count: TransferCount<CDPSession>;
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
 * Counts the bytes of every request of a page, of its frames and its workers, but not of service workers. A frame of
 * another site and a worker have sessions of their own, and what began in one may end in another. The favicon is Chrome's
 * own request, so it is not counted. WebSockets have no responses to count.
 */
export class Transfers {
  readonly #followed = new Set<CDPSession>();
  #requests = new Map<string, RequestTally>();
  #serviceWorkers = 0;

  /** `session` is any of the page's. */
  constructor(page: Page, session: CDPSession) {
    page.browserContext().on('targetcreated', (target) => {
      if (target.type() === TargetType.SERVICE_WORKER) this.#serviceWorkers++;
    });
    page.on('request', (request) => this.#onRequest(request));
    const follow = (opened: CDPSession): void => this.#follow(opened);
    session.connection()?.on('sessionattached', follow);
    page.once('close', () => session.connection()?.off('sessionattached', follow));
  }

  /** Starts over, because another document or a soft navigation is measured from now on. */
  begin(): void {
    this.#requests = new Map();
  }

  /** Whether a service worker has run, of whose own requests the page's sessions do not tell. */
  get hasServiceWorker(): boolean {
    return this.#serviceWorkers > 0;
  }

  /** Everything that came so far. */
  all(): Transfer[] {
    return [...this.#requests.values()].map(({ type, url, count }) => ({
      type,
      url,
      bytes: count.bytes,
      isBodyUnknown: count.isBodyUnknown,
    }));
  }

  #onRequest(request: HTTPRequest): void {
    const { client, id } = request as RequestWithId;
    this.#follow(client);
    const url = request.url().slice(0, MAX_URL);
    if (this.#requests.has(id) || this.#requests.size >= MOST_REQUESTS) return;
    if (!/^https?:/.test(url) || isOfBrowser(request)) return;
    this.#requests.set(id, { type: typeOf(request), url, count: new TransferCount(quirkOf(request)) });
  }

  /** A session's events arrive in order, so those of its first request are still to come. */
  #follow(client: CDPSession): void {
    if (this.#followed.has(client)) return;
    this.#followed.add(client);
    const tell = (requestId: string, told: TransferEvent): void =>
      this.#requests.get(requestId)?.count.add(client, told);
    client.on('Network.requestWillBeSent', ({ requestId, redirectResponse }) => {
      if (redirectResponse !== undefined)
        tell(requestId, { kind: 'redirect', size: redirectResponse.encodedDataLength });
    });
    client.on('Network.requestServedFromCache', ({ requestId }) => tell(requestId, { kind: 'memory-cache' }));
    client.on('Network.responseReceived', ({ requestId, response }) =>
      tell(requestId, {
        kind: 'head',
        size: response.encodedDataLength,
        declared: declaredLength(response),
        isCompressed: headerOf(response, 'content-encoding') !== undefined,
        isError: response.status >= 400,
        isLocal: response.fromServiceWorker === true || response.fromDiskCache === true,
      }),
    );
    client.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode: status }) =>
      tell(requestId, { kind: 'status', status }),
    );
    client.on('Network.dataReceived', ({ requestId, dataLength: decoded, encodedDataLength: size }) =>
      tell(requestId, { kind: 'data', size, decoded }),
    );
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength: size }) =>
      tell(requestId, { kind: 'end', size }),
    );
  }
}

/** Chrome's word for a type, in any case, as ours. */
export function resourceType(type: string): ResourceType {
  return TYPES[type.toLowerCase()] ?? 'other';
}

/** A worker's `importScripts` is a script, which Chrome calls nothing in particular there. */
function typeOf(request: HTTPRequest): ResourceType {
  const type = request.resourceType();
  const isImport = type === 'other' && request.frame() === null && request.initiator()?.type === 'script';
  return isImport ? 'script' : resourceType(type);
}

/** A page's scripts are asked for by its parser or by a script, unlike the one that a worker is made of. */
function quirkOf(request: HTTPRequest): Quirk | null {
  if (request.resourceType() === 'image') return 'image';
  return request.resourceType() === 'script' && request.initiator()?.type === 'other' ? 'worker-script' : null;
}

/** The favicon: the browser requests it, not the page. */
function isOfBrowser(request: HTTPRequest): boolean {
  return request.resourceType() === 'other' && request.initiator()?.type === 'other';
}

function declaredLength(response: Protocol.Network.Response): number | null {
  const length = headerOf(response, 'content-length');
  return length !== undefined && /^\d{1,12}$/.test(length) ? Number(length) : null;
}

function headerOf({ headers }: Protocol.Network.Response, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
