import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Identity } from '../../src/model/identity.ts';
import { repository } from '../deploys/repository.ts';
import { vitalsGate, workspace, type ProcessResult, type Workspace } from '../support/gate.ts';
import { html, serveSite, type Page, type Site } from '../support/site.ts';

const HERO = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400"/></svg>`;
const SCRIPT = `fetch('/api/price').then((answer) => answer.text()).then((text) => (document.querySelector('#price').textContent = text));`;
const PAGES: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/home': ['text/html', html('<h1>Home</h1><p id="price"></p>', '<script src="/app.js" defer></script>')],
  '/list': [
    'text/html',
    html('<img src="/hero.svg" alt=""><p id="price"></p>', '<script src="/app.js" defer></script>'),
  ],
  '/item': ['text/html', html('<h1>An item</h1><p>It is the same as ever.</p>')],
  '/app.js': ['text/javascript', SCRIPT],
  '/hero.svg': ['image/svg+xml', HERO],
  '/api/price': ['text/plain', '12.50'],
};

const ROUTES = ['home', 'list', 'item'];
/** How much later head may be: what a busy machine adds to a single visit is not what is tested here. */
const config = (increase: string): string => `routes:
${ROUTES.map((name) => `  - { name: ${name}, path: /${name}, conditions: [fast] }`).join('\n')}
conditions: { fast: { extends: desktop, rtt: 20 ms, down: 50000 kbit/s } }
budgets: { lcp: { max: 60 s, max-increase: [5 %, ${increase}] }, cls: { max-increase: 0.02 } }
settle: 100 ms
`;
const SAME = config('5 s');

/** Its page and its headers name the commit. */
const SERVER = `
const sha = process.argv[3];
const page = '<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><meta name="commit" content="' + sha + '"><h1>A shop</h1></html>';
require('http').createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html', 'x-deploy-sha': sha }).end(page))
  .listen(Number(process.argv[2]), '127.0.0.1');
`;
const WORKTREE = `deploys:
  worktree: { serve: 'node server.js {port} "$(git rev-parse HEAD)"' }
  verify: { header: x-deploy-sha }
routes: [{ name: home, path: /, conditions: [desktop] }]
budgets: { lcp: { max-increase: [5 %, 5 s] } }
settle: 100 ms
`;

/** A shop in which some paths take longer, ms. */
function shop(delays: Readonly<Record<string, number>> = {}): Promise<Site> {
  const pages = Object.entries(PAGES).map(([url, [type, body]]): [string, Page] => [
    url,
    (_, response) => {
      const answer = (): void => void response.writeHead(200, { 'content-type': type }).end(body);
      setTimeout(answer, 5 + (delays[url] ?? 0));
    },
  ]);
  return serveSite(Object.fromEntries(pages));
}

let base: Site;
let same: Site;
let work: Workspace;
const others: Site[] = [];
beforeAll(async () => {
  base = await shop();
  same = await shop();
});
afterAll(async () => {
  await base.close();
  await same.close();
});
beforeEach(async () => {
  work = await workspace();
});
afterEach(async () => {
  for (const site of others.splice(0)) await site.close();
  await work.remove();
});

async function headWith(delays: Readonly<Record<string, number>>): Promise<Site> {
  const site = await shop(delays);
  others.push(site);
  return site;
}

const gate = (...args: string[]): Promise<ProcessResult> =>
  vitalsGate(work.folder, ['run', '--lighthouse', 'never', ...args]);
const compare = (head: Site, ...args: string[]): Promise<ProcessResult> =>
  gate('--base-url', base.url, '--head-url', head.url, ...args);

interface Written {
  readonly type: string;
  readonly route?: string;
  readonly block?: number;
  readonly identity?: Identity;
}

async function records(type: string): Promise<Written[]> {
  const lines = (await work.read('vitals-gate-out/samples.ndjson')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Written).filter((record) => record.type === type);
}

/** What each route came to: `identical`, or why it is measured and where. */
async function identities(): Promise<Record<string, string>> {
  const found = (await records('identity')).map(({ route = '', identity }): [string, string] => {
    if (identity?.kind !== 'measured') return [route, 'identical'];
    const where = identity.url === null ? '' : ` ${new URL(identity.url).pathname}`;
    return [route, `${identity.because}${where}`];
  });
  return Object.fromEntries(found);
}

describe('base and head that serve the same', () => {
  it('pass without a block, and are judged alike from the record', async () => {
    await work.write('vitals-gate.yml', SAME);
    const { exitCode, stdout, stderr } = await compare(same);
    expect(await identities(), stderr).toEqual({ home: 'identical', list: 'identical', item: 'identical' });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('all 3 routes serve identical bytes');
    expect((await records('visit')).every(({ block }) => block === -1)).toBe(true);
    const { skipped, budgets } = await work.result();
    expect(skipped?.routes.map(({ route }) => route)).toEqual(ROUTES);
    expect(new Set(budgets.map(({ verdict, reason }) => `${verdict} ${reason}`))).toEqual(
      new Set(['pass identical-bytes']),
    );
    const before = await work.read('vitals-gate-out/result.json');
    expect(await vitalsGate(work.folder, ['judge', 'vitals-gate-out'])).toMatchObject({ exitCode: 0 });
    expect(await work.read('vitals-gate-out/result.json')).toBe(before);
  });

  it('are decided at once where the gate itself serves both as folders', async () => {
    for (const side of ['base', 'head']) {
      await mkdir(path.join(work.folder, side, 'item'), { recursive: true });
      await writeFile(path.join(work.folder, side, 'item/index.html'), PAGES['/item']?.[1] ?? '');
    }
    await cp(path.join(work.folder, 'base'), path.join(work.folder, 'head'), { recursive: true });
    const deploys = 'deploys: { base: { static: ./base }, head: { static: ./head } }\n';
    await work.write('vitals-gate.yml', deploys + SAME);
    expect(await gate('--route', 'item')).toMatchObject({ exitCode: 0 });
    const [record] = await records('identity');
    expect(record?.identity).toMatchObject({ kind: 'identical', replay: null });
  });
});

it('two commits that are built and served from their own checkouts serve the same, whatever their SHAs', async () => {
  const repo = await repository('a shop');
  try {
    await repo.write({ 'vitals-gate.yml': WORKTREE });
    const first = await repo.commit('base', { 'server.js': SERVER });
    const second = await repo.commit('only words', { 'README.md': 'A shop.' });
    const { exitCode, stdout, stderr } = await vitalsGate(repo.folder, [
      'run',
      '--base-sha',
      first,
      '--head-sha',
      second,
    ]);
    expect(exitCode, stderr).toBe(0);
    expect(stdout, stderr).toContain('the only route serves identical bytes');
  } finally {
    await repo.remove();
  }
});

/** By its first visit, which names no response, or by the replay. On a busy machine another response may be found before it. */
const SLOWER: unknown = expect.stringMatching(/^slower(?: \/|$)/);

/** The document, and that it is red then, see `decisions.test.ts`. */
describe('head that serves the same bytes later', () => {
  it.each([
    ['an image', '/hero.svg', 'list'],
    ['what a script fetches', '/api/price', 'home'],
  ])('is measured where it is %s', async (_, url, route) => {
    await work.write('vitals-gate.yml', `${config('200 ms')}max-minutes: 0.001\n`);
    await compare(await headWith({ [url]: 500 }), '--route', route);
    expect(await identities()).toEqual({ [route]: SLOWER });
  });
});
