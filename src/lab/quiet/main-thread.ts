import type { Page } from 'puppeteer';

/**
 * A main thread that takes this long to answer is in a long task, ms. The browser reports a long task only when it has
 * ended.
 */
const LONG_TASK_MS = 50;
/**
 * One that takes this long may have answered at the end of a long task, ms: what the task did is painted with the next
 * frame, and reported after it.
 */
const SLOW_ANSWER_MS = 5;

/** The main thread's answer when videos are not checked. */
const ANSWER = '0';

/** When the main thread was asked and when it answered, ms of this process's clock, and what that says. */
export interface Answered {
  readonly asked: number;
  readonly answered: number;
  /** Whether a long task kept it from answering. */
  readonly isLate: boolean;
  /** Whether the video that was awaited has shown its first frame, which may still have to be painted and reported. */
  readonly hasFirstFrame: boolean;
}

/** Asks the main thread of a page whether it is free, and which video has not shown its first frame. */
export class MainThread {
  #look: () => Promise<string | null>;
  #reported: () => Promise<void> = () => Promise.resolve();
  #video: string | null = null;

  constructor(page: Page) {
    this.#look = async () => {
      await page.evaluate(ANSWER);
      return null;
    };
  }

  /**
   * `look` asks for the URL of a video on screen that has not shown its first frame, or null. `reported` resolves when
   * what was done until now has been painted and reported.
   */
  lookWith(look: () => Promise<string | null>, reported: () => Promise<void>): void {
    this.#look = look;
    this.#reported = reported;
  }

  /** The video that was awaited when it answered last, or null. */
  get video(): string | null {
    return this.#video;
  }

  /** Another document comes. */
  expectDocument(): void {
    this.#video = null;
  }

  async ask(): Promise<Answered> {
    const asked = performance.now();
    const awaited = this.#video;
    this.#video = await this.#look().catch(() => null); // where the page is gone, the next step says so
    const answered = performance.now();
    if (answered - asked >= SLOW_ANSWER_MS) await this.#reported().catch(() => undefined);
    const hasFirstFrame = awaited !== null && this.#video === null;
    return { asked, answered, isLate: answered - asked >= LONG_TASK_MS, hasFirstFrame };
  }
}
