import { Tokenizer } from 'htmlparser2';

export interface StartTag {
  /** In lower case. */
  readonly name: string;
  /** Values by names in lower case, character references resolved; the first of a name counts. */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface HtmlReader {
  readonly startTag?: (tag: StartTag) => void;
  /** The name in lower case. */
  readonly endTag?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const ignore = (): void => undefined;

/**
 * Reads markup as a browser splits it into tags and texts, in time that grows with its length: a page under test may be
 * hostile. That is why it uses the tokenizer alone. The parser of the same library keeps a stack of open elements, which
 * 900 kB of tags that do not match take half a minute to search.
 */
export function readHtml(html: string, { startTag = ignore, endTag = ignore, text = ignore }: HtmlReader): void {
  let name = '';
  let attribute = '';
  let value = '';
  let attributes = new Map<string, string>();
  const end = (): void => startTag({ name, attributes });
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (from, to) => {
        name = html.slice(from, to).toLowerCase();
        attributes = new Map();
      },
      onattribname: (from, to) => {
        attribute = html.slice(from, to).toLowerCase();
        value = '';
      },
      onattribdata: (from, to) => {
        value += html.slice(from, to);
      },
      onattribentity: (codePoint) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: () => {
        if (!attributes.has(attribute)) attributes.set(attribute, value);
      },
      onopentagend: end,
      onselfclosingtag: end,
      onclosetag: (from, to) => endTag(html.slice(from, to).toLowerCase()),
      ontext: (from, to) => text(html.slice(from, to)),
      ontextentity: (codePoint) => text(String.fromCodePoint(codePoint)),
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}

/** All start tags, in the order of the document. */
export function startTags(html: string): StartTag[] {
  const tags: StartTag[] = [];
  readHtml(html, { startTag: (tag) => tags.push(tag) });
  return tags;
}
