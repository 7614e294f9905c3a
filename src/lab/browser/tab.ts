import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer';

import type { Exchange } from '../../graphql/observed/requests.ts';
import type { Condition, Route } from '../../model/route.ts';
import type { Collecting } from '../answers/collecting.ts';
import type { Diagnosing } from '../diagnosis/diagnosing.ts';
import { emulate, slowDown } from './emulation.ts';
import { RequestLog } from '../interactions/request-log.ts';
import type { VisitLimits } from '../visit/limits.ts';
import { VisitFailure } from '../visit/visit-failure.ts';
import { QuietWatch } from '../quiet/quiet-watch.ts';
import { Bystanders } from '../visit/side-effects.ts';
import { RequestGate } from '../session/request-gate.ts';
import { restoreState } from '../session/state.ts';
import type { Visitor } from '../session/visitor.ts';
import type { Shaper } from '../shaper/shaper.ts';
import type { Turn } from '../../system/turns.ts';

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
  /**
   * What the page is served is collected; absent for visits that are measured. `seed`: of what scripts draw at random, the
   * same on both sides.
   */
  readonly collect?: Collecting & { readonly seed: number };
  /** What the page does is recorded with its causes; absent for visits that are measured, which that would slow down. */
  readonly diagnose?: Diagnosing;
  /** Absent: no other visit is made at the same time. */
  readonly turn?: Turn;
}

/** Where a tab is opened: what it depends on, beside its visitor. */
export type TabPlace = Pick<VisitRequest, 'browser' | 'shaper' | 'condition' | 'limits'>;

/** A page under a condition that has loaded nothing yet and has no visitor. */
export interface BlankTab {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
  readonly quiet: QuietWatch;
  readonly bystanders: Bystanders;
  readonly crash: Crash;
}

/** A tab whose visitor is known: of which deploy, with which cookies, storage and headers. */
export interface Tab extends BlankTab {
  readonly gate: RequestGate;
  readonly requests: RequestLog;
  /** To be called once the first document has loaded. */
  readonly endRestore: () => Promise<void>;
}

/** Whether the page has crashed. */
interface Crash {
  readonly hasHappened: boolean;
  /** Rejects with a VisitFailure when it happens. */
  readonly failure: Promise<never>;
}

/**
 * Opens a page in a fresh context (empty cache and storage), whose traffic goes through the shaper, and whose downloads
 * are denied. `equip` runs in parallel with the emulation of the condition.
 */
export async function openBlankTab<Equipment>(
  { browser, shaper, condition, limits }: TabPlace,
  equip: (page: Page, session: CDPSession, quiet: QuietWatch) => Promise<Equipment>,
): Promise<BlankTab & Equipment> {
  const context = await browser.createBrowserContext({
    proxyServer: `socks5://127.0.0.1:${shaper.port}`,
    proxyBypassList: ['<-loopback>'],
    downloadBehavior: { policy: 'deny' },
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(limits.elementMs);
    const crash = watchCrash(page);
    const quiet = new QuietWatch(page, limits);
    // A page that has crashed answers nothing.
    const session = await Promise.race([page.createCDPSession(), crash.failure]);
    const bystanders = new Bystanders(context, page, session);
    const emulated = browser.version().then((version) => emulate(session, condition, version));
    const [equipment] = await Promise.race([Promise.all([equip(page, session, quiet), emulated]), crash.failure]);
    return { context, page, session, quiet, bystanders, crash, ...equipment };
  } catch (error) {
    await closeContext(context);
    throw error;
  }
}

/** Gives a tab its visitor, and slows it down. */
export async function admitVisitor<Blank extends BlankTab>(
  tab: Blank,
  { deployUrl, visitor, condition, limits }: Pick<VisitRequest, 'deployUrl' | 'visitor' | 'condition' | 'limits'>,
): Promise<Blank & Tab> {
  const { context, page, session } = tab;
  const { origin } = new URL(deployUrl);
  const requests = new RequestLog(page, origin, limits.answerMs);
  const [gate, endRestore] = await Promise.all([
    RequestGate.open(session, origin, visitor.headers),
    restoreState(context, session, origin, visitor.state),
    slowDown(session, condition.cpuSlowdown),
  ]);
  return { ...tab, requests, gate, endRestore };
}

function watchCrash(page: Page): Crash {
  const { promise: failure, reject } = Promise.withResolvers<never>();
  let hasHappened = false;
  page.once('error', () => {
    hasHappened = true;
    reject(new VisitFailure('page-crashed', 'the page crashed'));
  });
  // It may happen when nothing is done in the tab.
  failure.catch(() => undefined);
  return {
    failure,
    get hasHappened() {
      return hasHappened;
    },
  };
}

export async function closeContext(context: BrowserContext): Promise<void> {
  try {
    await context.close();
  } catch {
    // The browser is gone, and the context with it.
  }
}
