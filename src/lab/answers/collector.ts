import { TargetType, type CDPSession, type Page } from 'puppeteer';

import type { AnswerSet, Obstacle } from '../../model/answers.ts';
import type { Facts } from '../probe/facts.ts';
import { answerSetOf } from './answer-set.ts';
import type { Collecting } from './collecting.ts';
import { Exchanges, type Exchange } from './exchanges.ts';
import { followSessions } from './page-sessions.ts';
import { randomnessScript, TELLTALE } from './randomness.ts';

/** How long what is under way at the end of a visit may take to end, ms. */
const WAIT_MS = 2000;
/** A request that was asked for so little after LCP counts as before: the clocks are those of several processes, ms. */
const MARGIN_MS = 10;
/** What is remembered of obstacles; a page has few, or is hostile. */
const MOST_OBSTACLES = 100;

/** What a visit knows at its end. */
export interface VisitEnd {
  readonly facts: Pick<Facts, 'lcp' | 'softStart'>;
  /** Whether the page was busy at the visit's limit. */
  readonly isUnsettled: boolean;
}

/**
 * Collects everything that a page is served, in all its frames and workers, and what keeps that from being everything.
 * It reads every body and changes what scripts draw at random, so it is for visits whose numbers do not count.
 */
export class Collector {
  readonly #collecting: Collecting;
  readonly #deployUrl: string;
  readonly #exchanges = new Exchanges();
  readonly #obstacles: Obstacle[] = [];
  readonly #mainFrameId: () => Promise<string>;

  private constructor(session: CDPSession, collecting: Collecting, deployUrl: string) {
    this.#collecting = collecting;
    this.#deployUrl = deployUrl;
    this.#mainFrameId = async () => (await session.send('Page.getFrameTree')).frameTree.frame.id;
  }

  /** Before the page's first document. */
  static async attach(
    page: Page,
    session: CDPSession,
    collecting: Collecting & { readonly seed: number },
    deployUrl: string,
  ): Promise<Collector> {
    const collector = new Collector(session, collecting, deployUrl);
    const source = randomnessScript(collecting.lean, collecting.seed);
    page.browserContext().on('targetcreated', (target) => {
      if (target.type() === TargetType.SERVICE_WORKER) collector.#meet('service-worker', target.url());
      if (target.type() === TargetType.SHARED_WORKER) collector.#meet('worker', target.url());
    });
    const ready: Promise<unknown>[] = [];
    followSessions(page, (opened) => {
      collector.#follow(opened);
      const prepared = Promise.allSettled([
        opened.send('Runtime.addBinding', { name: TELLTALE }),
        opened.send('Page.enable'),
        opened.send('Page.addScriptToEvaluateOnNewDocument', { source }),
        // A worker has no documents; it has not begun yet.
        opened.send('Runtime.evaluate', { expression: `if (typeof WorkerGlobalScope === 'function') ${source}` }),
      ]);
      ready.push(prepared);
    });
    await Promise.all(ready);
    return collector;
  }

  /** What the page was served up to now. */
  async answers({ facts, isUnsettled }: VisitEnd): Promise<AnswerSet> {
    const [exchanges, mainFrameId] = await Promise.all([this.#exchanges.all(WAIT_MS), this.#mainFrameId()]);
    if (this.#exchanges.isFull) this.#meet('too-many-requests', null);
    if (isUnsettled) this.#meet('not-settled', null);
    return answerSetOf({
      exchanges,
      obstacles: this.#obstacles,
      lcpAt: lcpAt(documentStart(exchanges, mainFrameId), facts),
      deployUrl: this.#deployUrl,
      shas: this.#collecting.shas,
    });
  }

  #follow(session: CDPSession): void {
    this.#exchanges.follow(session);
    session.on('Network.webSocketCreated', ({ url }) => this.#meet('stream', url));
    session.on('Network.webTransportCreated', ({ url }) => this.#meet('stream', url));
    session.on('Network.requestWillBeSent', ({ type, request }) => {
      if (type === 'EventSource') this.#meet('stream', request.url);
    });
    session.on('Runtime.bindingCalled', ({ name }) => {
      if (name === TELLTALE) this.#meet('stream', null);
    });
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

function lcpAt(startAt: number | null, { lcp, softStart }: VisitEnd['facts']): number | null {
  return startAt === null || lcp === null ? null : startAt + (softStart ?? 0) + lcp.value + MARGIN_MS;
}
