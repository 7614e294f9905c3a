/** The attributes of a start tag, names in lower case. */
export type Tag = Readonly<Record<string, string | undefined>>;

const COMMENTS = /<!--[\s\S]*?-->/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
/** A start tag: quoted attribute values may hold what would end it. */
const START_TAG = /<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;

/** The start tags of one kind, in the order of the document: enough for what stands in a head. */
export function tagsOf(html: string, kind: string): Tag[] {
  return startTags(html).flatMap(({ name, attributes }) => (name === kind ? [attributesOf(attributes)] : []));
}

/** All start tags, without the texts between them. */
export function startTags(html: string): { readonly name: string; readonly attributes: string }[] {
  const tags = html.replaceAll(COMMENTS, '').matchAll(START_TAG);
  return [...tags].map(([, name = '', attributes = '']) => ({ name: name.toLowerCase(), attributes }));
}

export function attributesOf(text: string): Tag {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      unescaped(double ?? single ?? bare ?? ''),
    ]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
