import { expect, test } from 'vitest';

import { html, markupOf, type Html } from '../../../src/page/document/html.ts';
import { phraseHtml } from '../../../src/page/document/phrase-html.ts';

test('text is escaped wherever it stands, and markup and lists are not', () => {
  const name = `"><img src=x onerror='x()'>&amp;\``;
  const item = html`<li title="${name}">${name}</li>`;
  const escaped = '&#34;&#62;&#60;img src=x onerror=&#39;x()&#39;&#62;&#38;amp;&#96;';
  expect(markupOf(html`<b>${[item, null, 7]}</b>`)).toBe(`<b><li title="${escaped}">${escaped}</li>7</b>`);
});

test('what only looks like markup is text', () => {
  const forged = JSON.parse('{"markup":"<b>"}') as Html;
  expect(() => markupOf(html`<p>${forged}</p>`)).toThrow(TypeError);
});

test('a sentence keeps its words, its code and its links of the web', () => {
  const href = 'https://github.com/acme/shop/commit/1a2b3c4';
  const phrase = ['Set `a < b` in ', { name: '<b>', href }, ': ', { strong: [{ prose: 'x & y' }] }];
  expect(markupOf(phraseHtml(phrase))).toBe(
    `Set <code>a &#60; b</code> in <a href="${href}" rel="noreferrer"><code>&#60;b&#62;</code></a>: <strong>x &#38; y</strong>`,
  );
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', ' javascript:x', '//evil.example', ''])(
  '%s is not a link',
  (href) => {
    expect(markupOf(phraseHtml([{ words: 'here', href }]))).toBe('here');
  },
);
