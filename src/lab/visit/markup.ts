import { readHtml } from '../../text/html.ts';

/** Elements whose content the browser does not load images from: it does not look into them, or runs them. */
const HIDDEN: ReadonlySet<string> = new Set(['script', 'noscript', 'template']);

/**
 * Whether the markup of a document names a URL by its file, in whatever way its path and query are written there: in an
 * attribute or in a style sheet.
 */
export function namesFile(html: string, url: string): boolean {
  const file = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  if (file === '') return true;
  const names = [file, decoded(file)];
  let isNamed = false;
  const look = (text: string): void => {
    isNamed ||= names.some((name) => text.includes(name));
  };
  eachVisible(html, look);
  return isNamed;
}

/** Calls back for every attribute's value and every text of a style sheet that the browser looks into. */
function eachVisible(html: string, look: (text: string) => void): void {
  let hidden: { readonly name: string; depth: number } | null = null;
  let isStyle = false;
  readHtml(html, {
    startTag: ({ name, attributes }) => {
      isStyle = name === 'style';
      if (hidden === null && HIDDEN.has(name)) hidden = { name, depth: 1 };
      else if (hidden === null) for (const value of attributes.values()) look(value);
      else if (hidden.name === name) hidden.depth += 1;
    },
    endTag: (name) => {
      isStyle = false;
      if (hidden?.name !== name) return;
      hidden.depth -= 1;
      if (hidden.depth === 0) hidden = null;
    },
    text: (text) => {
      if (hidden === null && isStyle) look(text);
    },
  });
}

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
