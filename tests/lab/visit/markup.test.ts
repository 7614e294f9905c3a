import { expect, it } from 'vitest';

import { namesFile } from '../../../src/lab/visit/markup.ts';

const URL_OF_HERO = 'https://shop.example/img/hero%20one.jpg?w=600';

it.each([
  ['<img src="/img/hero%20one.jpg?w=600">', true],
  ['<img srcset="../img/hero one.jpg 2x">', true],
  ['<script>const hero = "/img/hero%20one.jpg"</script><p>x</p>', false],
  ['<SCRIPT type=json>"hero one.jpg"</SCRIPT><img src="/img/hero one.jpg">', true],
  ['<noscript><img src="/img/hero%20one.jpg"></noscript>', false],
  ['<template><template></template><img src="/img/hero%20one.jpg"></template>', false],
  ['<template></template><img src="/img/hero%20one.jpg">', true],
  ['<!-- <img src="/img/hero%20one.jpg"> -->', false],
  ['<style>main { background: url("/img/hero%20one.jpg") }</style>', true],
  ['<img src="/img/hero&#32;one.jpg">', true],
  ['<p>nothing</p>', false],
])('%s names the file: %s', (html, named) => {
  expect(namesFile(html, URL_OF_HERO)).toBe(named);
});

// Tag by tag it takes a moment; tag against tag it would not end before the test’s time is up.
it('reads a page of tags that are never closed once', () => {
  expect(namesFile('<script>'.repeat(500_000), URL_OF_HERO)).toBe(false);
});
