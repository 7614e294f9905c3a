import type { CDPSession } from 'puppeteer';

import type { CodePlace } from '../../model/diagnosis.ts';
import { WORLD } from '../probe/probe.ts';
import type { Cleaner } from './cleaner.ts';
import { PAGE_SCRIPT, WATCH } from './page-script.ts';
import { stackOf } from './places.ts';
import { watchedSchema, type Watched } from './watched.ts';

const NOTHING: Watched = { lcp: null, shifts: [] };

/** The script in the page that keeps nodes, seen from outside. */
export class PageWatch {
  readonly #session: CDPSession;
  #contextId: string | null = null;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Before the page's first document, in a session with the probe. */
  static async attach(session: CDPSession, mainFrame: string): Promise<PageWatch> {
    const watch = new PageWatch(session);
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const data = context.auxData as { frameId?: string } | undefined;
      if (context.name === WORLD && data?.frameId === mainFrame) watch.#contextId = context.uniqueId;
    });
    await session.send('DOM.enable');
    await Promise.all([
      session.send('DOM.setNodeStackTracesEnabled', { enable: true }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: PAGE_SCRIPT, worldName: WORLD }),
    ]);
    return watch;
  }

  /** `lcpAt`: when LCP was painted, ms since the document's start. */
  async read(lcpAt: number | null): Promise<Watched> {
    await this.#session.send('DOM.getDocument', { depth: 0 });
    const value = await this.#evaluate(`read(${lcpAt})`, true);
    return watchedSchema.safeParse(value.value).data ?? NOTHING;
  }

  /** Who made a node; empty where the parser did, or the browser does not say. */
  async creatorOf(node: number | null, clean: Cleaner): Promise<CodePlace[]> {
    if (node === null) return [];
    try {
      const { objectId } = await this.#evaluate(`node(${node})`, false);
      if (objectId === undefined) return [];
      const { nodeId } = await this.#session.send('DOM.requestNode', { objectId });
      const { creation } = await this.#session.send('DOM.getNodeStackTraces', { nodeId });
      return stackOf(creation, clean);
    } catch {
      // The node is no longer there.
      return [];
    }
  }

  async #evaluate(expression: string, returnByValue: boolean): Promise<{ value?: unknown; objectId?: string }> {
    if (this.#contextId === null) return {};
    const { result } = await this.#session.send('Runtime.evaluate', {
      expression: `${WATCH}.${expression}`,
      uniqueContextId: this.#contextId,
      returnByValue,
    });
    return result;
  }
}
