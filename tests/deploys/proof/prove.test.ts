import { afterEach, describe, expect, test } from 'vitest';

import { fetchPage } from '../../../src/deploys/fetch-page.ts';
import { prove, type ProveRequest } from '../../../src/deploys/proof/prove.ts';
import { isSameSha, readProof } from '../../../src/deploys/proof/sha.ts';
import type { ShaProof } from '../../../src/model/config.ts';
import { serveSite, type Page, type Site } from '../../support/site.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const OTHER = 'f'.repeat(40);

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function serve(pages: Readonly<Record<string, Page>>): Promise<string> {
  const site = await serveSite(pages);
  sites.push(site);
  return site.url;
}

const html =
  (body: string, headers: Record<string, string> = {}): Page =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
  };

describe('a declared proof', () => {
  test.each<[string, ShaProof, Page]>([
    ['a header', { kind: 'header', name: 'X-Deploy-SHA' }, html('', { 'x-deploy-sha': ` ${SHA} ` })],
    [
      'a Server-Timing entry with a description',
      { kind: 'server-timing', name: 'sha' },
      html('', { 'server-timing': `cdn;desc="a, b;c";dur=1, sha;dur=0;desc="${SHA}"` }),
    ],
    [
      'a meta element, among others',
      { kind: 'meta', name: 'deploy-sha' },
      html(
        `<!-- <meta name=deploy-sha content=old> --><META charset=utf-8><meta content='${SHA}' data-x="a>b" name="deploy-sha"/>`,
      ),
    ],
    ['a cookie', { kind: 'cookie', name: 'sha' }, html('', { 'set-cookie': `sha=${SHA}; Path=/; HttpOnly` })],
    ['a JSON document', { kind: 'json', path: '/', field: 'build.sha' }, html(JSON.stringify({ build: { sha: SHA } }))],
  ])('is read from %s', async (_what, proof, page) => {
    const url = await serve({ '/': page });
    const { body, headers } = await fetchPage(url);
    expect(readProof(proof, { body, headers })?.trim()).toBe(SHA);
    const head = { side: 'head', sha: SHA, url } as const;
    expect((await prove({ base: null, head, proof, paths: ['/'] })).doubt).toBeNull();
  });

  test('names both SHAs where they differ', async () => {
    const url = await serve({ '/': html('', { 'x-sha': OTHER }) });
    const head = { side: 'head', sha: SHA, url } as const;
    const { doubt } = await prove({ base: null, head, proof: { kind: 'header', name: 'x-sha' }, paths: ['/'] });
    expect(doubt).toEqual({
      code: 'sha-mismatch',
      reason: `The head deploy ${url} should serve ${SHA}, but before the first visit its header x-sha says ${OTHER}.`,
    });
  });

  test('that is missing is a doubt too', async () => {
    const url = await serve({ '/': html('') });
    const head = { side: 'head', sha: SHA, url } as const;
    const { doubt } = await prove({ base: null, head, proof: { kind: 'meta', name: 'sha' }, paths: ['/'] });
    expect(doubt).toEqual({
      code: 'sha-unknown',
      reason: `The head deploy does not say which commit it serves: ${url}/ has no meta element sha.`,
    });
  });

  test('is asked for again after the last visit', async () => {
    let sha = SHA;
    const url = await serve({ '/': (_, response) => void response.writeHead(200, { 'x-sha': sha }).end() });
    const head = { side: 'head', sha: SHA, url } as const;
    const proof = await prove({ base: null, head, proof: { kind: 'header', name: 'x-sha' }, paths: ['/'] });
    expect(proof.doubt).toBeNull();
    sha = OTHER;
    expect((await proof.again())?.reason).toContain(`but after the last visit its header x-sha says ${OTHER}.`);
  });

  test('of a deploy without a label proves nothing, and is no doubt', async () => {
    const url = await serve({ '/': html('', { 'x-sha': OTHER }) });
    const head = { side: 'head', sha: null, url } as const;
    expect(
      (await prove({ base: null, head, proof: { kind: 'header', name: 'x-sha' }, paths: ['/'] })).doubt,
    ).toBeNull();
  });
});

test.each([
  [SHA, SHA, true],
  [SHA, SHA.slice(0, 7), true],
  [SHA.toUpperCase(), SHA, true],
  [SHA, SHA.slice(0, 6), false],
  [SHA, OTHER, false],
  ['v1', 'v1', true],
  ['v1', 'v12', false],
])('%s and %s are of the same commit: %s', (one, other, same) => {
  expect(isSameSha(one, other)).toBe(same);
  expect(isSameSha(other, one)).toBe(same);
});

