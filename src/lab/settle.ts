import type { HTTPRequest, Page } from 'puppeteer';

/** Requests that a settled page may have open: streams that never end, and the browser's own (`other`: the favicon). */
const NOT_AWAITED = new Set(['websocket', 'eventsource', 'ping', 'media', 'other']);

/** A main thread that takes so long to answer was in a long task, ms: the browser reports one only when it has ended. */
const LONG_TASK_MS = 50;

/** Watches a page for the quiet that means it is done. */
export class QuietWatch {
  readonly #page: Page;
  readonly #unquietMs: number;
  readonly #open = new Set<HTTPRequest>();
  #lastActivity = performance.now();
  #lastWhat = 'navigation';
  #onChange: (() => void) | null = null;
  #settledMs = 0;

  /** `unquietMs`: how long it waits for the quiet before it takes the page as it is. */
  constructor(page: Page, unquietMs: number) {
    this.#page = page;
    this.#unquietMs = unquietMs;
    page.on('request', (request) => {
      if (!isAwaited(request)) return;
      this.#open.add(request);
      this.active(`request of ${shown(request)}`);
    });
    const finished = (request: HTTPRequest): void => {
      if (this.#open.delete(request)) this.active(`response of ${shown(request)}`);
    };
    page.on('requestfinished', finished);
    page.on('requestfailed', finished);
  }

  /** Something happened: the quiet time starts again. */
  active(what: string): void {
    this.#lastActivity = performance.now();
    this.#lastWhat = what;
    this.#onChange?.();
  }

  /**
   * Resolves to null once nothing has happened for `settleMs` from now, no request is in flight and the main thread
   * answers, or to what kept the page busy where that takes too long.
   */
  async settled(settleMs: number): Promise<string | null> {
    this.#settledMs += settleMs;
    const from = performance.now();
    const deadline = from + this.#unquietMs;
    for (;;) {
      const now = performance.now();
      const quietAt = this.#open.size > 0 ? Number.POSITIVE_INFINITY : Math.max(from, this.#lastActivity) + settleMs;
      if (now >= quietAt && (await this.#answers())) return null;
      if (now >= deadline) return this.#busy();
      if (now >= quietAt) continue;
      await this.#change(Math.min(quietAt, deadline) - now);
    }
  }

  /** The quiet that was asked for so far, ms. */
  get settledMs(): number {
    return this.#settledMs;
  }

  /** The requests still in flight, for a reader. */
  pending(): string[] {
    return [...this.#open].map(shown);
  }

  /**
   * Whether the main thread answers at once. While it is in a task nothing can be seen of it: neither the task, nor what
   * it is about to paint. The quiet begins when it ends.
   */
  async #answers(): Promise<boolean> {
    const asked = performance.now();
    await this.#page.evaluate('0').catch(() => undefined); // where the page is gone, the next step says so
    if (performance.now() - asked >= LONG_TASK_MS) this.active('long task');
    return this.#lastActivity <= asked;
  }

  #busy(): string {
    const [first, ...more] = this.pending();
    if (first === undefined) return this.#lastWhat;
    return more.length === 0 ? `request of ${first}` : `request of ${first} and ${more.length} more`;
  }

  /** Resolves at the next activity, or after `ms`. */
  #change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#onChange = null;
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, ms));
      this.#onChange = done;
    });
  }
}

function isAwaited(request: HTTPRequest): boolean {
  return /^https?:/.test(request.url()) && !NOT_AWAITED.has(request.resourceType());
}

/** A URL without its query, which may hold secrets. */
function shown(request: HTTPRequest): string {
  return request.url().split(/[?#]/)[0] ?? '';
}
