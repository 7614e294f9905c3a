import type { CDPSession, Protocol } from 'puppeteer';

import type { DiagnosedRequest } from '../../model/diagnosis.ts';
import { originOf } from '../visit/network-log.ts';
import { lookedAt, type Cleaner } from './cleaner.ts';
import { headersOf, keptOfAnswer } from './kept-headers.ts';
import { framesOf, stackOf } from './places.ts';

/** The most requests of a document that are remembered. */
const MOST_REQUESTS = 3000;
const MOST_REDIRECTS = 20;

const KINDS: Readonly<Record<string, DiagnosedRequest['kind']>> = {
  Document: 'document',
  Stylesheet: 'style',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Fetch: 'fetch',
  XHR: 'fetch',
  Media: 'media',
};

/** Of all requests of a document: a page can have each of them asked for by a hundred. */
const MOST_FRAMES = 50_000;

type Sent = Protocol.Network.RequestWillBeSentEvent;

/** What is kept of the event of a request. */
type Kept = Pick<Sent, 'requestId' | 'timestamp' | 'type' | 'request' | 'initiator' | 'renderBlockingBehavior'>;

/** A request while it is under way; times in s of the browser's clock. */
interface Open {
  readonly sent: Kept;
  readonly documentUrl: string;
  readonly redirects: string[];
  url: string;
  priority: string;
  response: ReturnType<typeof keptOfAnswer> | null;
  endedAt: number | null;
  encodedBytes: number;
  decodedBytes: number;
}

/** What a record of requests is read with. */
interface Reading {
  /** When the navigation began, s of the browser's clock. */
  readonly startAt: number;
  readonly origin: string;
  /** When the page painted first, ms since then; null if it did not. */
  readonly fcpMs: number | null;
  readonly clean: Cleaner;
}

/** The requests of the document that a page shows. */
export class Requests {
  readonly #mainFrame: string;
  #open = new Map<string, Open>();
  #document: Kept | null = null;
  #frames = 0;

  constructor(session: CDPSession, mainFrame: string) {
    this.#mainFrame = mainFrame;
    session.on('Network.requestWillBeSent', (event) => this.#onSent(event));
    session.on('Network.resourceChangedPriority', ({ requestId, newPriority }) =>
      this.#update(requestId, { priority: newPriority }),
    );
    session.on('Network.responseReceived', ({ requestId, response }) =>
      this.#update(requestId, { response: keptOfAnswer(response) }),
    );
    session.on('Network.dataReceived', ({ requestId, dataLength }) => {
      const open = this.#open.get(requestId);
      if (open !== undefined) open.decodedBytes += dataLength;
    });
    session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) =>
      this.#update(requestId, { endedAt: timestamp, encodedBytes: encodedDataLength }),
    );
    session.on('Network.loadingFailed', ({ requestId, timestamp }) => this.#update(requestId, { endedAt: timestamp }));
  }

  /** Chrome's id of the main document's request, which is that of the navigation too; null before there is one. */
  get documentId(): string | null {
    return this.#document?.requestId ?? null;
  }

  /** Of the main document, as it is recorded; null before there is one. */
  documentUrl(clean: Cleaner): string | null {
    const open = this.#open.get(this.documentId ?? '');
    return open === undefined ? null : clean.url(open.url);
  }

  /** Those that were asked for since `startAt`, and the document. */
  all(reading: Reading): DiagnosedRequest[] {
    return [...this.#open.values()]
      .filter(({ sent }) => sent.timestamp >= reading.startAt || sent.requestId === this.documentId)
      .map((open) => requestOf(open, reading));
  }

  /** Chrome's id of the last request for a URL as it is recorded; null without one. */
  idOf(url: string, clean: Cleaner): string | null {
    const open = [...this.#open.values()].findLast((each) => clean.url(each.url) === url);
    return open?.sent.requestId ?? null;
  }

  #kept({ requestId, timestamp, type, request, initiator, renderBlockingBehavior }: Sent): Kept {
    const { url, method, initialPriority, referrerPolicy, isLinkPreload = false } = request;
    const { stack, ...asker } = initiator;
    const callFrames = framesOf(stack).slice(0, MOST_FRAMES - this.#frames);
    this.#frames += callFrames.length;
    const asking = initiator.url === undefined ? {} : { url: lookedAt(initiator.url) };
    return {
      requestId,
      timestamp,
      ...(type === undefined ? {} : { type }),
      request: { url: lookedAt(url), method, initialPriority, referrerPolicy, isLinkPreload, headers: {} },
      initiator: { ...asker, ...asking, ...(callFrames.length > 0 ? { stack: { callFrames } } : {}) },
      ...(renderBlockingBehavior === undefined ? {} : { renderBlockingBehavior }),
    };
  }

  #update(requestId: string, change: Partial<Open>): void {
    const open = this.#open.get(requestId);
    if (open !== undefined) Object.assign(open, change);
  }

  #onSent(sent: Sent): void {
    const { requestId, loaderId, frameId, type, request, redirectResponse } = sent;
    const known = this.#open.get(requestId);
    if (known !== undefined && redirectResponse !== undefined) {
      if (known.redirects.length < MOST_REDIRECTS) known.redirects.push(known.url);
      known.url = lookedAt(request.url);
      return;
    }
    if (type === 'Document' && frameId === this.#mainFrame && requestId === loaderId) {
      this.#document = this.#kept(sent);
      this.#open = new Map();
      this.#frames = 0;
    }
    if (this.#open.size >= MOST_REQUESTS || !/^https?:/.test(request.url) || isOfBrowser(sent)) return;
    const kept = this.#kept(sent);
    this.#open.set(requestId, {
      sent: kept,
      documentUrl: this.#document?.request.url ?? '',
      redirects: [],
      url: kept.request.url,
      priority: request.initialPriority,
      response: null,
      endedAt: null,
      encodedBytes: 0,
      decodedBytes: 0,
    });
  }
}

