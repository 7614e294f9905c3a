import type { CDPSession, Protocol } from 'puppeteer';

import type { LoadTimes } from '../../readings/facts.ts';
import { namesFile } from './markup.ts';
import { stripQuery, stripFragment } from '../../text/strip-query.ts';
import { byLowerCase } from './header-names.ts';

/** The largest document that is looked into, bytes. */
const MAX_DOCUMENT = 5_000_000;
/** The most requests that are remembered. Only a hostile page has more. */
const MAX_REQUESTS = 5000;
const MAX_URL = 4000;

/** Who asked for a resource, and how urgently. */
export interface RequestOrigin {
  /** `stylesheet`: an image or font that a style sheet names. */
  readonly initiator: 'parser' | 'preload' | 'script' | 'stylesheet' | 'other';
  /** The script, style sheet or document that asks, and the line in it (from 1); null if the browser does not say. */
  readonly url: string | null;
  readonly line: number | null;
  /** Chrome's words: `VeryLow` … `VeryHigh`. Images on screen are raised once the browser knows where they are. */
  priority: string;
}

/** One that is under way or done; times in ms of the browser's clock. */
interface Load {
  readonly askedAt: number;
  startedAt: number;
  lastAt: number;
}

/** What the network said of the main document. */
export interface DocumentFacts {
  /** From the first request of its redirect chain to the last, ms; 0 without redirects. */
  readonly redirectMs: number;
  /** Of its last answer; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What the browser knows about requests and the page does not: their initiator, their priority, and what preceded the
 * main document.
 */
export class NetworkLog {
  readonly #session: CDPSession;
  readonly #origins = new Map<string, RequestOrigin>();
  readonly #ids = new Map<string, RequestOrigin>();
  readonly #loads = new Map<string, Load[]>();
  readonly #loading = new Map<string, Load>();
  #mainFrame = '';
  #document = { id: '', url: '', firstMs: 0, lastMs: 0, headers: {} as Record<string, string> };

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Network.requestWillBeSent', (event) => this.#onRequest(event));
    session.on('Network.resourceChangedPriority', ({ requestId, newPriority }) => {
      const origin = this.#ids.get(requestId);
      if (origin !== undefined && origin.priority !== newPriority) origin.priority = newPriority;
    });
    session.on('Network.responseReceived', ({ requestId, response }) => {
      const load = this.#loading.get(requestId);
      if (load !== undefined && load.lastAt === load.askedAt) load.startedAt = sentAt(response, load.askedAt);
      if (requestId !== this.#document.id) return;
      this.#document.headers = byLowerCase(response.headers);
    });
  }

  /** Watches the requests of the session's page. */
  static async attach(session: CDPSession): Promise<NetworkLog> {
    const log = new NetworkLog(session);
    const [{ frameTree }] = await Promise.all([
      session.send('Page.getFrameTree'),
      session.send('Network.enable', { maxTotalBufferSize: 2 * MAX_DOCUMENT, maxResourceBufferSize: MAX_DOCUMENT }),
    ]);
    log.#mainFrame = frameTree.frame.id;
    return log;
  }

  /**
   * Who requested a URL first; null if it is unknown. For images that scripts request, the browser names the parser
   * while it runs and no initiator afterwards. But the parser did not request what is not in the HTML.
   */
  async originOf(url: string): Promise<RequestOrigin | null> {
    const origin = this.#origins.get(stripFragment(url)) ?? null;
    if (origin?.initiator !== 'parser' && origin?.initiator !== 'other') return origin;
    const html = await this.#html();
    if (html === null || namesFile(html, url)) return origin;
    return { ...origin, initiator: 'script', url: null, line: null };
  }

  /**
   * How a URL was loaded that was requested `startTime` ms after the document, or null. A URL can be requested more
   * than once.
   */
  loadOf(url: string, startTime: number): LoadTimes | null {
    const at = this.#document.firstMs + startTime;
    const distance = ({ askedAt }: Load): number => Math.abs(askedAt - at);
    const [load] = (this.#loads.get(stripFragment(url)) ?? []).toSorted((a, b) => distance(a) - distance(b));
    if (load === undefined) return null;
    const { askedAt, startedAt, lastAt } = load;
    return { queuedMs: startedAt - askedAt, redirectMs: Math.max(0, lastAt - startedAt) };
  }

  get document(): DocumentFacts {
    const { firstMs, lastMs, headers } = this.#document;
    return { redirectMs: lastMs - firstMs, headers };
  }

  /** The main document as it was served; null if the browser has not kept it. */
  async #html(): Promise<string | null> {
    try {
      const { body } = await this.#session.send('Network.getResponseBody', { requestId: this.#document.id });
      return body;
    } catch {
      return null;
    }
  }

