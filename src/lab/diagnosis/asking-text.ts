import type { DiagnosedRequest } from '../../model/diagnosis.ts';

/** A longer tag is cut: what it is stands in its beginning, which is then not seen. */
const LONGEST_TAG = 2000;
/** Of a name in a text: those that end a path, and all, because a text can be made of them. */
const MOST_PLACES = 100;
const MOST_NAMED = 2000;

/** Where a file's name ends a path: between what stands around URLs in documents and style sheets. */
export function placesOfUrl(text: string, name: string): number[] {
  const found: number[] = [];
  let at = text.indexOf(name);
  for (let looked = 0; at !== -1 && looked < MOST_NAMED && found.length < MOST_PLACES; looked += 1) {
    const [previous, next] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (/[\s/"'=(,]/.test(previous) && /[\s"'),?#&;>\\]/.test(next)) found.push(at);
    at = text.indexOf(name, at + 1);
  }
  return found;
}

/** What stands before a URL where it is asked for, by what it is: other tags only name it. */
interface Asker {
  readonly tag: RegExp;
  /** What a rule of a style sheet begins with before its URL, and ends with after it. */
  readonly rule: readonly [begin: string, end: string] | null;
}

const ASKERS: Partial<Record<DiagnosedRequest['kind'], Asker>> = {
  image: { tag: /^<(?:img|source|image|video|input)\b|^<link\b.*\bpreload\b/is, rule: ['url(', ')'] },
  script: { tag: /^<script\b|^<link\b.*\b(?:module)?preload\b/is, rule: null },
  style: { tag: /^<link\b/i, rule: ['@import', ';'] },
  font: { tag: /^<link\b/i, rule: ['url(', ')'] },
};

/** Whether a URL in a document or a style sheet is in a tag or a rule that asks for such a request. */
export function isAskedAt(text: string, at: number, kind: DiagnosedRequest['kind']): boolean {
  const asker = ASKERS[kind];
  if (asker === undefined) return false;
  const before = text.slice(Math.max(0, at - LONGEST_TAG), at).toLowerCase();
  const tag = before.lastIndexOf('<');
  if (tag !== -1 && asker.tag.test(before.slice(tag))) return true;
  if (asker.rule === null) return false;
  const [begin, end] = asker.rule;
  return before.lastIndexOf(begin) > before.lastIndexOf(end);
}

const LAZY_IMAGE = /^<img\b.*\bloading\s*=\s*["']?lazy\b/is;

/** Whether a URL in a document is in the tag of an image that is loaded when it comes near the screen. */
export function isLazyAt(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_TAG), at);
  const start = before.lastIndexOf('<');
  if (start === -1) return false;
  const after = text.slice(at, at + LONGEST_TAG);
  const end = after.indexOf('>');
  return end !== -1 && LAZY_IMAGE.test(before.slice(start) + after.slice(0, end));
}
