import { expect, test } from 'vitest';

import { groupByTemplate } from '../../../src/start/routes/template.ts';

function templatesOf(...paths: string[]): Record<string, number> {
  return Object.fromEntries(groupByTemplate(paths).map(({ template, paths: same }) => [template, same.length]));
}

test('numbers, UUIDs and names with a number are variables', () => {
  expect(
    templatesOf(
      '/',
      '/product/123',
      '/product/4.html',
      '/product/lamp-4711',
      '/order/1b4e28ba-2fa1-11d2-883f-0016d3cca427',
      '/about',
    ),
  ).toEqual({ '/': 1, '/product/:id': 3, '/order/:id': 1, '/about': 1 });
});

test('more than four names below a section are variables, at the first level they are sections', () => {
  const posts = ['a', 'b', 'c', 'd', 'e'].map((name) => `/blog/${name}`);
  expect(templatesOf(...posts)).toEqual({ '/blog/:slug': 5 });
  expect(templatesOf(...posts.slice(1))).toEqual(Object.fromEntries(posts.slice(1).map((path) => [path, 1])));
  expect(Object.keys(templatesOf('/a', '/b', '/c', '/d', '/e', '/f'))).toHaveLength(6);
});

test('a number among many names is one of them', () => {
  const posts = ['a', 'b', 'c', 'd', '2024-review'].map((name) => `/blog/${name}`);
  expect(templatesOf(...posts)).toEqual({ '/blog/:slug': 5 });
});

test('what is below a variable is grouped too', () => {
  const pages = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => [`/shop/${name}`, `/shop/${name}/reviews`]);
  expect(templatesOf(...pages)).toEqual({ '/shop/:slug': 5, '/shop/:slug/reviews': 5 });
});

test('pages at the root that are many are variants of one, but a section with pages of its own is not', () => {
  const letters = Array.from('abcdefgh');
  const posts = letters.flatMap((one) => letters.map((other) => `/the-story-of-${one}-and-${other}`));
  expect(templatesOf(...posts, '/docs/setup')).toEqual({ '/:slug': 64, '/docs/setup': 1 });
});

test('a query is a page of its own, by the names of its parameters', () => {
  expect(templatesOf('/search', '/search?q=a', '/search?q=b')).toEqual({ '/search': 1, '/search?q=:value': 2 });
});
