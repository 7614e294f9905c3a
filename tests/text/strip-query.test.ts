import { expect, test } from 'vitest';

import { stripQueries, stripQuery } from '../../src/text/strip-query.ts';

test.each([
  ['https://shop.example/p/42', 'https://shop.example/p/42'],
  ['https://shop.example/p/42?token=s3cret', 'https://shop.example/p/42'],
  ['https://shop.example/cb#access_token=s3cret', 'https://shop.example/cb'],
  ['https://shop.example/#a?b', 'https://shop.example/'],
  ['https://shop.example/?a#b', 'https://shop.example/'],
  ['/p?x', '/p'],
  ['', ''],
])('%j is shown as %j', (url, shown) => {
  expect(stripQuery(url)).toBe(shown);
});

test('every URL of a sentence loses its query and its fragment, and the sentence keeps its own marks', () => {
  const text = 'Was it http://a.example/x?k=1#f or (https://b.example/#access_token=s3cret)? "https://c.example/?z" #1';
  expect(stripQueries(text)).toBe('Was it http://a.example/x or (https://b.example/)? "https://c.example/" #1');
});

test('a sentence without a URL stays as it is', () => {
  expect(stripQueries('Why? Because #1 is late.')).toBe('Why? Because #1 is late.');
});
