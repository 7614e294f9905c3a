import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Condition, Route } from '../../../src/model/route.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

/** Two round trips are longer than what a visit does after its last quiet. */
const FAR: Condition = { ...FAST, name: 'far', rttMs: 200 };
/** Here they are longer than what a busy machine takes for that: no visit that began ahead comes too late. */
const FARTHER: Condition = { ...FAST, name: 'farther', rttMs: 1500 };
/** Far enough for a next visit that begins a second ahead. */
const AHEAD: Condition = { ...FAST, name: 'ahead', rttMs: 600 };
/** How long the quiet of this lab is, ms. */
const SETTLE_MS = 200;

/** The quiet of a page; the next visit begins 730 ms before its end. */
const LONG_SETTLE_MS = 2000;
/** The quiet of a page that paints as soon as the next visit has begun: that is 870 ms before its end, and the next visit is not late after one more of it. */
const LONGER_SETTLE_MS = 2400;

/** The quiet of a page that the next visit begins a second before the end of, ms. */
const LONGEST_SETTLE_MS = 2800;

/** What the server saw, in order. */
const seen: string[] = [];
/** The same where what was interrupted may have been asked for already, and is asked for again. */
const seenOnce = (): readonly string[] => seen.filter((name, index) => name !== seen[index - 1]);
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
    // It counts for how many turns it was without focus or out of sight, and says so 500 ms after it was asked.
    '/watchful': asked(
      'watchful',
      `<h1>Watchful</h1><script>
      const isSeen = () => document.hasFocus() && document.visibilityState === 'visible';
      let lost = 0;
      addEventListener('freeze', () => { lost++; }, true);
      setInterval(() => { if (!isSeen()) lost++; }, 10);
      const lostLater = () => new Promise((resolve) => setTimeout(() => resolve(lost), 500));
      </script>`,
    ),
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
  lab = await openLab({ unquietMs: 20_000 }, undefined, SETTLE_MS);
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
/** Evaluates an expression in the page at a path; undefined where that is not there, or not any more. */
const evaluate = async (path: string, expression: string): Promise<unknown> => {
  const pages = await Promise.all(lab.browser.browserContexts().map((context) => context.pages()));
  const page = pages.flat().find((open) => open.url().endsWith(path));
  return page?.evaluate(expression).catch(() => undefined);
};
/** The site, and what came of `onVisit`, which is called when the first visit to it begins: a visit asks first where it goes to. */
const telling = (onVisit: () => Promise<unknown>) => {
  let told: Promise<unknown> | undefined;
  const deploy = {
    get url() {
      told ??= onVisit();
      return site.url;
    },
  };
  return { deploy, told: () => told };
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
      expect(seenOnce()).toEqual(['first', 'second']);
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
    expect(seenOnce()).toEqual(['first', 'second', 'other', 'first']);
  });

  test('which takes neither focus nor sight from the page', async () => {
    let lost: unknown;
    // A page that is closed loses both. On a busy machine that may be before it has said what it lost until then.
    for (let times = 0; lost === undefined && times < 4; times++) {
      const { deploy, told } = telling(() => evaluate('/watchful', 'lostLater()'));
      const next = { route: FIRST, deploy, isCertain: true };
      measured(await lab.visit({ ...WATCHFUL, settleMs: LONGEST_SETTLE_MS }, AHEAD, site, { next }));
      lost = await told();
      measured(await lab.visit(FIRST, AHEAD, deploy));
    }
    expect(lost).toBe(0);
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
    const { deploy, told } = telling(() => evaluate('/restless', 'paint()'));
    const next = { route: SECOND, deploy, isCertain: true };
    const restless = measured(await lab.visit({ ...RESTLESS, settleMs: LONGER_SETTLE_MS }, FARTHER, site, { next }));
    expect(told()).toBeDefined();
    await told();
    const ended = performance.now();
    const second = measured(await lab.visit(SECOND, FARTHER, deploy));
    expect(second.timing.wallMs).toBeLessThan(performance.now() - ended + 1);
    // The second paint came.
    expect(valueAt(restless, 'lcp')).toBeGreaterThan(2 * FARTHER.rttMs + LONGER_SETTLE_MS / 2);
    expect(valueAt(second, 'lcp.ttfb')).toBeGreaterThan(1.5 * FARTHER.rttMs);
    expect(seen.at(-1)).toBe('second');
  });

  test('or does not begin, where the page waits for a video as long as it may', async () => {
    const impatient = await openLab({ unquietMs: 3000 }, undefined, SETTLE_MS);
    const next = { route: SECOND, deploy: site, isCertain: true };
    const waiting = measured(await impatient.visit(VIDEO, FAR, site, { next }));
    expect(waiting.readings.lcp).toMatchObject({ status: 'unmeasured', reason: 'not-settled' });
    expect(seen).toEqual(['video']);
    measured(await impatient.visit(SECOND, FAR, site));
    expect(seen).toEqual(['video', 'second']);
    await impatient.close();
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
