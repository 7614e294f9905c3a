import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { compareAnswers } from '../../src/identity/compare-answers.ts';
import type { Answer } from '../../src/model/answers.ts';
import type { Identity } from '../../src/model/identity.ts';
import type { ReplayOptions } from '../../src/replay/replayer.ts';
import { answer } from '../identity/answers.ts';
import type { Page } from '../support/site.ts';
import { got, replayerOf, routeOf, visitsTo, withSites, type Sites } from './sites.ts';

const text: Page = (_, response) => void response.end('hello');
const page = got('/', { kind: 'document' });
const after =
  (ms: number): Page =>
  (_, response) =>
    void setTimeout(() => response.end('hello'), ms);

interface Case {
  readonly pages: Readonly<Record<string, Page>>;
  readonly onHead?: Readonly<Record<string, Page>>;
  readonly answers?: readonly Answer[];
  readonly options?: Partial<ReplayOptions>;
  readonly toleranceMs?: number;
  readonly countsBytes?: boolean;
}

function identityOf({ pages, onHead = {}, answers = [page], options = {}, ...rest }: Case): Promise<Identity> {
  return withSites(pages, onHead, (sites) =>
    replayerOf(sites, options).identityOf({ ...routeOf(sites, answers), ...rest }),
  );
}

const after20 = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => response.end('hello', resolve), 20);
  });

const headAfter =
  (headMs: number): Page =>
  (_, response) => {
    setTimeout(() => {
      response.flushHeaders();
      setTimeout(() => response.end('hello'), 100 - headMs);
    }, headMs);
  };

const inTwo =
  (firstMs: number): Page =>
  (_, response) => {
    setTimeout(() => {
      response.write('<head>'.repeat(20));
      setTimeout(() => response.end('<body>'.repeat(20)), 100 - firstMs);
    }, firstMs);
  };

let count = 0;
const changing: Page = (_, response) => void response.end(String((count += 1)));
const failing: Page = (_, response) => void response.writeHead((count += 1) % 20 === 0 ? 500 : 200).end();

const drawn =
  (name: string): Page =>
  (_, response) =>
    void response.writeHead(200, { [name]: `id=${Math.random()}` }).end('hello');

/** What is said of two visits whose answers have these headers, after asking again. */
async function explained(pages: Case['pages'], onHead: Case['pages'], headers: [Answer['headers'], Answer['headers']]) {
  return withSites(pages, onHead, async (sites) => {
    const [base, head] = headers.map((each) => ({ ...answerOf('hello'), headers: each }));
    if (base === undefined || head === undefined) throw new Error('two sides');
    const visits = visitsTo(sites, [base], [head]);
    const found = compareAnswers(visits.base, visits.head);
    if (found.kind === 'same') throw new Error('the visits do not differ');
    return replayerOf(sites).explained(found, visits);
  });
}

const endless: Page = (_, response) => void response.write('for ever');

const redirect: Page = (request, response) =>
  void response.writeHead(302, { location: '/home' }).end(`moved to ${request.headers.host}`);

const known: Page = (request, response) =>
  void response.writeHead(request.headers['if-none-match'] === undefined ? 200 : 304).end('hello');

/** The same servers under names that a host map leads to. */
function remote(sites: Sites) {
  const named: Sites = {
    base: { ...sites.base, url: 'http://base.example' },
    head: { ...sites.head, url: 'http://head.example' },
  };
  const hosts = {
    base: { 'base.example': new URL(sites.base.url).host },
    head: { 'head.example': new URL(sites.head.url).host },
  };
  return { named, hosts };
}

const script = (referer: string): Answer => got('/a.js', { requestHeaders: { referer } });

test('two servers that answer the same in the same time are identical', async () => {
  const result = await identityOf({ pages: { '/': text, '/a.js': text }, answers: [page, got('/a.js')] });
  expect(result).toMatchObject({
    kind: 'identical',
    responses: 2,
    replay: { urls: ['/', '/a.js'], sums: [[0, 1]], toleranceMs: 1000 },
  });
  const blocks = result.kind === 'identical' ? (result.replay?.blocks ?? []) : [];
  expect(blocks.length === 6 || blocks.length === 12).toBe(true);
  for (const block of blocks)
    expect(block.map(({ side }) => side).toSorted()).toEqual(['base', 'base', 'head', 'head']);
  expect(new Set(blocks.map((block) => block.map(({ side }) => side).join())).size).toBeGreaterThan(1);
});

