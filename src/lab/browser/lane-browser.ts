import type { Browser } from 'puppeteer';

import { launchChrome, type Launch } from './chrome.ts';
import type { Scratch } from './scratch.ts';

export interface LaneOptions extends Omit<Launch, 'folder'> {
  readonly signal: AbortSignal;
}

/** How long Chrome may take to close by itself, ms. */
const CLOSE_TIMEOUT_MS = 5000;
/** The same when the process was asked to end and has only a few seconds. */
const HURRIED_CLOSE_TIMEOUT_MS = 1000;

/** A Chrome that runs, and the folder that is its own. */
interface RunningChrome {
  readonly browser: Browser;
  readonly folder: string;
}

/** The Chrome of one lane: one process after the other. It is started when it is first needed. */
export class LaneBrowser {
  readonly #options: LaneOptions;
  readonly #scratch: Scratch;
  /** Visits under way: warm-up visits of two sides may be made at once. */
  #visiting = 0;
  /** Whether a visit hung, so that the next one needs another browser. */
  #isStale = false;
  #restarting: Promise<void> | null = null;
  #running: RunningChrome | null = null;
  /** The one that was started in advance; it resolves to null if that failed. */
  #next: Promise<RunningChrome | null> | null = null;

  constructor(options: LaneOptions, scratch: Scratch) {
    this.#options = options;
    this.#scratch = scratch;
  }

  /** The browser of the present generation. */
  get browser(): Browser {
    if (this.#running === null) throw new Error('no Chrome was started in this lane');
    return this.#running.browser;
  }

  /** The browser, replaced if it has died. Throws `chrome-unlaunchable`. */
  async connected(): Promise<Browser> {
    if (this.#restarting !== null) await this.#restarting;
    if (this.#running?.browser.connected !== true || (this.#isStale && this.#visiting === 0)) await this.restart();
    return this.browser;
  }

  /** A visit, in a browser that is not replaced before it has ended. */
  async visit<Outcome>(body: (browser: Browser) => Promise<Outcome>): Promise<Outcome> {
    const browser = await this.connected();
    this.#visiting += 1;
    try {
      return await body(browser);
    } finally {
      this.#visiting -= 1;
    }
  }

  /** A page that hung may have taken its browser with it; but it is not replaced under another visit. */
  doubt(): void {
    this.#isStale = true;
  }

  /** Starts the next browser in the background. If that fails, the restart tries again and says why. */
  anticipateRestart(): void {
    this.#next ??= this.#launch().catch(() => null);
  }

  /** Ends the browser that was started in advance, if there is one and it is not needed just now. */
  async discardNext(): Promise<void> {
    const next = this.#restarting === null ? this.#next : null;
    if (next === null) return;
    this.#next = null;
    const chrome = await next;
    if (chrome === null) return;
    await closeBrowser(chrome.browser, CLOSE_TIMEOUT_MS);
    await this.#scratch.sweep(chrome.folder);
  }

  /** Ends the process, if there is one, and starts another meanwhile, unless that is there already. */
  async restart(): Promise<void> {
    // Two visits at once may both find their browser dead: the second must not close the first one's new one.
    this.#restarting ??= this.#restart().finally(() => (this.#restarting = null));
    return this.#restarting;
  }

  async #restart(): Promise<void> {
    this.#isStale = false;
    this.#options.signal.throwIfAborted();
    const [next] = await Promise.allSettled([this.#successor(), this.#end(CLOSE_TIMEOUT_MS)]);
    if (next.status === 'rejected') throw next.reason;
    this.#running = next.value;
  }

  async #successor(): Promise<RunningChrome> {
    const next = await this.#next;
    this.#next = null;
    return next?.browser.connected === true ? next : this.#launch();
  }

  async #launch(): Promise<RunningChrome> {
    const folder = this.#scratch.folder();
    return { folder, browser: await launchChrome({ ...this.#options, folder }) };
  }

  /** Ends the process. One that is still being started is ended by the sweep of the scratch. */
  async close(): Promise<void> {
    const timeoutMs = this.#options.signal.aborted ? HURRIED_CLOSE_TIMEOUT_MS : CLOSE_TIMEOUT_MS;
    await Promise.all([this.#end(timeoutMs), atMost(timeoutMs, this.#endNext(timeoutMs))]);
  }

  async #end(timeoutMs: number): Promise<void> {
    if (this.#running === null) return;
    const { browser, folder } = this.#running;
    await closeBrowser(browser, timeoutMs);
    await this.#scratch.sweep(folder);
    this.#running = null;
  }

  async #endNext(timeoutMs: number): Promise<void> {
    const next = await this.#next;
    this.#next = null;
    if (next !== null) await closeBrowser(next.browser, timeoutMs);
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}

async function closeBrowser(browser: Browser, timeoutMs: number): Promise<void> {
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