/** The doubt about a head that serves `before` before the visits and `after` after them, without its address. */
async function changed(before: Record<string, Page>, after: Record<string, Page>): Promise<string | null> {
  let pages = before;
  const through =
    (path: string): Page =>
    (request, response) => {
      const page = pages[path];
      if (typeof page === 'function') page(request, response);
      else response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(page);
    };
  const url = await serve(
    Object.fromEntries(Object.keys({ ...before, ...after }).map((path) => [path, through(path)])),
  );
  const request: ProveRequest = { base: null, head: { side: 'head', sha: SHA, url }, proof: null, paths: ['/'] };
  const proof = await prove(request);
  expect(proof.doubt).toBeNull();
  pages = after;
  const doubt = await proof.again();
  return doubt === null ? null : doubt.reason.replaceAll(url, '');
}

const pageWith = (script: string, text = 'text'): string => `<h1 id=a>${text}</h1><script src="${script}"></script>`;

/** The same page with another nonce and another text each time. */
const nonce = (): Page => (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(`<p>${Math.random()}</p><script nonce="${Math.random()}" src=/a.js></script>`);
};

const random: Page = (_, response) => void response.end(String(Math.random()));

describe('where nothing is declared', () => {
  test('a deploy that stays the same raises no doubt', async () => {
    expect(
      await changed({ '/': pageWith('/a.js'), '/a.js': '1' }, { '/': pageWith('/a.js'), '/a.js': '1' }),
    ).toBeNull();
  });

  test('another script is another deploy', async () => {
    expect(
      await changed({ '/': pageWith('/a-1.js'), '/a-1.js': '1' }, { '/': pageWith('/a-2.js'), '/a-2.js': '1' }),
    ).toMatch(/^The head deploy {2}changed while it was measured: \/ and \d more\.$/);
  });

  test('another content of a script is another deploy', async () => {
    expect(await changed({ '/': pageWith('/a.js'), '/a.js': '1' }, { '/': pageWith('/a.js'), '/a.js': '2' })).toContain(
      'changed while it was measured: /a.js.',
    );
  });

  test('another text or a nonce is not', async () => {
    expect(await changed({ '/': nonce(), '/a.js': '1' }, { '/': nonce(), '/a.js': '1' })).toBeNull();
    expect(
      await changed({ '/': pageWith('/a.js', '9:00'), '/a.js': '1' }, { '/': pageWith('/a.js', '9:10'), '/a.js': '1' }),
    ).toBeNull();
  });

  test('a script that differs with every request says nothing', async () => {
    expect(
      await changed({ '/': pageWith('/a.js'), '/a.js': random }, { '/': pageWith('/a.js'), '/a.js': random }),
    ).toBeNull();
  });
});

describe('a login wall', () => {
  test.each<[string, Page]>([
    ['an answer with 401', (_, response) => void response.writeHead(401).end()],
    [
      'a redirect to a login page',
      (_, response) => void response.writeHead(302, { location: `${sites[0]?.url}/sso-api/login` }).end(),
    ],
  ])('is %s', async (_what, page) => {
    await serve({ '/sso-api/login': '<h1>Log in</h1>' });
    const url = await serve({ '/': page });
    const { doubt } = await prove({ base: null, head: { side: 'head', sha: null, url }, proof: null, paths: ['/'] });
    expect(doubt?.code).toBe('login-wall');
  });

  test('opens to who has the header that bypasses it', async () => {
    const url = await serve({
      '/': (request, response) => void response.writeHead(request.headers['x-bypass'] === 's3cret' ? 200 : 401).end(),
    });
    const request = { base: null, head: { side: 'head', sha: null, url }, proof: null, paths: ['/'] } as const;
    expect((await prove({ ...request, headersFor: () => ({ 'x-bypass': 's3cret' }) })).doubt).toBeNull();
    expect((await prove({ ...request, hasLogin: true })).doubt).toBeNull();
  });
});

test('a deploy is asked where its hosts are mapped to', async () => {
  const url = await serve({ '/': (request, response) => void response.end(request.headers.host) });
  const { port } = new URL(url);
  for (const host of ['shop.example', 'shop.example:80']) {
    const { body } = await fetchPage('http://shop.example/', { hosts: { [host]: `127.0.0.1:${port}` } });
    expect(body.toString()).toBe('shop.example');
  }
});

test('a redirect to another service of this machine is not followed, unless it is declared', async () => {
  const inside = await serve({ '/': html('inside') });
  const url = await serve({ '/': (_, response) => void response.writeHead(302, { location: inside }).end() });
  await expect(fetchPage(url)).rejects.toThrow('it redirects to 127.0.0.1, which is this machine');
  expect(String((await fetchPage(url, { allowHosts: [new URL(inside).host] })).body)).toBe('inside');
});