test('a response that head answers later is found', async () => {
  const pages = { '/': text, '/a.js': text };
  const answers = [page, got('/a.js')];
  const result = await identityOf({ pages, onHead: { '/a.js': after(150) }, answers, toleranceMs: 100 });
  expect(result).toMatchObject({ kind: 'measured', because: 'slower', side: 'head' });
});

test('a document whose beginning waits for its end is slower, although it ends at the same time', async () => {
  const result = await identityOf({ pages: { '/': inTwo(0) }, onHead: { '/': inTwo(95) }, toleranceMs: 50 });
  expect(result).toMatchObject({ because: 'slower', url: '/' });
});

test('a document whose head waits for its body is slower, although its body comes at the same time', async () => {
  const result = await identityOf({ pages: { '/': headAfter(0) }, onHead: { '/': headAfter(95) }, toleranceMs: 50 });
  expect(result).toMatchObject({ because: 'slower', url: '/' });
});

test('a head that answers one request at a time is slower, although it takes as long for each alone', async () => {
  const paths = ['/1', '/2', '/3', '/4', '/5', '/6'];
  let last = Promise.resolve();
  const queued: Page = (_, response) => {
    last = last.then(() => after20(response));
  };
  const result = await identityOf({
    pages: Object.fromEntries(paths.map((path) => [path, after(20)])),
    onHead: Object.fromEntries(paths.map((path) => [path, queued])),
    answers: paths.map((path) => got(path)),
    toleranceMs: 60,
  });
  expect(result).toMatchObject({ because: 'slower', side: 'head' });
});

describe('an answer that is not what it was', () => {
  test('varies, on the side where it changes', async () => {
    const result = await identityOf({ pages: { '/': text }, onHead: { '/': changing }, answers: [answerOf('hello')] });
    expect(result).toMatchObject({ because: 'varies', side: 'head', url: '/', what: 'body' });
  });

  test('varies where it is constant, but Chrome was served something else', async () => {
    const result = await identityOf({ pages: { '/': text }, answers: [answerOf('good morning')] });
    expect(result).toMatchObject({ because: 'varies', side: 'base', url: '/', what: 'body' });
  });

  test('varies by its status', async () => {
    expect(await identityOf({ pages: { '/': failing } })).toMatchObject({ because: 'varies', what: 'status' });
  });

  test.each([429, 503])(
    'is not asked for again after a %i, and neither is what other routes ask for',
    async (status) => {
      let asked = 0;
      const limited: Page = (_, response) => void response.writeHead((asked += 1) > 5 ? status : 200).end();
      await withSites({ '/': limited }, {}, async (sites) => {
        const replayer = replayerOf(sites);
        const what = `asked again, it is answered with status ${status}`;
        expect(await replayer.identityOf(routeOf(sites, [page]))).toMatchObject({
          because: 'unreadable',
          url: '/',
          what,
        });
        expect(asked).toBe(6);
        const other = await replayer.identityOf(routeOf(sites, [page]));
        expect(other).toMatchObject({ because: 'unreadable', what: 'a deploy refuses so many requests' });
        expect(asked).toBe(6);
      });
    },
  );

  test('differs between the sides, where Chrome could not tell', async () => {
    const result = await identityOf({ pages: { '/': text }, onHead: { '/': 'hullo' } });
    expect(result).toMatchObject({ because: 'differs', side: null, url: '/', what: 'body' });
  });

  test('is not asked for in the text that comes with a redirect, which may name the deploy', async () => {
    const nothing = { raw: rawOf(''), stable: rawOf('') };
    const hop = got('/', { kind: 'document', status: 302, body: nothing });
    const result = await identityOf({ pages: { '/': redirect, '/home': text }, answers: [hop, got('/home')] });
    expect(result.kind).toBe('identical');
  });

  test('is a whole one where Chrome knew it already', async () => {
    const again = got('/', {
      kind: 'document',
      status: 304,
      requestHeaders: { 'if-none-match': '"x"' },
      body: { raw: rawOf(''), stable: rawOf('') },
    });
    expect((await identityOf({ pages: { '/': known }, answers: [again] })).kind).toBe('identical');
  });
});

