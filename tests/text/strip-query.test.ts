import { describe, expect, test } from 'vitest';

import { elideSecrets, stripCredentials, stripFragment, stripQueries, stripQuery } from '../../src/text/strip-query.ts';

describe('a URL', () => {
  test.each([
    ['https://shop.example/p/42', 'https://shop.example/p/42'],
    ['https://shop.example', 'https://shop.example'],
    ['https://shop.example/p/42?token=s3cret', 'https://shop.example/p/42'],
    ['https://shop.example/cb#access_token=s3cret', 'https://shop.example/cb'],
    ['https://shop.example/#a?b', 'https://shop.example/'],
    ['https://shop.example/?a#b', 'https://shop.example/'],
    ['/p?x', '/p'],
    ['/a#x?y', '/a'],
    ['', ''],
    ['https://user:s3cret@shop.example/p', 'https://shop.example/p'],
    ['https://s3cret@shop.example/@me', 'https://shop.example/@me'],
    ['wss://user:s3c@ret@shop.example?token=1', 'wss://shop.example'],
    ['//user:s3cret@shop.example/p', '//shop.example/p'],
    ['data:text/html,<b>s3cret</b>', 'data:…'],
    ['DATA:image/png;base64,AAAA', 'data:…'],
    ['blob:https://shop.example/0b9d-s3cret', 'blob:…'],
    ['javascript:steal()', 'javascript:…'],
    ['about:blank', 'about:blank'],
  ])('%j is shown as %j', (url, shown) => {
    expect(stripQuery(url)).toBe(shown);
  });

  test('that is still to be connected to loses its credentials alone', () => {
    expect(stripCredentials('https://user:s3cret@git.example/shop.git?a#b')).toBe('https://git.example/shop.git?a#b');
    expect(stripCredentials('git@git.example:shop.git')).toBe('git@git.example:shop.git');
  });

  test('that is requested loses its fragment alone', () => {
    expect(stripFragment('https://shop.example/?a#b?c')).toBe('https://shop.example/?a');
  });
});

describe('a text', () => {
  test('loses the query and the fragment of every URL, and keeps its own marks', () => {
    const text =
      'Was it http://a.example/x?k=1#f or (https://b.example/#access_token=s3cret)? "https://c.example/?z" #1';
    expect(stripQueries(text)).toBe('Was it http://a.example/x or (https://b.example/)? "https://c.example/" #1');
  });

  test.each([
    ['net::ERR at http://shop.example/a?b=c, and more', 'net::ERR at http://shop.example/a, and more'],
    ['(https://a.example/#x) "http://b.example?y"', '(https://a.example/) "http://b.example"'],
    ['at https://user:s3cret@a.example/x.', 'at https://a.example/x.'],
    ['https://a.example/menu_(food)?token=s3cret is late', 'https://a.example/menu_(food) is late'],
    ['WSS://a.example/s?token=s3cret', 'WSS://a.example/s'],
    ['what? #1', 'what? #1'],
    ['Why? Because #1 is late.', 'Why? Because #1 is late.'],
  ])('%s', (text, stripped) => {
    expect(stripQueries(text)).toBe(stripped);
  });
});

test.each([
  ['https://shop.example?token=s3cret', 'https://shop.example?…'],
  ['https://user:s3cret@shop.example/#s3cret', 'https://…@shop.example/#…'],
  ['shop.example?', 'shop.example?'],
])('of what was written, %j, a message repeats %j', (written, shown) => {
  expect(elideSecrets(written)).toBe(shown);
});