  #onRequest(event: Protocol.Network.RequestWillBeSentEvent): void {
    const { requestId, loaderId, frameId, type, request, timestamp } = event;
    const at = timestamp * 1000;
    if (type === 'Document' && frameId === this.#mainFrame && requestId === loaderId) {
      const isRedirect = this.#document.id === requestId;
      const firstMs = isRedirect ? this.#document.firstMs : at;
      this.#document = { id: requestId, url: request.url, firstMs, lastMs: at, headers: {} };
      return;
    }
    const url = stripFragment(request.url);
    if (/^https?:/.test(url)) this.#onLoad(event, url, at);
    if (this.#origins.size >= MAX_REQUESTS || this.#origins.has(url) || !/^https?:/.test(url)) return;
    const origin = originOf(event, this.#document.url);
    this.#origins.set(url, origin);
    this.#ids.set(requestId, origin);
  }

  #onLoad({ requestId, redirectResponse }: Protocol.Network.RequestWillBeSentEvent, url: string, at: number): void {
    const known = this.#loading.get(requestId);
    if (known !== undefined && redirectResponse !== undefined) {
      if (known.lastAt === known.askedAt) known.startedAt = sentAt(redirectResponse, known.askedAt);
      known.lastAt = at;
      return;
    }
    if (this.#loading.size >= MAX_REQUESTS) return;
    const load = { askedAt: at, startedAt: at, lastAt: at };
    this.#loading.set(requestId, load);
    this.#loads.set(url, [...(this.#loads.get(url) ?? []), load]);
  }
}

/** When a request was sent, ms of the browser's clock; `askedAt` if that is unknown, as for a cached response. */
function sentAt({ timing }: Protocol.Network.Response, askedAt: number): number {
  return timing === undefined ? askedAt : Math.max(askedAt, timing.requestTime * 1000 + Math.max(0, timing.sendStart));
}

/** Who made a request, as the browser tells it. */
export function originOf(
  { request, initiator }: Pick<Protocol.Network.RequestWillBeSentEvent, 'request' | 'initiator'>,
  documentUrl: string,
): RequestOrigin {
  const priority = request.initialPriority;
  const frame = topFrame(initiator.stack);
  if (request.isLinkPreload === true && frame === null)
    return { initiator: 'preload', url: shown(initiator.url), line: lineOf(initiator.lineNumber), priority };
  if (initiator.type === 'script' || frame !== null)
    return { initiator: 'script', url: shown(frame?.url ?? initiator.url), line: lineOf(frame?.lineNumber), priority };
  if (initiator.type !== 'parser') return { initiator: 'other', url: null, line: null, priority };
  const isDocument = stripFragment(initiator.url ?? '') === stripFragment(documentUrl);
  const kind = isDocument || initiator.url === undefined ? 'parser' : 'stylesheet';
  return { initiator: kind, url: shown(initiator.url), line: lineOf(initiator.lineNumber), priority };
}

/** Where the script stood that asked; an `await` before it leaves only the asynchronous part of the stack. */
function topFrame(stack: Protocol.Runtime.StackTrace | undefined): Protocol.Runtime.CallFrame | null {
  for (let part = stack, depth = 0; part !== undefined && depth < 10; part = part.parent, depth++) {
    const frame = part.callFrames.find(({ url }) => url !== '');
    if (frame !== undefined) return frame;
  }
  return null;
}

/** CDP counts lines from 0. */
function lineOf(line: number | undefined): number | null {
  return line === undefined ? null : line + 1;
}

function shown(url: string | undefined): string | null {
  const path = url === undefined ? '' : stripQuery(url);
  return path === '' ? null : path.slice(0, MAX_URL);
}
