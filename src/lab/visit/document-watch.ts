import type { CDPSession } from 'puppeteer';

import { VisitFailure } from './visit-failure.ts';
import { stripQuery } from '../../text/strip-query.ts';

/**
 * Counts the documents a tab has shown. Each has its own time origin and metrics: a measurement on an unexpected
 * document (after a redirect by script, or a reload) would miss everything before it.
 */
export class DocumentWatch {
  #expected = 0;
  #seen = 0;
  #first = '';

  /** Page events of the session must be enabled (the probe does). */
  constructor(session: CDPSession) {
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#seen++;
      if (this.#seen === this.#expected) this.#first = frame.url;
    });
  }

  /** One more is about to be loaded. */
  expect(): void {
    this.#expected = this.#seen + 1;
  }

  /** Throws VisitFailure if the page loaded an unexpected document. */
  check(url: string): void {
    if (this.#seen <= this.#expected) return;
    const from = stripQuery(this.#first);
    const to = stripQuery(url);
    const what = from === to ? `${from} reloads itself` : `${from} navigates to ${to} by itself`;
    throw new VisitFailure('left-the-page', `${what}; use the address that it leads to as the route's path`);
  }
}
