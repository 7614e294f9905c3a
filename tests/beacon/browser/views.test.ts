import type { ServerResponse } from 'node:http';

import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import type { Beacon, FinalBeacon } from '../../../src/model/beacon.ts';
import { measuredPage, picture, serveWithBeacon, type BeaconSite } from '../../support/beacon-site.ts';
import { html } from '../../support/site.ts';

/** What the server answers when the test lets it. */
const held: ServerResponse[] = [];
const hold = (_: unknown, response: ServerResponse): void => void held.push(response);
const release = (): void => {
  for (const response of held.splice(0)) picture(null, response);
};
let ready = false;

const IMAGE = '<img src="/picture.jpg" width="600" height="400">';
const PAGES = {
  '/plain': measuredPage('<h1>Shop</h1><button onclick="document.body.append(\'added\')">Add</button>'),
  '/unnamed': measuredPage('<h1>Shop</h1>').replace('data-sha="abc"', ''),
  '/next': html('<h1>Next</h1>'),
  '/held': measuredPage('<h1>Shop</h1><a href="/next">next</a><img src="/held.jpg">'),
  '/held.jpg': hold,
  '/soft': measuredPage(
    `<h1>Shop</h1><div id="view"></div><button onclick="history.pushState(null, '', '/soft/42');
      document.querySelector('#view').innerHTML = '<h2>Product</h2><img src=&quot;/picture.jpg&quot; width=600 height=400>'">Open</button>`,
  ),
  '/speculating': html(
    '<a href="/prerendered">next</a>',
    '<script type="speculationrules">{"prerender":[{"urls":["/prerendered"],"eagerness":"immediate"}]}</script>',
  ),
  '/prerendered': measuredPage(
    `<h1>Shop</h1>${IMAGE}<script>addEventListener('load', () => requestIdleCallback(() => fetch('/ready')));</script>`,
  ),
  '/ready': (_: unknown, response: ServerResponse): void => {
    ready = true;
    response.end();
  },
  '/many': measuredPage(
    `<h1>Shop</h1><script>(async () => {
      await Promise.all(Array.from({ length: 1000 }, (_, index) => fetch('/tiny?' + index).then((answer) => answer.text())));
      document.body.insertAdjacentHTML('beforeend', '${IMAGE}');
    })();</script>`,
  ),
  '/tiny': '.',
  '/waiting': measuredPage(
    '<h1>Shop</h1>',
    '<script>vitalsGate = { consent: new Promise((resolve) => (allow = () => resolve(true))) };</script>',
  ),
  '/forbidden': (_: unknown, response: ServerResponse): void =>
    void response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "connect-src 'none'" })
      .end(PAGES['/plain']),
};

let browser: Browser;
let site: BeaconSite;
let page: Page;
beforeAll(async () => {
  site = await serveWithBeacon(PAGES);
  browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  site.received.length = 0;
  ready = false;
  page = await (await browser.createBrowserContext()).newPage();
});
afterEach(async () => {
  release();
  await page.browserContext().close();
});

const idle = () => page.evaluate('new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve)))');
const beaconRuns = () => page.waitForFunction("typeof vitalsGate === 'function'");
const lcpOf = (url: string) =>
  page.evaluate(`new Promise((resolve) => new PerformanceObserver((list) => {
    const entry = list.getEntries().find(({ url }) => url.endsWith('${url}'));
    if (entry) requestIdleCallback(() => resolve(entry.startTime));
  }).observe({ type: 'largest-contentful-paint', buffered: true }))`) as Promise<number>;
const of = (type: Beacon['type'], path: string): Beacon[] =>
  site.received.filter((each) => each.type === type && each.path === path);
const until = async (isSo: () => boolean): Promise<void> => {
  await expect.poll(isSo, { timeout: 10_000, interval: 20 }).toBe(true);
};
const startOf = async (path: string): Promise<Beacon> => {
  await until(() => of('start', path).length > 0);
  return of('start', path)[0] as Beacon;
};
const finalOf = async (path: string): Promise<FinalBeacon> => {
  await until(() => of('final', path).length > 0);
  return of('final', path).at(-1) as FinalBeacon;
};
const goto = (path: string) => page.goto(site.url + path);
const part = (final: FinalBeacon, id: string): number =>
  final.lcp?.parts.find((each) => each.id === id)?.value ?? Number.NaN;

