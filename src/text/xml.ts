/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** Elements, or a text, which is written as CDATA. */
  readonly content?: readonly XmlElement[] | string;
}

/** What no XML 1.0 document may hold, not even as a reference: https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A parser makes a space of a line break or a tab in an attribute, unless it is a reference. */
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** A whole document, an element per line. Names must be valid; characters that XML forbids are left out of values. */
export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root, '')}\n`;
}

function renderElement({ name, attributes = {}, content = [] }: XmlElement, indent: string): string {
  const values = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  const start = `${indent}<${name}${values.join('')}`;
  if (content.length === 0) return `${start}/>`;
  if (typeof content === 'string') return `${start}>${cdata(content)}</${name}>`;
  const children = content.map((child) => renderElement(child, `${indent}  `));
  return [`${start}>`, ...children, `${indent}</${name}>`].join('\n');
}

function escapeAttribute(text: string): string {
  return allowed(text).replaceAll(/[&<"\t\n\r]/g, (character) => REFERENCES[character] ?? character);
}

/** The end of a section inside one is cut in two: `]]` ends the first section, and `>` begins the second. */
function cdata(text: string): string {
  return `<![CDATA[${allowed(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function allowed(text: string): string {
  return text.replaceAll(FORBIDDEN, '');
}
