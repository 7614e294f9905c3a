import { describe, expect, test } from 'vitest';

import { block, cell, code, htmlCode, link, plain, row } from '../../../src/report/comment/markdown.ts';

describe('foreign text in Markdown', () => {
  test('is a code span with a fence longer than any run of backticks inside', () => {
    expect(code('a.b > c')).toBe('`a.b > c`');
    expect(code('a``b')).toBe('```a``b```');
    expect(code('`a`')).toBe('`` `a` ``');
    expect(code('')).toBe('(empty)');
    expect(block(['echo ```'])).toBe('````\necho ```\n````');
  });

  test('is one line without control or bidi characters, and of bounded length', () => {
    expect(code('a\n\tb\u202E\u0007\u001B[31mc')).toBe('`a bc`');
    expect(code('🙂'.repeat(500), 10)).toBe(`\`${'🙂'.repeat(9)}…\``);
  });

  test('cannot end a table cell', () => {
    expect(row([code('a|b'), 'c'])).toBe('| `a\\|b` | c |');
    expect(cell('a\\|b')).toBe('a\\¦b');
    expect(cell('a\nb')).toBe('a b');
  });

  test('is a link only to the web, without query, credentials or cross reference', () => {
    expect(link('site', 'https://shop.example/a?b=c#d')).toBe('[`site`](https://shop.example/a)');
    expect(link('site', 'javascript:alert(1)')).toBe('`site`');
    expect(link('site', 'https://github.com/o/r/pull/1')).toBe('`site`');
    expect(link('site', 'https://shop.example/a)b')).toBe('[`site`](https://shop.example/a%29b)');
  });

  test('stays readable where it is prose, with everything suspicious in code spans', () => {
    expect(plain('The LCP element differs (see below).')).toBe('The LCP element differs (see below).');
    expect(plain('GET https://a.example/ answered 503')).toBe('GET `https://a.example/` answered 503');
    expect(plain('ping @octocat about #1 and GH-2 in deadbeef')).toBe(
      'ping `@octocat` about `#1` and `GH-2` in `deadbeef`',
    );
    expect(plain('**bold** _it_ <b>')).toBe('`**bold** _it_ <b>`');
    expect(plain('Avoid `document.write` now')).toBe('Avoid `document.write` now');
    expect(plain('took 1.5 s, 38 % more')).toBe('took 1.5 s, 38 % more');
    expect(plain('there is no main@1.2. or a#b.')).toBe('there is no `main@1.2`. or `a#b`.');
    expect(plain('1. not a list')).toBe('`1`. not a list');
    expect(plain('')).toBe('(empty)');
  });

  test.each([
    ['nothing matched (tried #add) here', 'nothing matched (tried `#add`) here'],
    ['no vitals-gate.yml at 1a2b3c4: its first adoption', 'no `vitals-gate.yml` at `1a2b3c4`: its first adoption'],
    ['(the fork mallory/shop): its own word', '(the fork `mallory/shop`): its own word'],
    ['see (https://a.example/x), then #1!', 'see (`https://a.example/x`), then `#1`!'],
    ['it calls onClick() twice', 'it calls `onClick()` twice'],
    ['give `deploys: { head: … }`: it is needed', 'give `deploys: { head: … }`: it is needed'],
    ['one of (`a.b`, `c.d`).', 'one of (`a.b`, `c.d`).'],
    ['li:nth-child(2), li:has(a).', '`li:nth-child(2)`, `li:has(a)`.'],
  ])('keeps the punctuation of the sentence outside of code spans: %s', (text, markdown) => {
    expect(plain(text)).toBe(markdown);
  });

  test('is escaped in a summary, where Markdown does not work', () => {
    expect(htmlCode('<b>&"')).toBe('<code>&#60;b&#62;&#38;&#34;</code>');
  });
});
