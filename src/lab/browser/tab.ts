import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer';

import type { Exchange } from '../../graphql/observed/requests.ts';
import type { Condition, Route } from '../../model/route.ts';
import type { Collecting } from '../answers/collecting.ts';
import { emulate } from './emulation.ts';
import { RequestLog } from '../interactions/request-log.ts';
import type { VisitLimits } from '../visit/limits.ts';
import { QuietWatch } from '../quiet/quiet-watch.ts';
import { Bystanders } from '../visit/side-effects.ts';
import { RequestGate } from '../session/request-gate.ts';
import { restoreState } from '../session/state.ts';
import type { Visitor } from '../session/visitor.ts';
import type { Shaper } from '../shaper/shaper.ts';

export interface VisitRequest {
  readonly browser: Browser;
  readonly shaper: Shaper;
  readonly route: Route;
  readonly condition: Condition;
  /** The deploy's URL; no trailing slash. */
  readonly deployUrl: string;
  readonly visitor: Visitor;
  /** How long the page must be quiet to be done, ms; `learn`: it is watched, to find that out. */
  readonly settle: number | 'learn';
  readonly limits: VisitLimits;
  /** Told what GraphQL the page sent; absent for visits that are measured, which that would disturb. */
  readonly observe?: (exchanges: readonly Exchange[]) => void;
  /** What the page is served is collected; absent for visits that are measured. */
  readonly collect?: Collecting & { readonly seed: number };
}

/** A page under a condition, opened for a visitor, that has loaded nothing yet. */
export interface Tab {
  readonly page: Page;
  readonly session: CDPSession;
  readonly quiet: QuietWatch;
  readonly gate: RequestGate;
  readonly requests: RequestLog;
  readonly bystanders: Bystanders;
  /** To be called once the first document has loaded. */
  readonly endRestore: () => Promise<void>;
}

/** A fresh context (empty cache and storage) whose traffic goes through the shaper, and whose downloads are denied. */
export function openContext({ browser, shaper }: Pick<VisitRequest, 'browser' | 'shaper'>): Promise<BrowserContext> {
  return browser.createBrowserContext({
    proxyServer: `socks5://127.0.0.1:${shaper.port}`,
    proxyBypassList: ['<-loopback>'],
    downloadBehavior: { policy: 'deny' },
  });
}

/** Opens a page; `equip` runs in parallel with the other set-up before its first document. */
export async function openTab<Equipment>(
  context: BrowserContext,
  page: Page,
  { browser, condition, deployUrl, visitor, limits }: VisitRequest,
  equip: (session: CDPSession, quiet: QuietWatch) => Promise<Equipment>,
): Promise<Tab & { readonly equipment: Equipment }> {
  const { origin } = new URL(deployUrl);
  page.setDefaultTimeout(limits.elementMs);
  const quiet = new QuietWatch(page, limits);
  const requests = new RequestLog(page, origin, limits.answerMs);
  const session = await page.createCDPSession();
  const bystanders = new Bystanders(context, page, session);
  const [gate, endRestore, equipment] = await Promise.all([
    RequestGate.open(session, origin, visitor.headers),
    restoreState(context, session, origin, visitor.state),
    equip(session, quiet),
    browser.version().then((version) => emulate(session, condition, version)),
  ]);
  return { page, session, quiet, gate, requests, bystanders, endRestore, equipment };
}

export async function closeContext(context: BrowserContext): Promise<void> {
  try {
    await context.close();
  } catch {
    // The browser is gone, and the context with it.
  }
}
