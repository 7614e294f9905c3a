import type { Browser } from 'puppeteer';

import { Reach } from '../deploys/reach/reach.ts';
import type { Deploy } from '../model/deploy.ts';
import type { Condition, Route } from '../model/route.ts';
import type { VisitOutcome } from '../model/sample.ts';
import { launchChrome } from './browser/chrome.ts';
import { DEFAULT_SETTLE_MS, VISIT_LIMITS, type VisitLimits } from './visit/limits.ts';
import { openScratch, type Scratch } from './browser/scratch.ts';
import { StateStore } from './session/state-store.ts';
import { visitorOf } from './session/visitor.ts';
import { Shapers } from './shaper/shapers.ts';
import type { VisitRequest } from './browser/tab.ts';
import { visit } from './visit/visit.ts';

export interface LabOptions {
  readonly chromePath: string;
  readonly env: NodeJS.ProcessEnv;
  /** The settle window of every route without its own; null: it is learnt, route by route. */
  readonly settleMs: number | null;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** How long a visit may take; VISIT_LIMITS where not given. */
  readonly limits?: VisitLimits;
  /** Hosts of this machine and its network that pages may reach, beside the deploys' own. */
  readonly allowHosts?: readonly string[];
}

/** What a visit does beside measuring. */
export interface VisitOptions {
  /** Told what GraphQL the page sent. */
  readonly observe?: VisitRequest['observe'];
  /** The page is watched, and the outcome says which settle window it needs. */
  readonly learn?: boolean;
  /** Visits at the same time have lanes of their own, each with a link of its own; 0 unless given. */
  readonly lane?: number;
}

/**
 * One warm Chrome and one traffic shaper per condition. Visits that count are made one at a time: parallel ones would
 * measure each other.
 */
export class Lab {
  readonly #options: LabOptions;
  readonly #shapers: Shapers;
  readonly #reach: Reach;
  readonly #scratch: Scratch;
  readonly #states = new StateStore();
  /** The settle windows that were learnt, ms. */
  readonly #settles = new Map<string, number>();
  /** Visits under way: warm-up visits of two sides may be made at once. */
  #visiting = 0;
  /** Whether a visit hung, so that the next one needs another browser. */
  #isStale = false;
  #restarting: Promise<void> | null = null;
  #browser: Browser;

  private constructor(options: LabOptions, browser: Browser, shapers: Shapers, reach: Reach, scratch: Scratch) {
    this.#options = options;
    this.#reach = reach;
    this.#scratch = scratch;
    this.#browser = browser;
    this.#shapers = shapers;
  }

  /** Starts Chrome and the shapers. Throws `chrome-unlaunchable`. */
  static async open(options: LabOptions, conditions: readonly Condition[]): Promise<Lab> {
    const scratch = openScratch();
    const browser = await launchChrome({ ...options, folder: scratch.folder() });
    const reach = new Reach(options.allowHosts);
    return new Lab(options, browser, await Shapers.open(conditions, reach), reach, scratch);
  }

  /** Chrome's name and version, e.g. `Chrome/156.0.0.0`. */
  version(): Promise<string> {
    return this.#browser.version();
  }

  /** The browser of the present generation, for Lighthouse. */
  get browser(): Browser {
    return this.#browser;
  }