/** The favicon. */
function isOfBrowser({ type, initiator }: Sent): boolean {
  return type === 'Other' && initiator.type === 'other';
}

function requestOf(open: Open, { startAt, origin, fcpMs, clean }: Reading): DiagnosedRequest {
  const { sent, response } = open;
  const { request, type = 'Other' } = sent;
  const sinceStart = (at: number): number => Math.max(0, (at - startAt) * 1000);
  const times = timesOf(open, sinceStart);
  return {
    url: clean.url(open.url),
    method: clean.name(request.method, 20),
    kind: KINDS[type] ?? 'other',
    isSameOrigin: URL.parse(open.url)?.origin === origin,
    ...askerOf(open, clean),
    priority: { first: request.initialPriority.slice(0, 20), last: open.priority.slice(0, 20) },
    isRenderBlocking: isRenderBlocking(sent, times.endedMs, fcpMs),
    isPreloaded: request.isLinkPreload === true,
    redirects: open.redirects.map(clean.url),
    askedMs: sinceStart(sent.timestamp),
    ...times,
    connectMs: connectMs(response),
    status: response?.status ?? 0,
    headers: response === null ? {} : headersOf(response, clean),
    encodedBytes: Math.max(0, Math.round(open.encodedBytes)),
    decodedBytes: Math.max(0, Math.round(open.decodedBytes)),
  };
}

function askerOf(
  { sent, documentUrl }: Open,
  clean: Cleaner,
): Pick<DiagnosedRequest, 'initiator' | 'askedBy' | 'stack'> {
  const stack = stackOf(sent.initiator.stack, clean);
  const { initiator } = originOf(sent, documentUrl);
  const { url, lineNumber, columnNumber } = sent.initiator;
  const [top] = stack;
  if (top !== undefined) return { initiator, stack, askedBy: { url: top.url, line: top.line, column: top.column } };
  const askedBy =
    url === undefined ? null : { url: clean.url(url), line: fromOne(lineNumber), column: fromOne(columnNumber) };
  return { initiator, stack, askedBy };
}

/** CDP counts from 0. */
function fromOne(place: number | undefined): number | null {
  return place === undefined ? null : Math.max(0, place) + 1;
}

/** A script or style sheet in the body blocks what is below it; that is the first paint where nothing was painted before it came. */
function isRenderBlocking(
  { renderBlockingBehavior: behavior }: Kept,
  endedMs: number | null,
  fcpMs: number | null,
): boolean {
  const isBeforePaint = endedMs !== null && fcpMs !== null && endedMs <= fcpMs;
  return behavior === 'Blocking' || (behavior === 'InBodyParserBlocking' && isBeforePaint);
}

function timesOf(
  { response, endedAt }: Open,
  sinceStart: (at: number) => number,
): Pick<DiagnosedRequest, 'sentMs' | 'answeredMs' | 'endedMs'> {
  const endedMs = endedAt === null ? null : sinceStart(endedAt);
  const { timing } = response ?? {};
  if (timing === undefined) return { sentMs: null, answeredMs: null, endedMs };
  const at = (ms: number): number | null => (ms < 0 ? null : sinceStart(timing.requestTime + ms / 1000));
  return { sentMs: at(timing.sendStart), answeredMs: at(timing.receiveHeadersEnd), endedMs };
}

/** Name resolution, TCP and TLS; 0 on a connection that was there. */
function connectMs(response: Open['response']): number {
  const { timing, connectionReused = true } = response ?? {};
  if (timing === undefined || connectionReused || timing.connectEnd < 0) return 0;
  const start = timing.dnsStart >= 0 ? timing.dnsStart : timing.connectStart;
  return Math.max(0, timing.connectEnd - Math.max(0, start));
}
