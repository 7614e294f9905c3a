import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PRESETS } from '../../../src/config/conditions/presets.ts';
import { explain } from '../../../src/explain/lighthouse.ts';
import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { Lab } from '../../../src/lab/lab.ts';
import type { Side } from '../../../src/model/deploy.ts';
import type { Explanation } from '../../../src/model/report.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

/** Padded: Chrome takes no image for the largest paint that has too few bytes for its size. */
const HERO = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><!--${'x'.repeat(20_000)}-->
  <rect width="400" height="300" fill="teal"/></svg>`;

const image: Page = (_, response) =>
  void response.writeHead(200, { 'content-type': 'image/svg+xml', 'set-cookie': 'sid=secret' }).end(HERO);

/** The sides whose page was asked for, and what is done then. */
const asked: Side[] = [];
let whenAsked = (): void => undefined;
const page =
  (side: Side, text: string): Page =>
  (_, response) => {
    asked.push(side);
    whenAsked();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
  };

/** The same page twice; on head a script inserts the hero image. */
const BASE: Record<string, Page> = {
  '/p/1': page(
    'base',
    html('<h1>Shoes</h1><img id="hero" src="/hero.svg?token=secret" width="400" height="300" alt="">'),
  ),
  '/hero.svg': image,
};
const HEAD: Record<string, Page> = {
  '/p/1': page(
    'head',
    html(`<h1>Shoes</h1><div id="gallery"></div><script>
    setTimeout(() => {
      const hero = Object.assign(new Image(400, 300), { id: 'hero', src: '/hero.svg?token=secret' });
      document.querySelector('#gallery').append(hero);
    }, 300);
  </script>`),
  ),
  '/hero.svg': image,
};

interface RequestItem {
  url: string;
  networkRequestTime: number;
  networkEndTime: number;
}

const condition = PRESETS.mobile;
let lab: Lab;
let base: Site;
let head: Site;
let out: string;
beforeAll(async () => {
  const signal = new AbortController().signal;
  const chromePath = await findChrome(null, process.env);
  lab = await Lab.open({ chromePath, env: process.env, settleMs: 200, signal, log: () => undefined }, [condition]);
  [base, head] = [await serveSite(BASE), await serveSite(HEAD)];
  out = mkdtempSync(path.join(tmpdir(), 'vitals-gate-explain-'));
});
afterAll(async () => {
  await lab.close();
  await base.close();
  await head.close();
  rmSync(out, { recursive: true, force: true });
});

function explained(
  baseUrl: string | null,
  headUrl: string,
  signal = new AbortController().signal,
): Promise<Explanation> {
  for (const url of [baseUrl, headUrl]) if (url !== null) lab.admit(url);
  return explain({
    browser: lab.browser,
    proxyPort: lab.proxyPort(condition),
    route: { name: 'product / 1', path: '/p/1?session=secret' },
    condition,
    base: baseUrl === null ? null : { side: 'base', sha: null, url: baseUrl },
    head: { side: 'head', sha: null, url: headUrl },
    metrics: ['lcp'],
    out,
    signal,
  });
}

describe('Lighthouse on both sides', () => {
  it('says what got worse, and leaves two reports without secrets', async () => {
    const { insights, reports, failure } = await explained(base.url, head.url);
    expect(failure).toBeNull();
    expect(insights.find(({ id }) => id === 'lcp-discovery-insight')?.head).toContain(
      '✗ Request is discoverable in initial document',
    );
    expect(reports.base).toMatch(/^lighthouse\/product-1-[0-9a-f]{6}-mobile-base\.html$/);

    const files = readdirSync(path.join(out, 'lighthouse'));
    expect(files.map((file) => file.replace(/-[0-9a-f]{6}-/, '-')).toSorted()).toEqual([
      'product-1-mobile-base.html',
      'product-1-mobile-base.json',
      'product-1-mobile-head.html',
      'product-1-mobile-head.json',
    ]);
    for (const file of files) expect(readFileSync(path.join(out, 'lighthouse', file), 'utf8')).not.toContain('secret');
  });

  it('sees the network of the condition, and errs in no audit', () => {
    const file = readdirSync(path.join(out, 'lighthouse')).find((name) => name.endsWith('head.json')) ?? '';
    const lhr = JSON.parse(readFileSync(path.join(out, 'lighthouse', file), 'utf8')) as {
      configSettings: { throttlingMethod: string };
      audits: Record<string, { id: string; scoreDisplayMode: string; details?: { items?: RequestItem[] } }>;
    };
    const audits = Object.values(lhr.audits);
    expect(audits.filter(({ scoreDisplayMode }) => scoreDisplayMode === 'error')).toEqual([]);
    expect(audits.filter(({ id }) => id.endsWith('-insight')).length).toBeGreaterThan(10);
    const requests = (lhr.audits['network-requests']?.details?.items ?? []).filter(({ url }) =>
      url.startsWith(head.url),
    );
    expect(requests.length).toBeGreaterThan(1);
    for (const { networkRequestTime, networkEndTime } of requests)
      expect(networkEndTime - networkRequestTime).toBeGreaterThan(0.9 * condition.rttMs);
    // What shapes it is the lab alone.
    expect(lhr.configSettings.throttlingMethod).toBe('provided');
  });
});

describe('Lighthouse that fails', () => {
  it('is a reason, never an error', async () => {
    const { insights, reports, failure } = await explained(null, 'http://127.0.0.1:9');
    expect({ insights, reports }).toEqual({ insights: [], reports: { base: null, head: null } });
    expect(failure).toMatch(/^Lighthouse failed on head: .+\.$/);
  });

  it('stops when the run is stopped, and does not go on to head', async () => {
    const controller = new AbortController();
    asked.length = 0;
    whenAsked = () => controller.abort(new Error('stopped'));
    await expect(explained(base.url, head.url, controller.signal)).rejects.toThrow('stopped');
    expect(asked).toEqual(['base']);
  });
});
