import { expect, test } from 'vitest';

import { pathBelow } from '../../../src/start/routes/found.ts';
import { routesOfSite } from '../../../src/start/routes/site-routes.ts';
import { serveSite, sitemapOf, type Page } from '../server.ts';

/** No Chrome is found: links are those of the HTML. */
const SURVEYOR = { chromePath: '/nowhere/chrome', env: {} };

async function surveyOf(pagesOf: (origin: string) => Record<string, Page>, start = '') {
  await using site = await serveSite(pagesOf);
  const found = await routesOfSite(`${site.origin}${start}`, SURVEYOR);
  const plain = (text: string): string => text.replaceAll(site.origin, 'ORIGIN');
  return {
    routes: found.routes,
    dropped: found.dropped.map(({ path, reason }) => `${path} ${plain(reason)}`),
    origin: plain(found.origin),
    notices: found.notices.map(plain),
  };
}

const PAGE: Page = { body: '<h1>A page</h1>' };

test('one page of each template of the sitemap, with the count, the start page first', async () => {
  const paths = ['/about', '/product/1', '/product/2', '/product/3', '/'];
  const { routes, origin, notices } = await surveyOf((site) => ({
    '/sitemap.xml': sitemapOf(paths.map((path) => site + path)),
    ...Object.fromEntries(paths.map((path) => [path, PAGE])),
  }));
  expect(routes).toEqual([
    { path: '/', template: '/', count: 1 },
    { path: '/product/1', template: '/product/:id', count: 3 },
    { path: '/about', template: '/about', count: 1 },
  ]);
  expect(origin).toBe('5 URLs of the sitemap of ORIGIN');
  expect(notices).toEqual([]);
});

test('redirects, errors, repeats, forbidden and other things are dropped, each with its reason', async () => {
  const { routes, dropped } = await surveyOf((site) => ({
    '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nDisallow: /private' },
    '/sitemap.xml': sitemapOf(
      ['/', '/moved', '/account', '/gone', '/broken', '/walled', '/print', '/private', '/list.pdf', '/log-out'].map(
        (path) => site + path,
      ),
    ),
    '/': PAGE,
    '/moved': { status: 301, location: '/new?token=abc' },
    '/account': { status: 302, location: '/login?next=%2Faccount' },
    '/broken': { status: 500 },
    '/walled': { status: 403 },
    '/print': { body: `<link rel=canonical href="${site}/">` },
    '/private': PAGE,
    '/list.pdf': { type: 'application/pdf' },
    '/log-out': PAGE,
  }));
  expect(routes.map(({ path }) => path)).toEqual(['/']);
  expect(dropped).toEqual([
    '/moved redirects to /new',
    '/account redirects to a log-in page (/login)',
    '/gone answers with 404',
    '/broken answers with 500',
    '/walled answers with 403: it may need a log-in',
    '/print repeats /, which it names as canonical',
    '/private is forbidden by robots.txt',
    '/list.pdf is not a page (application/pdf)',
    '/log-out logs a visitor out',
  ]);
});

test('a site whose robots.txt forbids everything has no routes, and it is told', async () => {
  const { routes, notices } = await surveyOf(() => ({
    '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nDisallow: /' },
    '/': { body: '<a href="/about">About</a>' },
  }));
  expect(routes).toEqual([]);
  expect(notices.at(-1)).toMatch(/^ORIGIN\/robots\.txt forbids all pages that were found\./);
});

test('another page of the same template stands in for one that is gone', async () => {
  const { routes, dropped } = await surveyOf((site) => ({
    '/sitemap.xml': sitemapOf([`${site}/product/1`, `${site}/product/2`]),
    '/': PAGE,
    '/product/2': PAGE,
  }));
  expect(routes).toContainEqual({ path: '/product/2', template: '/product/:id', count: 2 });
  expect(dropped).toEqual(['/product/1 answers with 404']);
});

test('a page that redirects to itself with a slash is taken there, once', async () => {
  const { routes, dropped } = await surveyOf((site) => ({
    '/sitemap.xml': sitemapOf([`${site}/`, `${site}/about`, `${site}/about/`]),
    '/': PAGE,
    '/about': { status: 308, location: '/about/' },
    '/about/': PAGE,
  }));
  expect(routes.map(({ path }) => path)).toEqual(['/', '/about/']);
  expect(dropped).toEqual([]);
});

test('at most eight routes are proposed', async () => {
  const paths = Array.from('abcdefghijkl', (letter) => `/section-${letter}`);
  const { routes } = await surveyOf((site) => ({
    '/sitemap.xml': sitemapOf(paths.map((path) => site + path)),
    '/': PAGE,
    ...Object.fromEntries(paths.map((path) => [path, PAGE])),
  }));
  expect(routes).toHaveLength(8);
});

test('without a sitemap the links of the start page are taken, and it is told that Chrome was missing', async () => {
  const { routes, origin, notices } = await surveyOf(() => ({
    '/': {
      body: '<a href="/about#team">About</a><a href="https://elsewhere.example/">x</a><a href="mailto:a@b.c">y</a>',
    },
    '/about': PAGE,
  }));
  expect(routes.map(({ path }) => path)).toEqual(['/', '/about']);
  expect(origin).toBe('2 pages linked on ORIGIN');
  expect(notices).toEqual([
    'Links that scripts add could not be looked at (no Chrome was found); those of the HTML were.',
  ]);
});

test('a log-in page of another site is neither looked at nor a route', async () => {
  await using other = await serveSite(() => ({ '/login?next=x': PAGE, '/login': PAGE }));
  const { routes, notices } = await surveyOf(() => ({
    '/': { status: 302, location: `${other.origin}/login?next=x` },
  }));
  expect(routes).toEqual([]);
  expect(notices[0]).toContain(`redirects to a log-in page (${other.origin}/login). Pages behind it need`);
  expect(other.requests).toEqual([]);
});

test('a start page that redirects to a log-in page makes that page the route, and says how to go on', async () => {
  const { routes, notices } = await surveyOf(() => ({
    '/': { status: 302, location: '/login?next=%2F' },
    '/login?next=%2F': PAGE,
    '/login': PAGE,
  }));
  expect(routes.map(({ path }) => path)).toEqual(['/login']);
  expect(notices[0]).toBe(
    'ORIGIN redirects to a log-in page (ORIGIN/login). Pages behind it need `setup` steps that log in: see docs/configuration.md, "Who visits".',
  );
});

test('a server that cannot be reached is told, and proposes nothing', async () => {
  const gone = await serveSite(() => ({}));
  await gone[Symbol.asyncDispose]();
  const found = await routesOfSite(gone.origin, SURVEYOR);
  expect(found.routes).toEqual([]);
  expect(found.notices).toEqual([
    `${gone.origin} could not be looked at: connect ECONNREFUSED ${gone.origin.replace('http://', '')}. No pages of it are proposed.`,
  ]);
});

test('a path of a route has no control character, no second slash and no secret in its query', () => {
  const origin = 'https://shop.example';
  expect(pathBelow(origin, `${origin}/a\n# b: c`)).toBe('/a');
  expect(pathBelow(origin, `${origin}/a\u0000 b`)).toBe('/a%00%20b');
  expect(pathBelow(origin, `${origin}//evil.example/`)).toBeNull();
  expect(pathBelow(origin, `${origin}/a?token=abcdef`)).toBeNull();
  expect(pathBelow(origin, `https://other.example/a`)).toBeNull();
  expect(pathBelow(origin, `${origin}/${'a'.repeat(3000)}`)).toBeNull();
});
