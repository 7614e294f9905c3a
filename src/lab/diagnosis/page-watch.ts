import type { CDPSession } from 'puppeteer';

import type { CodePlace } from '../../model/diagnosis.ts';
import { WORLD } from '../probe/probe.ts';
import type { Cleaner } from './cleaner.ts';
import { componentsOf, type UrlOfScript } from './components.ts';
import { PAGE_SCRIPT, WATCH } from './page-script.ts';
import { stackOf } from './places.ts';
import { watchedSchema, type Watched } from './watched.ts';

const NOTHING: Watched = { timeOrigin: 0, lcp: null, shifts: [] };

/** Who made a node; both are empty where the parser did, or the browser does not say. */
export interface Maker {
  /** The call that created it, innermost frame first. */
  readonly createdBy: CodePlace[];
  /** The components that rendered it, innermost first. */
  readonly renderedBy: CodePlace[];
}

const NOBODY: Maker = { createdBy: [], renderedBy: [] };

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

  async makerOf(node: number | null, clean: Cleaner, urlOf: UrlOfScript): Promise<Maker> {
    if (node === null) return NOBODY;
    try {
      const { objectId } = await this.#evaluate(`node(${node})`, false);
      if (objectId === undefined) return NOBODY;
      const { nodeId } = await this.#session.send('DOM.requestNode', { objectId });
      const { creation } = await this.#session.send('DOM.getNodeStackTraces', { nodeId });
      const renderedBy = await componentsOf(this.#session, nodeId, { clean, urlOf });
      return { createdBy: stackOf(creation, clean), renderedBy };
    } catch {
      // The node is no longer there.
      return NOBODY;
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