test('the same body that is compressed less differs in its size', async () => {
  const body = Array.from({ length: 2000 }, (_, index) => `line ${index * 7919} `).join('');
  const gzipped =
    (level: number): Page =>
    (_, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body, { level }));
  const result = await identityOf({ pages: { '/': gzipped(9) }, onHead: { '/': gzipped(1) } });
  expect(result).toMatchObject({ because: 'differs', url: '/', what: 'transfer size' });
});

const padded =
  (bytes: number, isDeclared: boolean): Page =>
  (_, response) => {
    const body = gzipWith(bytes, 'hello');
    response.writeHead(200, { 'content-encoding': 'gzip', ...(isDeclared ? { 'content-length': body.length } : {}) });
    response.write(body.subarray(0, 1));
    response.end(body.subarray(1));
  };
const sizes = (base: Page, head: Page, countsBytes = false): Promise<Identity> =>
  identityOf({ pages: { '/': base }, onHead: { '/': head }, countsBytes });

describe('an equal body', () => {
  const differs = { because: 'differs', what: 'transfer size' };

  test('has the same length, where a side knows it before', async () => {
    expect(await sizes(padded(0, true), padded(1, true))).toMatchObject(differs);
    expect(await sizes(padded(0, true), padded(1, false))).toMatchObject(differs);
  });

  test('may be compressed a little differently with each answer, unless a budget counts bytes', async () => {
    expect(await sizes(padded(0, false), padded(64, false))).toMatchObject({ kind: 'identical' });
    expect(await sizes(padded(0, false), padded(65, false))).toMatchObject(differs);
    expect(await sizes(padded(0, false), padded(1, false), true)).toMatchObject(differs);
    expect(await sizes(padded(1, false), padded(0, false), true)).toMatchObject({ kind: 'identical' });
  });
});

test('an answer that does not end is unreadable, and so are answers that take too long together', async () => {
  const limits = { answerMs: 4000, routeMs: 50_000 };
  expect(await identityOf({ pages: { '/': text }, onHead: { '/': endless }, options: { limits } })).toEqual({
    kind: 'measured',
    because: 'unreadable',
    url: '/',
    side: 'head',
    what: 'it does not end within 4 s',
  });
  const slow = { pages: { '/': after(60) }, options: { limits: { answerMs: 5000, routeMs: 300 } } };
  expect(await identityOf(slow)).toMatchObject({ because: 'unreadable', url: '/' });
});

test('a host that may not be reached is not asked', async () => {
  await withSites({ '/': text }, {}, async (sites) => {
    const before = count;
    await withSites({ '/': changing }, {}, async (other) => {
      const route = routeOf({ base: other.base, head: other.head }, [page]);
      expect(await replayerOf(sites).identityOf(route)).toMatchObject({
        because: 'unreadable',
        what: 'its host may not be reached',
      });
      expect(count).toBe(before);
    });
  });
});

test('a host is asked where the host map says, by its own name', async () => {
  let host: string | undefined;
  const noting: Page = (request, response) => {
    ({ host } = request.headers);
    response.end('hello');
  };
  await withSites({ '/': noting }, {}, async (sites) => {
    const { named, hosts } = remote(sites);
    const result = await replayerOf(named).identityOf({ ...routeOf(named, [page]), hosts });
    expect(result.kind).toBe('identical');
    expect(host).toMatch(/^(?:base|head)\.example$/);
  });
});

