import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import type { CDPSession } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { compareAnswers } from '../../../src/identity/compare-answers.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Answer, AnswerSet } from '../../../src/model/answers.ts';
import { SIDES, type Side } from '../../../src/model/deploy.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, measured, openLab, route } from '../../support/lab.ts';
import { heldUntil, html, serveSite, type Page, type Site } from '../../support/site.ts';

const SHAS = {
  base: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
  head: '0f1e2d3c4b5a69788796a5b4c3d2e1f001122334',
} as const;

type Headers = Readonly<Record<string, string | string[]>>;
type Pages = Readonly<Record<string, Page>>;

function answering(type: string, body: string | Buffer, headers: Headers = {}, status = 200): Page {
  return (_, response) => void response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}

const script = (text: string): Page => answering('text/javascript', text);
const json = (text: string): Page => answering('application/json', text);
const document = (body: string, headers: Headers = {}): Page => answering('text/html', html(body), headers);
const inline = (text: string): Page => document(`<h1>Shop</h1><script>${text}</script>`);
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const image = answering('image/gif', PIXEL);

const late = (isLate: boolean, text: string): Page => {
  return (_, response) => void setTimeout(() => response.end(text), isLate ? 150 : 0);
};

/** No network to speak of. */
const INSTANT = { ...FAST, name: 'instant', rttMs: 0, downKbps: 1e7, upKbps: 1e7 };

/** Asked for in both sides' visits of a case, where the answer differs from request to request. */
let requests = 0;

interface Case {
  readonly pages: (side: Side) => Pages;
  /** `same`, or why the route is measured: the reason, what it is, and the path that it is about. */
  readonly finds: string;
  readonly steps?: readonly Interaction[];
}

