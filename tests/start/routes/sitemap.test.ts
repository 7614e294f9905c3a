import { gzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { openClient } from '../../../src/start/routes/http.ts';
import { readRobots } from '../../../src/start/routes/robots.ts';
import { locationsIn, readSitemaps } from '../../../src/start/routes/sitemap.ts';
import { serveSite, sitemapOf, type Page } from '../server.ts';

const client = openClient(new AbortController().signal);

async function sitemapIn(pagesOf: (origin: string) => Record<string, Page>) {
  await using site = await serveSite(pagesOf);
  const { sitemaps } = await readRobots(client, site.origin);
  const sitemap = await readSitemaps(client, site.origin, sitemaps);
  return { ...sitemap, urls: sitemap.urls.map((url) => url.replace(site.origin, '')), requests: site.requests };
}

test('robots.txt names the sitemap, which may be an index of others and zipped', async () => {
  const { urls, notices } = await sitemapIn((origin) => ({
    '/robots.txt': { type: 'text/plain', body: `User-agent: *\nSitemap: ${origin}/maps/all.xml` },
    '/maps/all.xml': {
      type: 'text/xml',
      body: `<sitemapindex><sitemap><loc>${origin}/maps/1.xml.gz</loc></sitemap></sitemapindex>`,
    },
    '/maps/1.xml.gz': {
      type: 'application/gzip',
      body: gzipSync(sitemapOf([`${origin}/a?b=1&c=2`, `${origin}/d`]).body ?? ''),
    },
  }));
  expect(urls).toEqual(['/a?b=1&c=2', '/d']);
  expect(notices).toEqual([]);
});

test('without robots.txt it is /sitemap.xml, and none is not worth a notice', async () => {
  const found = await sitemapIn((origin) => ({ '/sitemap.xml': sitemapOf([`${origin}/a`]) }));
  expect(found.urls).toEqual(['/a']);
  const missing = await sitemapIn(() => ({}));
  expect(missing).toMatchObject({ urls: [], notices: [] });
});

test('a declared sitemap that is missing is told', async () => {
  const { notices } = await sitemapIn((origin) => ({
    '/robots.txt': { type: 'text/plain', body: `Sitemap: ${origin}/gone.xml` },
  }));
  expect(notices).toEqual(['The sitemap /gone.xml answers with 404.']);
});

test('a sitemap of another origin is not asked for', async () => {
  await using other = await serveSite((origin) => ({ '/sitemap.xml': sitemapOf([`${origin}/a`]) }));
  const { urls } = await sitemapIn(() => ({
    '/robots.txt': { type: 'text/plain', body: `Sitemap: ${other.origin}/sitemap.xml` },
  }));
  expect(urls).toEqual([]);
  expect(other.requests).toEqual([]);
});

test('of 50,000 URLs the first 5,000 are taken', async () => {
  const { urls, isCut } = await sitemapIn((origin) => ({
    '/sitemap.xml': sitemapOf(Array.from({ length: 50_000 }, (_, index) => `${origin}/product/${index}`)),
  }));
  expect(urls).toHaveLength(5000);
  expect(isCut).toBe(true);
});

test('a sitemap that is longer than what is read gives the URLs before the cut', async () => {
  const { urls, notices } = await sitemapIn((origin) => ({
    '/sitemap.xml': sitemapOf(Array.from({ length: 3000 }, (_, index) => `${origin}/${index}/${'a'.repeat(1900)}`)),
  }));
  expect(urls.length).toBeGreaterThan(1500);
  expect(urls.length).toBeLessThan(3000);
  expect(notices).toEqual([]);
});

test('an index of itself ends', async () => {
  const { requests } = await sitemapIn((origin) => ({
    '/sitemap.xml': { body: `<sitemapindex><sitemap><loc>${origin}/sitemap.xml</loc></sitemap></sitemapindex>` },
  }));
  expect(requests).toEqual(['/robots.txt', '/sitemap.xml']);
});

test('an endless index is followed for twenty files', async () => {
  const { requests, isCut } = await sitemapIn((origin) => ({
    '/sitemap.xml': {
      body: `<sitemapindex>${Array.from({ length: 100 }, (_, index) => `<sitemap><loc>${origin}/${index}.xml</loc></sitemap>`).join('')}</sitemapindex>`,
    },
  }));
  expect(requests).toHaveLength(1 + 20);
  expect(isCut).toBe(true);
});

test('entities of its own are refused, whatever they are', () => {
  const bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]><urlset/>';
  expect(locationsIn(bomb)).toEqual({ problem: 'is refused, because it has a DOCTYPE', isThere: true });
});

test('the entry in which a sitemap was cut off is left out', () => {
  const whole = '<urlset><url><loc>https://a.example/b</loc></url>';
  for (const cut of ['', '<url><loc', '<url><loc>https://a.example/c</lo', '<url a="'])
    expect(locationsIn(whole + cut)).toEqual({ pages: ['https://a.example/b'], sitemaps: [] });
});

test('what is not XML, is nested too deeply or lists nothing has no locations', () => {
  for (const text of [
    '',
    'not XML',
    '<a>'.repeat(10_000),
    '<urlset></urlset>',
    '<urlset><url><loc>x</loc></url></urlset>',
  ])
    expect(locationsIn(text)).not.toMatchObject({ pages: [expect.anything()] });
});

test('a zip bomb is read as far as a sitemap goes', async () => {
  const { urls } = await sitemapIn(() => ({ '/sitemap.xml': { body: gzipSync(Buffer.alloc(200_000_000, '<')) } }));
  expect(urls).toEqual([]);
});
