import { TargetType, type CDPSession, type Page } from 'puppeteer';

import type { AnswerSet, Obstacle } from '../../model/answers.ts';
import type { Condition } from '../../model/route.ts';
import type { Facts } from '../probe/facts.ts';
import { captureState, type State } from '../session/state.ts';
import type { Visitor } from '../session/visitor.ts';
import { answerSetOf, type LcpTimes } from './answer-set.ts';
import type { Collecting } from './collecting.ts';
import type { Exchange } from './exchange.ts';
import { Exchanges } from './exchanges.ts';
import { followSessions } from './page-sessions.ts';
import { randomnessScript, TELLTALE } from './randomness.ts';

/** How long what is under way at the end of a visit may take to end, ms. */
const WAIT_MS = 2000;
/** The clocks are those of several processes, ms: a request that was asked for so little after LCP counts as before. */
const MARGIN_MS = 10;
/** What is remembered of obstacles; a page has few, or is hostile. */
const MOST_OBSTACLES = 100;

/** What a visit knows at its end. */
export interface VisitEnd {
  readonly facts: Pick<Facts, 'lcp' | 'softStart'>;
  /** Whether the page was busy at the visit's limit. */
  readonly isUnsettled: boolean;
  /** The document that a step led to and that was not requested; null: none. */
  readonly held: string | null;
}

/** What a collector is told of its visit. */
export interface CollectRequest {
  readonly collect: Collecting & { readonly seed: number };
  readonly deployUrl: string;
  readonly condition: Pick<Condition, 'blocked'>;
  readonly visitor: Pick<Visitor, 'state'>;
}

/**
 * Collects everything that a page is served, in all its frames and workers, and what keeps that from being everything.
 * It reads every body and changes what scripts draw at random, so it is for visits whose numbers do not count.
 */
export class Collector {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #request: CollectRequest;
  readonly #exchanges = new Exchanges();
  readonly #obstacles: Obstacle[] = [];

  private constructor(page: Page, session: CDPSession, request: CollectRequest) {
    this.#page = page;
    this.#session = session;
    this.#request = request;
  }

  /** Before the page's first document. */
  static async attach(page: Page, session: CDPSession, request: CollectRequest): Promise<Collector> {
    const collector = new Collector(page, session, request);
    page.browserContext().on('targetcreated', (target) => {
      if (target.type() === TargetType.SERVICE_WORKER) collector.#meet('service-worker', target.url());
      if (target.type() === TargetType.SHARED_WORKER) collector.#meet('worker', target.url());
    });
    const ready: Promise<unknown>[] = [];
    followSessions(page, (opened) => {
      collector.#follow(opened);
      ready.push(collector.#prepare(opened));
    });
    await Promise.all(ready);
    return collector;
  }

  /** What is requested from now on may be what input has led to. */
  beginInput(): void {
    this.#exchanges.beginInput();
  }

  /** What the page was served up to now. */
  async answers({ facts, isUnsettled, held }: VisitEnd): Promise<AnswerSet> {
    const { collect, deployUrl, condition, visitor } = this.#request;
    const exchanges = await this.#exchanges.all(WAIT_MS);
    const { frameTree } = await this.#session.send('Page.getFrameTree');
    const state = await captureState(this.#page.browserContext(), this.#page).catch(() => null);
    if (state === null) this.#meet('storage', null);
    if (this.#exchanges.isFull) this.#meet('too-many-requests', null);
    if (this.#exchanges.hasUnknown) this.#meet('failed-request', null);
    if (isUnsettled) this.#meet('not-settled', null);
    return answerSetOf({
      exchanges,
      obstacles: this.#obstacles,
      lcp: lcpTimes(documentStart(exchanges, frameTree.frame.id), facts),
      deployUrl,
      shas: collect.shas,
      blocked: condition.blocked ?? [],
      held,
      stored: state === null ? [] : storedBeside(visitor.state, state),
    });
  }

  #follow(session: CDPSession): void {
    this.#exchanges.follow(session);
    session.on('Network.webSocketCreated', ({ url }) => this.#meet('stream', url));
    session.on('Network.webTransportCreated', ({ url }) => this.#meet('stream', url));
    session.on('Network.requestWillBeSent', ({ type, request }) => {
      if (type === 'EventSource') this.#meet('stream', request.url);
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === TELLTALE) this.#meet(payload === 'worker' ? 'worker' : 'stream', null);
    });
  }

  /** Not awaited for what starts later: it runs nothing before it has been asked all this. */
  async #prepare(session: CDPSession): Promise<void> {
    const { lean, seed } = this.#request.collect;
    const source = randomnessScript(lean, seed);
    // A worker has no documents, and a frame that starts has nothing to evaluate in: each fails in what is the other's.
    const [evaluated, scripted] = await Promise.allSettled([
      session.send('Runtime.evaluate', { expression: `if (typeof WorkerGlobalScope === 'function') ${source}` }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source }),
      session.send('Page.enable'),
      session.send('Runtime.addBinding', { name: TELLTALE }),
    ]);
    if (evaluated.status === 'rejected' && scripted.status === 'rejected') this.#meet('worker', null);
  }

  #meet(kind: Obstacle['kind'], url: string | null): void {
    if (this.#obstacles.length < MOST_OBSTACLES) this.#obstacles.push({ kind, url });
  }
}

/** When the navigation to the document that the page shows began; null: unknown. */
function documentStart(exchanges: readonly Exchange[], mainFrameId: string): number | null {
  const isMain = ({ frameId, requestId, loaderId, type, status }: Exchange): boolean =>
    type === 'Document' && frameId === mainFrameId && requestId === loaderId && status > 0;
  const last = exchanges.findLast(isMain);
  return exchanges.find(({ requestId }) => requestId === last?.requestId)?.at ?? null;
}

function lcpTimes(startAt: number | null, { lcp, softStart }: VisitEnd['facts']): LcpTimes | null {
  if (startAt === null || lcp === null) return null;
  const image = softStart === null ? lcp.resource : null;
  return {
    paintedAt: startAt + (softStart ?? 0) + lcp.value + MARGIN_MS,
    loadedAt: image === null ? null : startAt + image.responseEnd - MARGIN_MS,
  };
}

/** What a visit has stored, sorted, without what it was given and has kept as it was. */
function storedBeside(given: State, state: State): string[] {
  const known = new Set(entriesOf(given));
  return entriesOf(state)
    .filter((entry) => !known.has(entry))
    .toSorted();
}

function entriesOf({ cookies, localStorage, sessionStorage }: State): string[] {
  return [
    ...cookies.map(({ name, value }) => JSON.stringify(['cookie', name, value])),
    ...localStorage.map((entry) => JSON.stringify(['local', ...entry])),
    ...sessionStorage.map((entry) => JSON.stringify(['session', ...entry])),
  ];
}
