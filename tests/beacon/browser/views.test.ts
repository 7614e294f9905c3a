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
let onReady = (): void => {};

const IMAGE = '<img src="/picture.jpg" width="600" height="400">';
/** Without a script or a style in the document. */
const STRICT = measuredPage(`<h1>Shop</h1>${IMAGE}<button>Add</button><script src="/slow.js"></script>`).replace(
  'data-sha="abc"',
  'data-sha="abc" data-server-timing="db"',
);
const PAGES = {
  '/plain': measuredPage('<h1>Shop</h1><button onclick="document.body.append(\'added\')">Add</button>'),
  '/strict': (_: unknown, response: ServerResponse): void => {
    response.setHeader('content-security-policy', "default-src 'self'");
    response.setHeader('server-timing', 'db;dur=0.2, secret;dur=0.1');
    response.end(STRICT);
  },
  '/slow.js': (_: unknown, response: ServerResponse): void => {
    response.setHeader('content-type', 'text/javascript');
    response.end(`document.querySelector('button').onclick = () => {
      const end = performance.now() + 60;
      while (performance.now() < end);
      document.body.append('added');
    };`);
  },
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
    onReady();
    response.end();
  },
  '/many': measuredPage(
    `<h1>Shop</h1><script>(async () => {
      await Promise.all(Array.from({ length: 1000 }, (_, index) => fetch('/tiny?' + (index % 10)).then((answer) => answer.text())));
      document.body.insertAdjacentHTML('beforeend', '${IMAGE}');
    })();</script>`,
  ),
  '/tiny': (_: unknown, response: ServerResponse): void =>
    void response.setHeader('cache-control', 'max-age=60').end('.'),
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
  browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  site = await serveWithBeacon(PAGES);
  page = await (await browser.createBrowserContext()).newPage();
});
afterEach(async () => {
  release();
  await page.browserContext().close();
  await site.close();
});

/**
 * Once the page has done in idle moments what it has put off until now. The browser calls those that wait in turn; without a
 * frame to draw it may not call one at all.
 */
const idle = () =>
  page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(resolve), { timeout: 5000 })))',
  );
/** As Puppeteer's offline mode, which tells the page that it is online before it is. */
async function networkOf(of: Page): Promise<{ readonly cut: () => Promise<void>; readonly mend: () => Promise<void> }> {
  const session = await of.createCDPSession();
  await session.send('Network.enable');
  const [latency, throughput] = [0, { downloadThroughput: -1, uploadThroughput: -1 }];
  const shape = (offline: boolean) =>
    session.send('Network.emulateNetworkConditionsByRule', {
      matchedNetworkConditions: [{ urlPattern: '', latency, ...throughput, offline }],
    });
  const tell = (offline: boolean) => session.send('Network.overrideNetworkState', { offline, latency, ...throughput });
  return {
    async cut() {
      await tell(true);
      await shape(true);
    },
    async mend() {
      await shape(false);
      await tell(false);
    },
  };
}
const beaconRuns = () => page.waitForFunction("typeof vitalsGate === 'function'");
const lcpOf = async (url: string): Promise<number> => {
  const painted = await page.evaluate(`new Promise((resolve) => new PerformanceObserver((list) => {
    const entry = list.getEntries().find(({ url }) => url.endsWith('${url}'));
    if (entry) resolve(entry.startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true }))`);
  await idle();
  return painted as number;
};
const startOf = (path: string): Promise<Beacon> => site.recordOf((each) => each.type === 'start' && each.path === path);
const finalOf = async (path: string): Promise<FinalBeacon> =>
  (await site.recordOf((each) => each.type === 'final' && each.path === path)) as FinalBeacon;
const goto = (path: string) => page.goto(site.url + path);
const part = (final: FinalBeacon, id: string): number =>
  final.lcp?.parts.find((each) => each.id === id)?.value ?? Number.NaN;

describe('the beacon', () => {
  it('sends LCP, INP and CLS of a page that is left by a click, whose policy allows nothing inline', async () => {
    await goto('/strict?token=x');
    const { view, session } = await startOf('/strict');
    const timed = page.evaluate(`new Promise((resolve) => new PerformanceObserver((list) => {
      if (list.getEntries().some(({ name }) => name === 'click')) resolve();
    }).observe({ type: 'event', durationThreshold: 16, buffered: true }))`);
    await page.click('button');
    await timed;
    await idle();
    await goto('/plain');
    const final = await finalOf('/strict');
    expect(final).toMatchObject({ view, session, sha: 'abc', route: 'r', navigation: 'navigate', device: 'desktop' });
    expect(final.serverTiming).toEqual([{ name: 'db', dur: 0.2 }]);
    expect(part(final, 'resource-load-duration')).toBeGreaterThan(0);
    expect(final.inp?.parts.find(({ id }) => id === 'processing-duration')?.value).toBeGreaterThanOrEqual(60);
    expect(final.cls?.value).toBeGreaterThanOrEqual(0);
    expect((await startOf('/plain')).session).toBe(session);
    expect(JSON.stringify(site.received)).not.toMatch(/token|secret/);
  });

  it('gives two tabs two sessions', async () => {
    const other = await page.browserContext().newPage();
    await Promise.all([goto('/plain'), other.goto(`${site.url}/soft`)]);
    const [one, two] = [await startOf('/plain'), await startOf('/soft')];
    expect(one.session).not.toBe(two.session);
  });

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
    // The page sends both at once, so either may arrive first; a final comes again if the last moment changed a value.
    expect((await finalOf('/held')).view).toBe((await startOf('/held')).view);
    expect(new Set(site.received.map(({ view }) => view)).size).toBe(1);
  });

  it('sends both of a page that is hidden before it has loaded', async () => {
    await page.goto(`${site.url}/held`, { waitUntil: 'domcontentloaded' });
    await beaconRuns();
    const other = await page.browserContext().newPage();
    await other.bringToFront();
    expect((await finalOf('/held')).view).toBe((await startOf('/held')).view);
    expect(await page.evaluate('[document.visibilityState, document.readyState].join()')).toBe('hidden,interactive');
    expect(new Set(site.received.map(({ view }) => view)).size).toBe(1);
  });

  it('records a page from the back/forward cache as a view of its own', async () => {
    await goto('/plain');
    await page.evaluate("addEventListener('pageshow', ({ persisted }) => (globalThis.persisted = persisted))");
    const { view } = await startOf('/plain');
    await goto('/next');
    await page.goBack();
    await page.waitForFunction('globalThis.persisted !== undefined');
    expect(await page.evaluate('persisted')).toBe(true);
    const again = await site.recordOf((each) => each.type === 'start' && each.navigation === 'back-forward-cache');
    expect(again.view).not.toBe(view);
    await goto('/next');
    await site.recordOf((each) => each.type === 'final' && each.view === again.view);
  });

  it('sends nothing of a prerendered page until it is shown, and counts its LCP from there', async () => {
    const ready = new Promise<void>((resolve) => (onReady = resolve));
    await goto('/speculating');
    await ready;
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
    const network = await networkOf(page);
    await network.cut();
    expect(await page.evaluate('navigator.onLine')).toBe(false);
    await page.evaluate('allow()');
    await idle();
    expect(site.received).toEqual([]);
    await network.mend();
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

  it('finds the resource of the LCP behind a thousand others', async () => {
    await goto('/many');
    await lcpOf('/picture.jpg');
    await goto('/next');
    const final = await finalOf('/many');
    expect(part(final, 'resource-load-delay')).toBeGreaterThan(0);
    expect(part(final, 'resource-load-duration')).toBeGreaterThan(0);
  });
});
