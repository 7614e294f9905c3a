import type { HTTPRequest, Page } from 'puppeteer';

import { VisitFailure } from '../visit/visit-failure.ts';
import { matchesUrl } from '../../text/url-pattern.ts';
import { stripQuery } from '../../text/strip-query.ts';

/** Of the requests that an error lists. */
const LISTED = 5;

/** If a body has not ended this long after its response arrived, the page does not read it, or it is a stream, ms. */
const UNREAD_MS = 500;

/** Remembers what a page requested since the present step began. */
export class RequestLog {
  readonly #origin: string;
  readonly #timeoutMs: number;
  #made = new WeakSet<HTTPRequest>();
  #answered: string[] = [];
  /** Answers to what was made before the step. */
  #late: string[] = [];
  #onAnswer: (() => void) | null = null;

  constructor(page: Pick<Page, 'on'>, origin: string, timeoutMs: number) {
    this.#origin = origin;
    this.#timeoutMs = timeoutMs;
    const onEnd = (request: HTTPRequest): void => {
      if (request.response() === null || ended.has(request)) return;
      ended.add(request);
      (this.#made.has(request) ? this.#answered : this.#late).push(request.url());
      this.#onAnswer?.();
    };
    const ended = new WeakSet<HTTPRequest>();
    page.on('request', (request) => void this.#made.add(request));
    page.on('requestfinished', onEnd);
    // An empty body that the page never reads ends as a failure.
    page.on('requestfailed', onEnd);
    // Any other body that the page never reads does not end.
    page.on('response', (response) => {
      const request = response.request();
      if (request.resourceType() === 'fetch') setTimeout(onEnd, UNREAD_MS, request).unref();
    });
  }

  /** Requests that are made from now on count for the next wait. */
  beginStep(): void {
    this.#made = new WeakSet();
    this.#answered = [];
    this.#late = [];
  }

  /** Resolves once a request of this pattern, made since the last step other than a wait, is answered. Throws VisitFailure. */
  async answered(pattern: string): Promise<void> {
    const deadline = performance.now() + this.#timeoutMs;
    while (!this.#answered.some((url) => this.#matches(pattern, url))) {
      const left = deadline - performance.now();
      if (left <= 0) throw this.#missing(pattern);
      await this.#next(left);
    }
  }

  #next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#onAnswer = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#onAnswer = done;
    });
  }

  #matches(pattern: string, url: string): boolean {
    return matchesUrl(pattern, url, this.#origin);
  }

  #missing(pattern: string): VisitFailure {
    const seen = [...new Set(this.#answered.map((url) => stripQuery(url)))];
    const list = seen.length === 0 ? 'none was' : `answered were ${seen.slice(-LISTED).join(', ')}`;
    const late = this.#late.some((url) => this.#matches(pattern, url))
      ? '; a request made before the last step does not count: wait for it before that step'
      : '';
    const what = `no request of ${JSON.stringify(pattern)} was answered within ${this.#timeoutMs / 1000} s; ${list}${late}`;
    return new VisitFailure('request-not-seen', what);
  }
}
