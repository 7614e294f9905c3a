import { array, assert, constantFrom, type Arbitrary, oneof, property, record, string } from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';

import { renderXml, type XmlElement } from '../../src/text/xml.ts';

/** What a conforming parser reads from a document: the elements again. Throws where the document is not well-formed. */
function parsed(xml: string): XmlElement {
  const roots: XmlElement[] = [];
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => open.push({ name, attributes, children: [], text: '' }));
  parser.on('cdata', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => {
    const { name = '', attributes = {}, children = [], text = '' } = open.pop() ?? {};
    const content = text === '' ? children : text;
    (open.at(-1)?.children ?? roots).push({ name, attributes, content });
  });
  parser.write(xml).close();
  const [root] = roots;
  if (root === undefined) throw new Error('there is no root element');
  return root;
}

/** Of everything that may end a value, a section or a document early. */
const FRAGMENTS = [
  ']]>',
  ']]',
  ']',
  '>',
  '<',
  '<![CDATA[',
  '&',
  '&amp;',
  '&#0;',
  '&lt',
  '"',
  "'",
  '-->',
  '<!--',
  '?>',
  '</a>',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\u0008',
  '\u000B',
  '\u001F',
  '\u007F',
  '\u0085',
  '\u2028',
  '\uD800',
  '\uDFFF',
  '\uFFFE',
  '\uFFFF',
  '😀',
  '\u{10FFFF}',
  'ß',
];
const texts = array(oneof(constantFrom(...FRAGMENTS), string({ unit: 'binary', maxLength: 5 })), { maxLength: 12 }).map(
  (parts) => parts.join(''),
);

/** What XML 1.0 can hold of a text. */
const held = (text: string): string =>
  Array.from(text)
    .filter((character) => {
      const point = character.codePointAt(0) ?? 0;
      if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
      return (point < 0xd800 || point > 0xdfff) && point !== 0xfffe && point !== 0xffff;
    })
    .join('');
/** A parser makes line feeds of carriage returns that are not references, and nothing in CDATA can be one. */
const heldInCdata = (text: string): string => held(text).replaceAll(/\r\n?/g, '\n');

const elements: Arbitrary<XmlElement> = record({
  name: constantFrom('a', 'system-out'),
  attributes: record({ first: texts, second: texts }),
  content: oneof(texts, array(record({ name: constantFrom('b'), attributes: record({ x: texts }) }), { maxLength: 3 })),
});

function expected({ name, attributes = {}, content = [] }: XmlElement): XmlElement {
  const values = Object.entries(attributes).map(([key, value]) => [key, held(String(value))]);
  const text = typeof content === 'string' ? heldInCdata(content) : '';
  const children = typeof content === 'string' ? [] : content.map(expected);
  return { name, attributes: Object.fromEntries(values) as Record<string, string>, content: text || children };
}

describe('a document', () => {
  test('is well-formed and says what it was made of, whatever that is', () => {
    assert(
      property(elements, (element) => {
        expect(parsed(renderXml(element))).toEqual(expected(element));
      }),
      { numRuns: 2000, seed: 12 },
    );
  });

  test('has an element per line, indented, and none without content is open', () => {
    const document = renderXml({
      name: 'all',
      attributes: { count: 2 },
      content: [
        { name: 'one', content: 'a < b' },
        { name: 'two', attributes: { say: '"a" & <b>\n' } },
      ],
    });
    expect(document).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<all count="2">
  <one><![CDATA[a < b]]></one>
  <two say="&quot;a&quot; &amp; &lt;b>&#xA;"/>
</all>
`);
  });

  test.each([
    ['a bare ampersand', '<a b="&;"/>', 'empty entity name'],
    ['a character that XML forbids', '<a><![CDATA[\u0001]]></a>', 'disallowed character'],
    ['a tag inside a value', '<a b="<"/>', 'disallowed character'],
    ['the end of a section outside of one', '<a>]]></a>', 'is disallowed in char data'],
    ['a tag that is left open', '<a>', 'unclosed tag'],
    ['two roots', '<a/><b/>', 'documents may contain only one root'],
  ])('with %s is refused by the parser of this test', (_what, broken, message) => {
    expect(() => parsed(broken)).toThrow(message);
  });
});
