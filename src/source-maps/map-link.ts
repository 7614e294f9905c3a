import { MAX_MAP_BYTES } from './parse-map.ts';

const DATA = /^data:(?:application|text)\/json\s*(?:;[^,;]*)*,/i;

const MARK = 'sourceMappingURL=';

/** What the last `//# sourceMappingURL=` of a script says; null without one. */
export function linkIn(text: string): string | null {
  return commentIn(text)?.link ?? null;
}

/** A script without the comment that links its map: what uploads maps elsewhere often takes it out. */
export function withoutLink(text: string): string {
  return text.slice(0, commentIn(text)?.at).trimEnd();
}

function commentIn(text: string): { readonly at: number; readonly link: string } | null {
  const mark = text.lastIndexOf(MARK);
  const opening = /(?:\/\/|\/\*)[#@][ \t]*$/.exec(text.slice(Math.max(0, mark - 10), Math.max(0, mark)))?.[0];
  if (opening === undefined) return null;
  const start = mark + MARK.length;
  const length = text.slice(start).search(/[\r\n\u2028\u2029]/);
  const line = length === -1 ? text.slice(start) : text.slice(start, start + length);
  const link = line.replace(/\*\/\s*$/, '').trim();
  // Otherwise it is a part of a string, as in the code of a bundler.
  return link !== '' && !/[\s'"`]/.test(link) ? { at: mark - opening.length, link } : null;
}

/** The map that a `data:` URL is; null if it is not one of JSON. */
export function decodeDataUrl(url: string): Buffer | 'too-large' | null {
  const head = DATA.exec(url.slice(0, 200))?.[0];
  if (head === undefined) return null;
  const body = url.slice(head.length);
  if (body.length > MAX_MAP_BYTES * 3) return 'too-large';
  if (/;\s*base64\s*,$/i.test(head)) return Buffer.from(body, 'base64');
  try {
    return Buffer.from(decodeURIComponent(body));
  } catch {
    return null;
  }
}
