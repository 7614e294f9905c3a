import { expect, test } from 'vitest';

import { namesOf } from '../../../src/start/routes/names.ts';

test('a route has the words of its template as its name, and no other route has the same', () => {
  const templates = [
    '/',
    '/product/:id',
    '/product/:slug',
    '/search?q=:value',
    '/:slug',
    '/%C3%BCber-uns/%F0%9F%8F%A0',
    '/:id',
  ];
  const names = namesOf(templates.map((template) => ({ path: '/', template, count: 1 })));
  expect(names).toEqual(['home', 'product', 'product-2', 'search-q', 'page', 'ber-uns', 'page-2']);
});
