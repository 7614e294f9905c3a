import type { BrowserContext } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { FAST, measured, openLab, PHONE, route } from '../../support/lab.ts';
import { html, serveSite, type Site } from '../../support/site.ts';

/** Tells the server whether it has the focus and is visible. */
const WATCHFUL = `<h1>Text</h1><script>
  addEventListener('load', () => fetch('/told?' + document.hasFocus() + '-' + document.visibilityState));
</script>`;
/** What a page was told of losing both since it was loaded. */
const LISTEN = `globalThis.lost = [];
  for (const type of ['blur', 'visibilitychange', 'freeze']) addEventListener(type, () => lost.push(type), true);`;

let site: Site;
let lab: Lab;
const told: string[] = [];
const cookies: (string | undefined)[] = [];
let scripts = 0;

beforeAll(async () => {
  site = await serveSite({
    '/text': html('<h1>Text</h1>'),
    '/watchful': html(WATCHFUL),
    '/told': (request, response) => {
      told.push(request.url?.split('?')[1] ?? '');
      response.writeHead(204).end();
    },
    '/state': (request, response) => {
      cookies.push(request.headers.cookie);
      const headers = { 'content-type': 'text/html', 'set-cookie': 'seen=1', 'cache-control': 'max-age=1000' };
      response.writeHead(200, headers).end('<h1>Text</h1><script src="/script.js"></script>');
    },
    '/script.js': (_, response) => {
      scripts += 1;
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=1000' }).end('1');
    },
  });
  lab = await openLab();
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const visit = (path: string, condition = FAST) =>
  lab.visit(route(path), condition, site, { next: { route: route(path), deploy: site, isCertain: true } });
const contexts = (): number => lab.browser.browserContexts().length;
const prepared = () =>
  lab.browser.browserContexts().filter((context) => context !== lab.browser.defaultBrowserContext());

/**
 * Visits until a tab is prepared, and returns its context. It is opened in the last 100 ms of a quiet: where a busy machine is
 * late by more, there is none, which is right.
 */
async function visitUntilPrepared(path: string, condition = FAST): Promise<readonly BrowserContext[]> {
  for (;;) {
    measured(await visit(path, condition));
    const opened = await vi.waitUntil(() => prepared().length > 0, { timeout: 3000 }).catch(() => false);
    if (opened) return prepared();
  }
}

describe('a tab that is prepared for the next visit', () => {
  test('waits alone, and is a fresh one', async () => {
    const none = contexts();
    for (let times = 0; times < 3; times += 1) {
      await visitUntilPrepared('/state');
      expect(contexts()).toBe(none + 1);
    }
    measured(await visit('/state'));
    expect(cookies.length).toBeGreaterThanOrEqual(4);
    expect(new Set(cookies)).toEqual(new Set([undefined]));
    expect(scripts).toBe(cookies.length);
  });

  test('takes the focus from no other page, and has it when it is visited', async () => {
    const context = await lab.browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`${site.url}/text`);
    await page.evaluate(LISTEN);
    measured(await visit('/watchful'));
    measured(await visit('/watchful'));
    expect(await page.evaluate('[document.hasFocus(), document.visibilityState, lost]')).toEqual([true, 'visible', []]);
    expect(told).toEqual(['true-visible', 'true-visible']);
    await context.close();
  });

  test('is closed where the next visit is under another condition, and where that fails', async () => {
    const [fast] = await visitUntilPrepared('/text');
    const phone = measured(await visit('/text', PHONE));
    expect(phone.readings.lcp).toMatchObject({ status: 'measured' });
    expect(prepared()).not.toContain(fast);
    await visitUntilPrepared('/text', PHONE);
    expect(await visit('/missing', PHONE)).toMatchObject({ status: 'failed', code: 'http-status' });
    expect(prepared()).toEqual([]);
  });

  test('does not fail the next visit by crashing, whether it is open or being opened', async () => {
    const [blank] = await visitUntilPrepared('/text');
    const pages = await vi.waitUntil(
      async () => {
        const open = (await blank?.pages()) ?? [];
        return open.length > 0 && open;
      },
      { timeout: 30_000 },
    );
    const crashes = pages.map(async (page) => {
      const crashed = new Promise((resolve) => page.once('error', resolve));
      page.goto('chrome://crash').catch(() => undefined);
      await crashed;
    });
    expect(crashes).toHaveLength(1);
    await Promise.all(crashes);
    measured(await visit('/text'));
  });
});

test('nothing that was prepared is left where no visit follows', async () => {
  const countContexts = () => lab.browser.browserContexts().length;
  measured(await lab.visit(route('/text'), FAST, site));
  const before = countContexts();
  measured(await visit('/text'));
  await lab.discardPrepared();
  expect(countContexts()).toBe(before);
  measured(await lab.visit(route('/text'), FAST, site, { next: 'restart' }));
  await lab.discardPrepared();
  await lab.restart();
  measured(await lab.visit(route('/text'), FAST, site));
});

describe('the Chrome that is started in advance', () => {
  test('is the one after the restart', async () => {
    const old = lab.browser;
    measured(await lab.visit(route('/text'), FAST, site, { next: 'restart' }));
    expect(lab.browser).toBe(old);
    await lab.restart();
    expect(old.connected).toBe(false);
    expect(lab.browser.connected).toBe(true);
    measured(await visit('/text'));
  });
});
