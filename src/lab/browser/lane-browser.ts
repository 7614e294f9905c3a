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

  /** Ends the process, if there is one, and starts another. */
  async restart(): Promise<void> {
    // Two visits at once may both find their browser dead: the second must not close the first one's new one.
    this.#restarting ??= this.#restart().finally(() => (this.#restarting = null));
    return this.#restarting;
  }

  async #restart(): Promise<void> {
    this.#isStale = false;
    await this.#end(CLOSE_TIMEOUT_MS);
    this.#options.signal.throwIfAborted();
    const folder = this.#scratch.folder();
    this.#running = { folder, browser: await launchChrome({ ...this.#options, folder }) };
  }

  async close(): Promise<void> {
    await this.#end(this.#options.signal.aborted ? HURRIED_CLOSE_TIMEOUT_MS : CLOSE_TIMEOUT_MS);
  }

  async #end(timeoutMs: number): Promise<void> {
    if (this.#running === null) return;
    const { browser, folder } = this.#running;
    await closeBrowser(browser, timeoutMs);
    await this.#scratch.sweep(folder);
    this.#running = null;
  }
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