  /** The same browser, replaced if it has died. */
  async connectedBrowser(): Promise<Browser> {
    if (this.#restarting !== null) await this.#restarting;
    if (!this.#browser.connected || (this.#isStale && this.#visiting === 0)) await this.restart();
    return this.#browser;
  }

  /** Lets pages reach a deploy; each is admitted with its first visit, but they may need each other before that. */
  admit(deployUrl: string): void {
    this.#reach.admit(deployUrl);
  }

  /** The port of the condition's shaping SOCKS5 proxy. */
  proxyPort(condition: Condition): number {
    return this.#shapers.portOf(condition);
  }

  /** Whether the settle window is still to be learnt: it is not configured, and no visit has learnt it yet. */
  learnsSettle(route: Route, condition: Condition): boolean {
    return this.#configuredSettleMs(route) === null && !this.#settles.has(settleKey(route, condition));
  }

  /** The settle window of the visits that follow, the same on every deploy, ms. */
  keepSettle(route: Route, condition: Condition, settleMs: number): void {
    this.#settles.set(settleKey(route, condition), settleMs);
  }

  #configuredSettleMs(route: Route): number | null {
    return route.settleMs ?? this.#options.settleMs;
  }

  /**
   * One visit, after the route's set-up steps where this campaign has not performed them on the deploy yet; a Chrome
   * that died before it is replaced. Rejects only where the signal aborts or no Chrome starts.
   */
  async visit(
    route: Route,
    condition: Condition,
    deploy: Pick<Deploy, 'url' | 'hosts'>,
    options: VisitOptions = {},
  ): Promise<VisitOutcome> {
    this.#options.signal.throwIfAborted();
    this.#reach.admit(deploy.url);
    const browser = await this.connectedBrowser();
    this.#visiting += 1;
    try {
      return await this.#visitIn(browser, { ...options, route, condition, deploy });
    } finally {
      this.#visiting -= 1;
    }
  }

  async #visitIn(
    browser: Browser,
    { route, condition, deploy, observe, learn = false, lane = 0 }: VisitSpec,
  ): Promise<VisitOutcome> {
    const { signal, limits = VISIT_LIMITS, env } = this.#options;
    const { url: deployUrl, hosts } = deploy;
    const shaper = await this.#shapers.of(condition, hosts, lane);
    const visitor = visitorOf(route, deployUrl, env);
    const settle = learn ? ('learn' as const) : this.#settleMs(route, condition);
    const about = { browser, shaper, route, condition, deployUrl, visitor, settle, limits };
    const request = observe === undefined ? about : { ...about, observe };
    const outcome = await this.#visit(request, hosts);
    signal.throwIfAborted();
    // A page that hung may have taken its browser with it; but it is not replaced under another visit.
    if (outcome.status === 'failed' && outcome.code === 'timeout') this.#isStale = true;
    return outcome;
  }

  #settleMs(route: Route, condition: Condition): number {
    return this.#configuredSettleMs(route) ?? this.#settles.get(settleKey(route, condition)) ?? DEFAULT_SETTLE_MS;
  }

  async #visit(request: VisitRequest, hosts: Deploy['hosts']): Promise<VisitOutcome> {
    const { signal } = this.#options;
    if ((request.route.session?.setup.length ?? 0) === 0) return visit(request, signal);
    const set = await this.#states.of(request, hosts, signal);
    return 'status' in set ? set : visit({ ...request, visitor: { ...request.visitor, state: set } }, signal);
  }

  /** From now on set-up steps run again, because a campaign begins or servers were restarted. */
  forgetSessions(): void {
    this.#states.forget();
  }

  /**
   * A new browser process. Called between blocks only: an effect fixed within one process survives interleaving, so a
   * campaign must see several.
   */
  async restart(): Promise<void> {
    // Two visits at once may both find their browser dead: the second must not close the first one's new one.
    this.#restarting ??= this.#restart().finally(() => (this.#restarting = null));
    return this.#restarting;
  }

  async #restart(): Promise<void> {
    this.#isStale = false;
    await closeBrowser(this.#browser);
    await this.#scratch.sweep();
    this.#options.signal.throwIfAborted();
    this.#browser = await launchChrome({ ...this.#options, folder: this.#scratch.folder() });
  }

  async close(): Promise<void> {
    await closeBrowser(this.#browser, this.#options.signal.aborted ? HURRIED_CLOSE_TIMEOUT_MS : CLOSE_TIMEOUT_MS);
    await this.#scratch.sweep();
    this.#scratch.close();
    await this.#shapers.close();
  }
}

/** What a visit needs to know. */
interface VisitSpec extends VisitOptions {
  readonly route: Route;
  readonly condition: Condition;
  readonly deploy: Pick<Deploy, 'url' | 'hosts'>;
}

function settleKey(route: Route, condition: Condition): string {
  return JSON.stringify([route.name, route.path, condition.name]);
}

/** How long Chrome may take to close by itself, ms. */
const CLOSE_TIMEOUT_MS = 5000;
/** The same when the process was asked to end and has only a few seconds. */
const HURRIED_CLOSE_TIMEOUT_MS = 1000;

async function closeBrowser(browser: Browser, timeoutMs = CLOSE_TIMEOUT_MS): Promise<void> {
  const child = browser.process();
  const kill = setTimeout(() => child?.kill('SIGKILL'), timeoutMs);
  try {
    await browser.close();
  } catch {
    child?.kill('SIGKILL');
  } finally {
    clearTimeout(kill);
  }
}
