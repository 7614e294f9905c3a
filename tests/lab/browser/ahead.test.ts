import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Condition, Route } from '../../../src/model/route.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

/** Two round trips are longer than what a visit does after its last quiet. */
const FAR: Condition = { ...FAST, name: 'far', rttMs: 200 };
/** Here they are longer than what a busy machine takes for that: no visit that began ahead comes too late. */
const FARTHER: Condition = { ...FAST, name: 'farther', rttMs: 1500 };
/** How long the quiet of this lab is, ms. */
const SETTLE_MS = 200;

/** The quiet of a page; the next visit begins 730 ms before its end. */
const LONG_SETTLE_MS = 2000;
/** The quiet of a page that paints as soon as the next visit has begun: that is 870 ms before its end, and the next visit is not late after one more of it. */
const LONGER_SETTLE_MS = 2400;

/** What the server saw, in order. */
const seen: string[] = [];
/** Answers a page, and keeps that it was asked for. */
const asked =
  (name: string, text: string): Page =>
  (_, response) => {
    seen.push(name);
    response.writeHead(200, { 'content-type': 'text/html' }).end(html(text));
  };

let site: Site;
let lab: Lab;
beforeAll(async () => {
  site = await serveSite({
    '/first': asked('first', '<h1>First</h1>'),
    '/second': asked('second', '<h1>Second</h1>'),
    '/other': asked('other', '<h1>Other</h1>'),
    // It tells the server what a page must not notice. (It loses the focus when it is closed.)
    '/watchful': asked(
      'watchful',
      `<h1>Watchful</h1><script>
      const isSeen = () => document.hasFocus() && document.visibilityState === 'visible';
      addEventListener('freeze', () => navigator.sendBeacon('/lost'), true);
      let lost = 0;
      setInterval(() => { lost = isSeen() ? 0 : lost + 1; if (lost === 20) navigator.sendBeacon('/lost'); }, 10);
      </script>`,
    ),
    '/lost': (_, response) => {
      seen.push('lost');
      response.writeHead(204).end();
    },
    // Its second paint comes when it is told to.
    '/restless': asked(
      'restless',
      `<h1>Restless</h1><script>
      setInterval(() => {}, 10);
      const paint = () => document.body.append(
        Object.assign(document.createElement('h2'), { textContent: 'Much larger than before', style: 'font-size: 80px' }));
      </script>`,
    ),
    '/video': asked('video', '<p>text</p><video autoplay muted width="380" height="300" src="/endless.webm"></video>'),
    '/endless.webm': () => undefined,
    '/missing': (_, response) => {
      seen.push('missing');
      response.writeHead(404).end();
    },
  });
  lab = await openLab({ unquietMs: 3000 }, undefined, SETTLE_MS);
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const [FIRST, SECOND, OTHER, WATCHFUL, RESTLESS, MISSING, VIDEO] = [
  '/first',
  '/second',
  '/other',
  '/watchful',
  '/restless',
  '/missing',
  '/video',
].map((path) => route(path)) as [Route, Route, Route, Route, Route, Route, Route];

const visit = (page: Route, next?: Route, isCertain = true, condition = FAR) =>
  lab.visit(page, condition, site, next === undefined ? {} : { next: { route: next, deploy: site, isCertain } });
/** Makes the restless page paint. */
const paintOfRestless = async (): Promise<unknown> => {
  const pages = await Promise.all(lab.browser.browserContexts().map((context) => context.pages()));
  return pages
    .flat()
    .find((page) => page.url().endsWith('/restless'))
    ?.evaluate('paint()');
};
const contexts = (): number => lab.browser.browserContexts().length;

describe('under a slow network the next visit begins while this one waits for its last quiet', () => {
  test('and its outcome is the one of that visit, which is whole', async () => {
    const began: boolean[] = [];
    // A busy machine can make a page look restless; then the next visit does not begin ahead, which is right.
    while (!began.includes(true) && began.length < 4) {
      seen.length = 0;
      measured(await visit({ ...FIRST, settleMs: LONG_SETTLE_MS }, SECOND, true, FARTHER));
      const ended = performance.now();
      const outcome = measured(await visit(SECOND, undefined, true, FARTHER));
      began.push(outcome.timing.wallMs > performance.now() - ended + SETTLE_MS / 2);
      expect(valueAt(outcome, 'lcp.ttfb')).toBeGreaterThan(1.5 * FARTHER.rttMs);
      expect(seen).toEqual(['first', 'second']);
    }
    expect(began).toContain(true);
  });

  test('one after the other, and nothing of them is left', async () => {
    await lab.discardPrepared();
    const none = contexts();
    for (const [page, next] of [
      [FIRST, SECOND],
      [SECOND, OTHER],
      [OTHER, FIRST],
    ] as const)
      measured(await visit(page, next));
    measured(await visit(FIRST));
    await lab.discardPrepared();
    expect(contexts()).toBe(none);
    // One that was interrupted is asked for again.
    expect(seen.filter((name, index) => name !== seen[index - 1])).toEqual(['first', 'second', 'other', 'first']);
  });

  test('which takes neither focus nor sight from the page', async () => {
    // The next page is there for 400 ms of this quiet; closing this one takes less than the 200 ms that it allows.
    measured(await visit({ ...WATCHFUL, settleMs: 1000 }, FIRST));
    measured(await visit(FIRST));
    expect(seen).not.toContain('lost');
  });

  test('and not where something else may come first', async () => {
    measured(await visit(FIRST, SECOND, false));
    const ended = performance.now();
    const outcome = measured(await visit(SECOND));
    expect(outcome.timing.wallMs).toBeLessThan(performance.now() - ended + 1);
  });
});

describe('a visit that began ahead is abandoned', () => {
  test('where the page turns out not to be quiet, and is made anew when it is', async () => {
    let paint: Promise<unknown> | undefined;
    const deploy = {
      // A visit asks first where it goes to.
      get url() {
        paint ??= paintOfRestless();
        return site.url;
      },
    };
    const next = { route: SECOND, deploy, isCertain: true };
    const restless = measured(await lab.visit({ ...RESTLESS, settleMs: LONGER_SETTLE_MS }, FARTHER, site, { next }));
    expect(paint).toBeDefined();
    await paint;
    const ended = performance.now();
    const second = measured(await lab.visit(SECOND, FARTHER, deploy));
    expect(second.timing.wallMs).toBeLessThan(performance.now() - ended + 1);
    // The second paint came.
    expect(valueAt(restless, 'lcp')).toBeGreaterThan(2 * FARTHER.rttMs + LONGER_SETTLE_MS / 2);
    expect(valueAt(second, 'lcp.ttfb')).toBeGreaterThan(1.5 * FARTHER.rttMs);
    expect(seen.at(-1)).toBe('second');
  });

  test('or does not begin, where the page waits for a video as long as it may', async () => {
    const waiting = measured(await visit(VIDEO, SECOND));
    expect(waiting.readings.lcp).toMatchObject({ status: 'unmeasured', reason: 'not-settled' });
    expect(seen).toEqual(['video']);
    measured(await visit(SECOND));
    expect(seen).toEqual(['video', 'second']);
  });

  test('where another one is asked for', async () => {
    measured(await visit(FIRST, SECOND));
    measured(await visit(OTHER));
    expect(seen.at(-1)).toBe('other');
  });

  test('where none is', async () => {
    const none = contexts();
    measured(await visit(FIRST, SECOND));
    await lab.discardPrepared();
    expect(contexts()).toBe(none);
    await lab.restart();
    measured(await visit(FIRST));
    expect(seen.filter((name) => name === 'first')).toHaveLength(2);
  });

  test('where this one fails', async () => {
    expect(await visit(MISSING, SECOND)).toMatchObject({ status: 'failed', code: 'http-status' });
    measured(await visit(FIRST));
    expect(seen).toEqual(['missing', 'first']);
  });
});