const CASES: Readonly<Record<string, Case>> = {
  'a-script-that-draws-an-image': {
    pages: () => ({
      '/': inline(
        'const img = new Image(); img.src = "/hero-" + Math.floor(Math.random() * 5) + ".gif"; document.body.append(img)',
      ),
      ...Object.fromEntries([0, 1, 2, 3, 4].map((hero) => [`/hero-${hero}.gif`, image])),
    }),
    finds: 'differs only on base /hero-0.gif',
  },
  'a-split-of-one-in-twenty': {
    pages: () => ({
      '/': inline('fetch(Math.random() < 0.05 ? "/b.json" : "/a.json")'),
      '/a.json': json('1'),
      '/b.json': json('1'),
    }),
    finds: 'differs only on base /b.json',
  },
  'a-draw-by-crypto': {
    pages: () => ({
      '/': inline('fetch(crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32 < 0.5 ? "/b.json" : "/a.json")'),
      '/a.json': json('1'),
      '/b.json': json('1'),
    }),
    finds: 'differs only on base /b.json',
  },
  'a-draw-in-a-worker': {
    pages: () => ({
      '/': inline('fetch("/held"); new Worker("/draws.js")'),
      '/draws.js': script('fetch(Math.random() < 0.5 ? "/b.json" : "/a.json")'),
      ...heldUntil({ '/a.json': json('1'), '/b.json': json('1') }),
    }),
    finds: 'differs only on base /b.json',
  },
  'random-ids-and-loops-that-draw': {
    pages: () => ({
      '/': inline(`const ids = new Set();
        while (ids.size < 200) ids.add(Math.random().toString(36).slice(2));
        let last = 0;
        for (let turns = 0; turns < 20; turns++) { let next; do next = Math.floor(Math.random() * 5); while (next === last); last = next; }
        const a = new Uint32Array(1); do crypto.getRandomValues(a); while (a[0] % 2 === 0);
        const uuids = new Set(Array.from({ length: 100 }, () => crypto.randomUUID()));
        for (const id of [...ids, ...uuids]) { const p = document.createElement('p'); p.id = id; document.body.append(p); }
        if (uuids.size === 100) fetch('/drawn.json')`),
      '/drawn.json': json('1'),
    }),
    finds: 'same',
  },
  'a-choice-by-the-hash-of-an-identifier': {
    pages: () => ({
      '/': inline('localStorage.setItem("visitor", crypto.randomUUID()); fetch("/variant.json").then((a) => a.text())'),
      '/variant.json': json('1'),
    }),
    finds: 'unseen storage',
  },
  'storage-that-is-the-same': {
    pages: () => ({
      '/': inline(
        'localStorage.setItem("theme", "dark"); sessionStorage.setItem("at", location.href); document.cookie = "a=1"',
      ),
    }),
    finds: 'same',
  },
  'html-with-the-time': {
    pages: () => ({ '/': (_, response) => void response.end(html(`<h1>It is ${requests++}</h1>`)) }),
    finds: 'differs body /',
  },
  'a-nonce': {
    pages: () => ({
      '/': (request, response) => {
        const nonce = String(requests++);
        const page = document(`<h1>Shop</h1><script nonce="${nonce}">1</script>`, {
          'content-security-policy': `script-src 'nonce-${nonce}'`,
        });
        if (typeof page === 'function') page(request, response);
      },
    }),
    finds: 'differs header content-security-policy /',
  },
  etags: {
    pages: (side) => ({ '/': document('<h1>Shop</h1>', { etag: `"${side}"` }) }),
    finds: 'same',
  },
  'a-header-of-a-cdn': {
    pages: (side) => ({ '/': document('<h1>Shop</h1>', { 'cf-ray': side }) }),
    finds: 'same',
  },
  'an-ab-cookie': {
    pages: (side) => ({ '/': document('<h1>Shop</h1>', { 'set-cookie': ['seen=1', `ab=${side}`] }) }),
    finds: 'differs cookie ab /',
  },
  'an-ab-cookie-for-http-only': {
    pages: (side) => ({ '/': document('<h1>Shop</h1>', { 'set-cookie': `ab=${side}; HttpOnly` }) }),
    finds: 'differs cookie ab /',
  },
  'a-service-worker': {
    pages: () => ({
      '/': inline('fetch("/held"); navigator.serviceWorker.register("/service.js")'),
      '/service.js': script('addEventListener("install", (event) => event.waitUntil(fetch("/installing")))'),
      ...heldUntil({ '/installing': json('1') }),
    }),
    finds: 'unseen service-worker /service.js',
  },
  'a-shared-worker': {
    pages: () => ({
      '/': inline('fetch("/held"); new SharedWorker("/shared.js")'),
      '/shared.js': script('fetch("/shared.json")'),
      ...heldUntil({ '/shared.json': json('1') }),
    }),
    finds: 'unseen worker /shared.js',
  },
  'a-worklet': {
    pages: () => ({
      '/': inline('new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule("/worklet.js")'),
      '/worklet.js': script('1'),
    }),
    finds: 'unseen worker',
  },
  'only-cache-control': {
    pages: (side) => ({
      '/': document('<h1>Shop</h1><script src="/cached.js"></script>'),
      '/cached.js': answering('text/javascript', '1', { 'cache-control': side === 'base' ? 'max-age=60' : 'no-store' }),
    }),
    finds: 'differs header cache-control /cached.js',
  },
  'only-a-policy': {
    pages: (side) => ({
      '/': document('<h1>Shop</h1>', { 'content-security-policy': side === 'base' ? 'img-src *' : "img-src 'self'" }),
    }),
    finds: 'differs header content-security-policy /',
  },
  'only-a-link-that-preloads': {
    pages: (side) => ({
      '/': document('<h1>Shop</h1>', side === 'base' ? {} : { link: '</early.css>; rel=preload; as=style' }),
      '/early.css': answering('text/css', 'a { color: red }'),
    }),
    finds: 'differs header link /',
  },
  'only-the-encoding': {
    pages: (side) => ({
      '/': document('<h1>Shop</h1><script src="/encoded.js"></script>'),
      '/encoded.js':
        side === 'base'
          ? answering('text/javascript', gzipSync('window.encoded = 1'), { 'content-encoding': 'gzip' })
          : script('window.encoded = 1'),
    }),
    finds: 'differs header content-encoding /encoded.js',
  },
  'only-a-file-after-a-click': {
    pages: (side) => ({
      '/': document(
        '<h1>Shop</h1><button id="go" onclick="fetch(\'/clicked.json\').then((a) => a.text())">Go</button>',
      ),
      '/clicked.json': json(`"${side}"`),
    }),
    steps: [{ action: 'click', selector: '#go' }],
    finds: 'differs body /clicked.json',
  },
  'only-a-font': {
    pages: (side) => ({
      '/': document(
        '<style>@font-face { font-family: a; src: url(/a.woff2) } h1 { font-family: a }</style><h1>Shop</h1>',
      ),
      '/a.woff2': answering('font/woff2', Buffer.from([0, 255, side.length, side === 'base' ? 1 : 2])),
    }),
    finds: 'differs body /a.woff2',
  },
  'only-a-script-of-a-worker': {
    pages: (side) => ({
      '/': inline('fetch("/held"); new Worker("/worker.js")'),
      '/worker.js': script('importScripts("/imported.js"); new Worker("/nested.js")'),
      '/imported.js': script(`"${side}"`),
      '/nested.js': script(`fetch("/nested.json").then((a) => a.text())`),
      ...heldUntil({ '/nested.json': json('1') }),
    }),
    finds: 'differs body /imported.js',
  },
  'only-a-frame-of-another-site': {
    pages: () => ({ '/': document(`<h1>Shop</h1><iframe src="${elsewhere}/frame" title="Frame"></iframe>`) }),
    finds: 'differs body /frame',
  },
  'files-with-other-hashes': {
    pages: (side) => {
      const [app, lazy, hero] =
        side === 'base' ? ['D_x8-3Yk', '0123abcd', '4567cdef'] : ['Bq2W9zL1', '89efabcd', 'cdef8901'];
      return {
        '/': document(
          `<h1>Shop</h1><img alt="" src="/assets/hero.${hero}.gif"><script type="module" src="/assets/app-${app}.js"></script>`,
          {
            link: `</assets/app-${app}.js>; rel=modulepreload`,
          },
        ),
        [`/assets/app-${app}.js`]: script(`const chunks = { 7: "${lazy}" }; import("/assets/" + chunks[7] + ".js")`),
        [`/assets/${lazy}.js`]: script(`import "./app-${app}.js"`),
        [`/assets/hero.${hero}.gif`]: image,
      };
    },
    finds: 'same',
  },
  'a-sha-in-the-html': {
    pages: (side) => ({
      '/': document(
        `<h1 data-sha="${SHAS[side]}">Shop</h1><script src="/app.js?v=${SHAS[side].slice(0, 8)}"></script>`,
        {
          'x-commit': SHAS[side],
        },
      ),
      '/app.js': script(`const release = "shop@${SHAS[side].slice(0, 12)}"`),
    }),
    finds: 'same',
  },
  'the-address-of-the-deploy': {
    pages: (side) => ({
      '/': (request, response) =>
        void response.end(
          html(
            `<h1>Shop</h1><link rel="canonical" href="http://${request.headers.host}/"><script src="//${request.headers.host}/own.js"></script>`,
          ),
        ),
      '/own.js': script(side === 'base' ? '1' : '1'),
    }),
    finds: 'same',
  },
  'a-query-like-a-hash': {
    pages: (side) => ({
      '/': document(`<h1>Shop</h1><img alt="" src="/logo.gif?v=${side === 'base' ? 'deadbeef12' : 'feedbeef34'}">`),
      '/logo.gif': image,
    }),
    finds: 'differs body /',
  },
  'another-order': {
    pages: (side) => {
      return {
        '/': inline(
          'for (const name of ["one", "two"]) fetch("/" + name).then((a) => a.text()).then(() => fetch("/after-" + name))',
        ),
        '/one': late(side === 'base', '1'),
        '/two': late(side === 'head', '2'),
        '/after-one': json('1'),
        '/after-two': json('2'),
      };
    },
    finds: 'same',
  },
  'an-event-stream': {
    pages: () => ({
      '/': inline('new EventSource("/events")'),
      '/events': (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n'),
    }),
    finds: 'unseen stream /events',
  },
  'a-connection-between-browsers': {
    pages: () => ({ '/': inline('new RTCPeerConnection()') }),
    finds: 'unseen stream',
  },
  'a-web-socket': {
    pages: () => ({ '/': inline('new WebSocket("ws://" + location.host + "/socket")') }),
    finds: 'unseen stream /socket',
  },
  'a-request-that-fails': {
    pages: () => ({
      '/': inline('fetch("/broken").catch(() => 1)'),
      '/broken': (request) => void request.socket.destroy(),
    }),
    finds: 'unseen failed-request /broken',
  },
  'a-request-that-a-policy-forbids': {
    pages: () => ({
      '/': document('<h1>Shop</h1><img alt="" src="http://other.example/a.gif">', {
        'content-security-policy': "img-src 'self'",
      }),
    }),
    finds: 'same',
  },
  'a-post-before-the-paint': {
    pages: () => ({
      '/': inline('fetch("/cart", { method: "POST", body: "1" }).then((a) => a.text())'),
      '/cart': json('1'),
    }),
    finds: 'not-repeatable POST /cart',
  },
  'a-get-that-a-click-leads-to': {
    pages: () => ({
      '/': document('<h1>Shop</h1><button id="add" onclick="fetch(\'/cart/add?id=1\')">Add</button>'),
      '/cart/add': answering('text/plain', '', {}, 204),
    }),
    steps: [{ action: 'click', selector: '#add' }],
    finds: 'not-repeatable GET /cart/add',
  },
  'a-beacon-after-the-paint': {
    pages: (side) => ({
      '/': inline(
        // A visit waits for the answer that the beacon follows, and so sees the beacon.
        `new PerformanceObserver(() => fetch('/then').then((a) => a.text()).then(() => navigator.sendBeacon('/beacon', '1')))
          .observe({ type: 'largest-contentful-paint', buffered: true })`,
      ),
      '/then': json('1'),
      '/beacon': json(`"${side}"`),
    }),
    finds: 'same',
  },
  'an-answer-that-never-ends': {
    pages: () => ({
      '/': inline('fetch("/endless").then((a) => a.text())'),
      '/endless': (_, response) => void response.writeHead(200).write('1'),
    }),
    finds: 'same',
  },
  'a-link-that-is-clicked': {
    pages: () => ({ '/': document('<h1>Shop</h1><a id="next" href="/elsewhere">Next</a>') }),
    steps: [{ action: 'click', selector: '#next' }],
    finds: 'same',
  },
  'what-is-fetched-ahead': {
    pages: (side) => ({
      '/': document(
        '<h1>Shop</h1><script type="speculationrules">{ "prefetch": [{ "urls": ["/ahead"], "eagerness": "immediate" }] }</script><link rel="prefetch" href="/ahead.js"><script>fetch("/held"); fetch("/held-too")</script>',
      ),
      ...heldUntil({ '/ahead': document('<h1>Next</h1>', { 'x-side': side }) }),
      ...heldUntil({ '/ahead.js': script('1') }, '/held-too'),
    }),
    finds: 'differs header x-side /ahead',
  },
};

let lab: Lab;
let other: Site;
let elsewhere = '';

beforeAll(async () => {
  lab = await openLab({ unquietMs: 20_000 });
  other = await serveSite({
    '/frame': (request, response) => void response.end(html(`<p>${new URL(request.headers.referer ?? '').port}</p>`)),
  });
  elsewhere = other.url.replace('127.0.0.1', 'localhost');
});
afterAll(async () => {
  await lab.close();
  await other.close();
});

interface Collected extends AnswerSet {
  /** What the deploy was asked for, as `METHOD PATH`. */
  readonly asked: readonly string[];
}

async function collect(
  side: Side,
  pages: Pages,
  steps: readonly Interaction[] = [],
  { condition = FAST, by = lab } = {},
): Promise<Collected> {
  const asked: string[] = [];
  const counted = Object.entries(pages).map(([path, page]): [string, Page] => [
    path,
    (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (typeof page === 'string') response.end(page);
      else page(request, response);
    },
  ]);
  const site = await serveSite(Object.fromEntries(counted));
  try {
    const kept: AnswerSet[] = [];
    const lean = side === 'base' ? 'low' : 'high';
    const collecting = {
      lean,
      shas: Object.values(SHAS),
      keep: (answers: AnswerSet) => void kept.push(answers),
    } as const;
    const lane = SIDES.indexOf(side);
    measured(await by.visit(route('/', steps), condition, site, { lane, collect: collecting }));
    const [set] = kept;
    if (set === undefined) throw new Error('nothing was collected');
    return { ...set, asked };
  } finally {
    await site.close();
  }
}

function found(base: AnswerSet, head: AnswerSet): string {
  const compared = compareAnswers(base, head);
  if (compared.kind === 'same') return 'same';
  const { because, what, url } = compared;
  return [because, what, url === null ? null : new URL(url).pathname].filter((part) => part !== null).join(' ');
}

describe('of what both sides were served', () => {
  it.concurrent.each(Object.entries(CASES))('%s is told apart or not', async (_, { pages, steps, finds }) => {
    const [base, head] = await Promise.all(SIDES.map((side) => collect(side, pages(side), steps)));
    if (base === undefined || head === undefined) throw new Error('a side is missing');
    expect(found(base, head)).toBe(finds);
    expect([...unseen(base), ...unseen(head)]).toEqual([]);
  });
});

describe('a visit that collects', () => {
  it('knows the cookies that were sent, those that no script can read among them', async () => {
    const own = '/own.json';
    const { answers } = await collect('base', {
      '/': document(`<h1>Shop</h1><script>fetch("${own}")</script>`, { 'set-cookie': ['a=1', 'b=2; HttpOnly'] }),
      [own]: json('1'),
    });
    const sent = answers.find(({ key }) => key === own)?.requestHeaders;
    expect(sent?.['cookie']).toBe('a=1; b=2');
    expect(sent?.['user-agent']).not.toContain('Headless');
  });

  it('knows what was requested before the paint of the page that a soft navigation leads to', async () => {
    const { answers } = await collect(
      'base',
      {
        '/': inline(`const a = document.createElement('button'); a.id = 'go'; a.textContent = 'Go'; document.body.append(a);
          a.onclick = async () => {
            history.pushState({}, '', '/product');
            await (await fetch('/before.json')).text();
            document.body.innerHTML = '<h1>Product</h1><p>' + 'A long text '.repeat(40) + '</p>';
            new PerformanceObserver(() => fetch('/then').then(() => fetch('/after.json')).then((b) => b.text()))
              .observe({ type: 'interaction-contentful-paint' });
          }`),
        '/before.json': json('1'),
        '/then': json('1'),
        '/after.json': json('1'),
      },
      [{ action: 'navigate', kind: 'soft', selector: '#go' }],
    );
    const before = Object.fromEntries(answers.map(({ key, isBeforeLcp }) => [key, isBeforeLcp]));
    expect(before).toMatchObject({ '/': true, '/before.json': true, '/after.json': false });
  });

  it('ends on a page that requests without end, and says that it was busy', async () => {
    const page = inline(`let sent = 0;
      const ask = async () => { for (;;) await (await fetch('/' + sent++ % 10)).text(); };
      for (let each = 0; each < 6; each++) ask();`);
    const tens = Array.from({ length: 10 }, (_, ten): [string, Page] => [`/${ten}`, json(String(ten))]);
    const by = await openLab({ unquietMs: 2000 });
    const how = { condition: INSTANT, by };
    const { answers, obstacles } = await collect('base', { '/': page, ...Object.fromEntries(tens) }, [], how);
    await by.close();
    expect(answers.length).toBeLessThanOrEqual(5000);
    expect(obstacles.map(({ kind }) => kind)).toContain('not-settled');
  });

  it('does not ask Chrome for a body of 100 MB', async () => {
    const session = await (await lab.browser.pages())[0]?.createCDPSession();
    const sent = vi.spyOn(Object.getPrototypeOf(session) as CDPSession, 'send');
    const chunk = Buffer.alloc(1 << 20);
    const huge: Page = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      Readable.from(Array<Buffer>(100).fill(chunk)).pipe(response);
    };
    const { answers } = await collect(
      'base',
      { '/': inline('fetch("/huge").then(async (a) => { for await (const _ of a.body); })'), '/huge': huge },
      [],
      { condition: INSTANT },
    );
    expect(answers.find(({ key }) => key === '/huge')?.body).toBeNull();
    // That of the document alone.
    expect(sent.mock.calls.filter(([method]) => method === 'Network.getResponseBody')).toHaveLength(1);
    vi.restoreAllMocks();
  });
});

/** What reached the server and is no answer, though the set does not say that it is not whole; or the other way around. */
function unseen({ answers, obstacles, asked }: Collected): string[] {
  if (obstacles.length > 0) return [];
  const seen = answers.filter(({ isSameOrigin, status }) => isSameOrigin && status > 0).map(lineOf);
  return [...difference(asked, seen), ...difference(seen, asked)];
}

function difference(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function lineOf({ method, url }: Answer): string {
  const { pathname, search } = new URL(url);
  return `${method} ${pathname}${search}`;
}
