import { expect, test } from 'vitest';

import { isOwnWord } from '../../src/model/own-words.ts';

test.each([
  ['the id of a known node', 'request', 'id'],
  ['the same in the path of a cause', 'request', 'part'],
  ['who asked for a resource', 'script', 'initiator'],
  ['what made a cost change', 'schema', 'by'],
  ['a cause', 'slow-handler', 'id'],
  ['what a place of it is', 'function', 'role'],
  ['the page about it', 'docs/causes/slow-handler.md', 'doc'],
  ['a commit', '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d', 'head'],
])('%s is a word of ours, whatever a secret is called', (_, text, key) => {
  expect(isOwnWord(text, key)).toBe(true);
});

test.each([
  ['a layer of a page', 'cdn-origin', 'id'],
  ['a layer in the path of a cause', 'cdn-origin', 'part'],
  ['a selector on either side', 'img.hero', 'before'],
  ['where to look', '/hero.jpg', 'place'],
  ['a fact of a cause', 'cdn.shop.example', 'base'],
  ['the same of head', 'gzip', 'head'],
])('%s is not: a secret in it is taken out', (_, text, key) => {
  expect(isOwnWord(text, key)).toBe(false);
});
