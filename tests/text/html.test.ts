import { describe, expect, it, test } from 'vitest';

import { readHtml, startTags } from '../../src/text/html.ts';

const shown = (html: string) => startTags(html).map(({ name, attributes }) => [name, Object.fromEntries(attributes)]);

describe('start tags', () => {
  it.each<[string, unknown]>([
    ['<META Name=a CONTENT="b">', [['meta', { name: 'a', content: 'b' }]]],
    [`<a title='x>y' href=/z>`, [['a', { title: 'x>y', href: '/z' }]]],
    ['<img alt="a &amp; b &#39;c&#x27;">', [['img', { alt: "a & b 'c'" }]]],
    ['<input disabled value=1/>', [['input', { disabled: '', value: '1/' }]]],
    ['<p id=one id=two>', [['p', { id: 'one' }]]],
    ['<p __proto__=x constructor=y>', [['p', { ['__proto__']: 'x', constructor: 'y' }]]],
    [
      '<!-- <p> --><b></b><br/>',
      [
        ['b', {}],
        ['br', {}],
      ],
    ],
    [
      '<script>"<p>"</script><style><p></style><textarea><p></textarea>',
      [
        ['script', {}],
        ['style', {}],
        ['textarea', {}],
      ],
    ],
    ['a < b, <a', []],
  ])('of %s', (html, tags) => {
    expect(shown(html)).toEqual(tags);
  });
});

test('texts and end tags are told in the order of the document', () => {
  const told: string[] = [];
  readHtml('<B>one &lt;</B>two', {
    startTag: ({ name }) => told.push(`<${name}>`),
    endTag: (name) => told.push(`</${name}>`),
    text: (text) => told.push(text),
  });
  expect(told).toEqual(['<b>', 'one ', '<', '</b>', 'two']);
});