describe('the beacon', () => {
  it('requests nothing before the page has loaded', async () => {
    await page.goto(`${site.url}/held`, { waitUntil: 'domcontentloaded' });
    await beaconRuns();
    await idle();
    expect(site.received).toEqual([]);
    expect(
      await page.evaluate(
        'performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/collect")).length',
      ),
    ).toBe(0);
    release();
    await startOf('/held');
  });

  it('sends the start and the final of a page that is left before it has loaded', async () => {
    await page.goto(`${site.url}/held`, { waitUntil: 'domcontentloaded' });
    await beaconRuns();
    await page.click('a');
    const { view } = await finalOf('/held');
    // A final comes again if the page's last moment changed a value.
    expect(site.received.slice(0, 2).map((each) => [each.type, each.view])).toEqual([
      ['start', view],
      ['final', view],
    ]);
  });

  it('sends both of a page that is hidden before it has loaded', async () => {
    await page.goto(`${site.url}/held`, { waitUntil: 'domcontentloaded' });
    await beaconRuns();
    const other = await page.browserContext().newPage();
    await other.bringToFront();
    await finalOf('/held');
    expect(await page.evaluate('[document.visibilityState, document.readyState].join()')).toBe('hidden,interactive');
    expect(site.received.map(({ type }) => type)).toEqual(['start', 'final']);
  });

  it('records a page from the back/forward cache as a view of its own', async () => {
    await goto('/plain');
    await page.evaluate("addEventListener('pageshow', ({ persisted }) => (globalThis.persisted = persisted))");
    const { view } = await startOf('/plain');
    await goto('/next');
    await page.goBack();
    await page.waitForFunction('globalThis.persisted !== undefined');
    expect(await page.evaluate('persisted')).toBe(true);
    await until(() => of('start', '/plain').length === 2);
    expect(of('start', '/plain')[1]).toMatchObject({ navigation: 'back-forward-cache' });
    expect(of('start', '/plain')[1]?.view).not.toBe(view);
    await goto('/next');
    await until(() => of('final', '/plain').some((each) => each.view === of('start', '/plain')[1]?.view));
  });

  it('sends nothing of a prerendered page until it is shown, and counts its LCP from there', async () => {
    await goto('/speculating');
    await until(() => ready);
    expect(site.received).toEqual([]);
    await Promise.all([page.waitForNavigation(), page.click('a')]);
    expect(await startOf('/prerendered')).toMatchObject({ navigation: 'prerender' });
    const shownAt = (await page.evaluate('performance.getEntriesByType("navigation")[0].activationStart')) as number;
    expect(shownAt).toBeGreaterThan(0);
    const paintedAt = await lcpOf('/picture.jpg');
    await goto('/next');
    const final = await finalOf('/prerendered');
    expect(final.navigation).toBe('prerender');
    expect(final.lcp?.value).toBeCloseTo(Math.max(0, paintedAt - shownAt), 0);
  });

  it('records a soft navigation as a view of its own, which ends the view before', async () => {
    await goto('/soft');
    const load = await startOf('/soft');
    await page.click('button');
    const soft = await startOf('/soft/42');
    expect(soft).toMatchObject({ navigation: 'soft-navigation', session: load.session });
    expect(soft.view).not.toBe(load.view);
    expect((await finalOf('/soft')).view).toBe(load.view);
    await goto('/next');
    expect(await finalOf('/soft/42')).toMatchObject({ view: soft.view, navigation: 'soft-navigation' });
  });

  it('keeps records while the browser is offline', async () => {
    await goto('/waiting');
    await page.setOfflineMode(true);
    expect(await page.evaluate('navigator.onLine')).toBe(false);
    await page.evaluate('allow()');
    await idle();
    expect(site.received).toEqual([]);
    await page.setOfflineMode(false);
    await startOf('/waiting');
  });

  it.each(['/plain', '/forbidden'])('leaves the page alone where its endpoint is blocked: %s', async (path) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    // What Chrome itself says of a policy is not ours to keep quiet.
    page.on('console', (message) => {
      if (message.stackTrace().length > 0 && !message.text().includes('violates')) errors.push(message.text());
    });
    await page.evaluateOnNewDocument(
      "addEventListener('securitypolicyviolation', () => (globalThis.wasBlocked = true))",
    );
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    await session.send('Network.setBlockedURLs', { urls: [`${site.url}/collect`] });
    const failed = new Promise((resolve) => page.once('requestfailed', resolve));
    await goto(path);
    await (path === '/plain' ? failed : page.waitForFunction('globalThis.wasBlocked'));
    await page.click('button');
    await idle();
    expect(await page.evaluate('document.body.textContent.includes("added")')).toBe(true);
    expect(errors).toEqual([]);
    expect(site.received).toEqual([]);
  });

  it('says that nothing is recorded without a SHA', async () => {
    const warned = new Promise<string>((resolve) => page.once('console', (message) => resolve(message.text())));
    await goto('/unnamed');
    expect(await warned).toBe('vitals-gate: no sha is given, so nothing is recorded');
  });

  it('finds the resource of the LCP behind a thousand others', async () => {
    await goto('/many');
    await lcpOf('/picture.jpg');
    await goto('/next');
    const final = await finalOf('/many');
    expect(part(final, 'resource-load-delay')).toBeGreaterThan(0);
    expect(part(final, 'resource-load-duration')).toBeGreaterThan(0);
  });
});