describe('requests', () => {
  const paths = Array.from({ length: 20 }, (_, at) => `/${at}`);
  const answers = paths.map((path) => got(path));

  test.each([
    ['on this machine', (sites: Sites) => ({ named: sites, hosts: undefined })],
    ['on remote hosts', remote],
  ])('are sent up to six at a time, as Chrome does, to servers %s', async (_, where) => {
    let [under, most] = [0, 0];
    const counting: Page = (__, response) => {
      most = Math.max(most, (under += 1));
      setTimeout(() => response.end('hello', () => (under -= 1)), 2);
    };
    await withSites(Object.fromEntries(paths.map((path) => [path, counting])), {}, async (sites) => {
      const { named, hosts } = where(sites);
      const route = { ...routeOf(named, answers), ...(hosts === undefined ? {} : { hosts }) };
      expect((await replayerOf(named).identityOf(route)).kind).toBe('identical');
      expect(most).toBe(6);
    });
  });

  test('that vary are found among others under way', async () => {
    const pages = Object.fromEntries(paths.map((path) => [path, after(10)]));
    await withSites(pages, { '/3': changing }, async (sites) => {
      const { named, hosts } = remote(sites);
      const result = await replayerOf(named).identityOf({ ...routeOf(named, answers), hosts });
      expect(result).toMatchObject({ because: 'differs', url: '/3' });
      const seen = answers.map((each) => (each.key === '/3' ? got('/3', { body: null }) : each));
      const route = routeOf(named, seen);
      const settled = { ...route.same, pairs: route.same.pairs.map((pair) => ({ ...pair, isUnsettled: false })) };
      expect(await replayerOf(named).identityOf({ ...route, same: settled, hosts })).toMatchObject({
        because: 'varies',
        url: '/3',
        side: 'head',
      });
    });
  });
});

test('what a route asks for that another one asked for before is not asked again, however often a page does', async () => {
  const asked: string[] = [];
  const counting: Page = (request, response) => {
    asked.push(`${request.url} ${request.headers.referer}`);
    response.end('hello');
  };
  await withSites({ '/': counting, '/two': counting, '/a.js': counting }, {}, async (sites) => {
    const replayer = replayerOf(sites);
    const first = routeOf(sites, [page, script('/'), script('/')]);
    const second = routeOf(sites, [got('/two', { kind: 'document' }), script('/two')]);
    const results = [await replayer.identityOf(first), await replayer.identityOf(second)];
    expect(results.map(({ kind }) => kind)).toEqual(['identical', 'identical']);
    const counts = Map.groupBy(asked, (request) => request);
    expect(counts.get('/a.js /two')).toBeUndefined();
    expect(counts.get('/a.js /')?.length).toBe(counts.get('/ undefined')?.length);
  });
});

test('it ends with the run', async () => {
  const stop = new AbortController();
  const hung: Page = () => stop.abort(new Error('the run was cancelled'));
  await expect(identityOf({ pages: { '/': hung }, options: { signal: stop.signal } })).rejects.toThrow(
    'the run was cancelled',
  );
});

describe('a difference between base and head', () => {
  test.each([
    ['set-cookie', 'cookie id'],
    ['content-security-policy', 'header content-security-policy'],
  ])('in %s varies, where one side alone draws it', async (name, what) => {
    const headers: [Answer['headers'], Answer['headers']] = [[[name, 'id=0']], [[name, 'id=1']]];
    expect(await explained({ '/': text }, { '/': drawn(name) }, headers)).toMatchObject({
      because: 'varies',
      side: 'head',
      url: '/',
      what,
    });
  });

  test('stays one where each side always answers the same, or only varies in something else', async () => {
    const headers: [Answer['headers'], Answer['headers']] = [[['vary', 'accept']], [['vary', 'cookie']]];
    const differs = { because: 'differs', side: null, what: 'header vary' };
    expect(await explained({ '/': text }, {}, headers)).toMatchObject(differs);
    expect(await explained({ '/': text }, { '/': drawn('set-cookie') }, headers)).toMatchObject(differs);
  });

  test('stays one where the request cannot be sent again', async () => {
    await withSites({}, {}, async (sites) => {
      const visits = visitsTo(sites, [answerOf('hello')], [answerOf('hello'), got('/more')]);
      const found = compareAnswers(visits.base, visits.head);
      if (found.kind === 'same') throw new Error('the visits do not differ');
      expect(await replayerOf(sites).explained(found, visits)).toBe(found);
    });
  });
});

/** Gzip with a file name of so many bytes in its head (RFC 1952, section 2.3). */
function gzipWith(nameBytes: number, body: string): Buffer {
  const plain = gzipSync(body);
  if (nameBytes === 0) return plain;
  const name = Buffer.concat([Buffer.alloc(nameBytes - 1, 'a'), Buffer.from([0])]);
  return Buffer.concat([plain.subarray(0, 3), Buffer.from([8]), plain.subarray(4, 10), name, plain.subarray(10)]);
}

function rawOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** The page as Chrome was served it. */
function answerOf(body: string): Answer {
  return answer('/', null, { kind: 'document', body: { raw: rawOf(body), stable: rawOf(body) } });
}
