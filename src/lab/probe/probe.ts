import type { CDPSession, Point } from 'puppeteer';
import source from 'virtual:probe';

import type { LongTask, PageEvent } from '../quiet/page-event.ts';
import { VisitFailure } from '../visit/visit-failure.ts';
import { factsSchema, pointSchema, sizesSchema, type Facts } from './facts.ts';
import { stripQuery } from '../../text/strip-query.ts';

/** The isolated world the probe lives in: the page can neither see it nor replace what it uses. */
export const WORLD = 'vitals-gate';
const BINDING = 'vitalsGateActivity';

/** The in-page probe of one visit, seen from outside. */
export class Probe {
  readonly #session: CDPSession;
  #contextId: string | null = null;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  /**
   * Installs the probe so that it runs before any script of any page the session will show. `onEvent` is called
   * whenever something happens on the page that its visit waits for.
   */
  static async attach(session: CDPSession, onEvent: (event: PageEvent, task: LongTask | null) => void): Promise<Probe> {
    const probe = new Probe(session);
    const { frameTree } = await session.send('Page.getFrameTree');
    const mainFrameId = frameTree.frame.id;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const data = context.auxData as { frameId?: string } | undefined;
      if (context.name === WORLD && data?.frameId === mainFrameId) probe.#contextId = context.uniqueId;
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name !== BINDING) return;
      const task = longTaskIn(payload);
      if (task !== null) onEvent('long task', task);
      else if (isPageEvent(payload)) onEvent(payload, null);
    });
    await Promise.all([
      session.send('Runtime.enable'),
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      session.send('Page.enable'),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD }),
    ]);
    return probe;
  }

  /** Says that step `index` of the route's script begins. */
  async beginStep(index: number): Promise<void> {
    await this.#call(`beginStep(${index})`);
  }

  /** Resolves when the step's input has been painted and the browser has reported it. */
  async afterPaint(): Promise<void> {
    await this.#call('afterPaint()');
  }

  /** Resolves when what the page did until now has been painted, and the browser has reported it. */
  async reported(): Promise<void> {
    await this.#call('reported()');
  }

  /** Resolves when the page has painted the frame under way. */
  async painted(): Promise<void> {
    await this.#call('painted()');
  }

  /** Says that the next input begins a soft navigation. Throws VisitFailure if this Chrome does not report any. */
  async beginSoftNavigation(): Promise<void> {
    if ((await this.#call('softSupported()')) !== true)
      throw new VisitFailure(
        'soft-navigation-unsupported',
        'this Chrome does not report soft navigations; Chrome 151 and later do',
      );
    await this.#call('beginSoft()');
  }

  /** Whether the soft navigation has come, after at most `waitMs`. */
  async softNavigationArrived(waitMs: number): Promise<boolean> {
    return (await this.#call(`softArrived(${waitMs})`)) === true;
  }

  /** Says that the page it led to has settled: interactions from now on are that page's. */
  async settleSoftNavigation(): Promise<void> {
    await this.#call('settleSoft()');
  }

  /**
   * The URL of a video on screen that is loading and has not shown its first frame, or null. `deep`: in shadow roots
   * too.
   */
  async pendingVideo(deep: boolean): Promise<string | null> {
    const url = await this.#call(`pendingVideo(${deep})`);
    return typeof url === 'string' ? stripQuery(url) : null;
  }

  /**
   * The middle, CSS px, of the one element that matches a CSS selector, if it is visible, wholly in view and not covered;
   * else null.
   */
  async pointOf(selector: string): Promise<Point | null> {
    return pointSchema.safeParse(await this.#call(`pointOf(${JSON.stringify(selector)})`)).data ?? null;
  }

  /** What the page's Resource Timing says of bodies, as they were sent, bytes, by URL, where it knows them. */
  async bodySizes(urls: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (urls.length === 0) return new Map();
    const parsed = sizesSchema.safeParse(await this.#call(`bodySizes(${JSON.stringify(urls)})`));
    return new Map(parsed.data ?? []);
  }

  /** Everything measured so far. Throws VisitFailure if the page gave something that is not a measurement. */
  async collect(): Promise<Facts> {
    const parsed = factsSchema.safeParse(await this.#call('collect()'));
    if (parsed.success && parsed.data.restored)
      throw new VisitFailure('left-the-page', 'the page was left and came back from the back/forward cache');
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new VisitFailure(
      'bad-facts',
      `the page reported no usable measurement (${issue?.path.join('.')}: ${issue?.message})`,
    );
  }

  async #call(expression: string): Promise<unknown> {
    if (this.#contextId === null)
      throw new VisitFailure('probe-missing', 'the page never ran a document the probe could watch');
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression: `vitalsGate.${expression}`,
      uniqueContextId: this.#contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new VisitFailure('probe-failed', `the probe failed: ${exceptionDetails.text}`);
    return result.value;
  }
}

const PAGE_EVENTS: Readonly<Record<PageEvent, true>> = {
  paint: true,
  lcp: true,
  cls: true,
  shift: true,
  'long task': true,
  video: true,
};

function isPageEvent(text: string): text is PageEvent {
  return Object.hasOwn(PAGE_EVENTS, text);
}

/** The longest task that is believed, ms. */
const MOST_TASK_MS = 100_000;

/** `long task 130.5 12.0`: it began and ended so many ms ago. */
function longTaskIn(text: string): LongTask | null {
  const [, began, ended] = /^long task (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const beganMsAgo = Number(began ?? Number.NaN);
  return beganMsAgo <= MOST_TASK_MS ? { beganMsAgo, endedMsAgo: Math.min(Number(ended), beganMsAgo) } : null;
}
