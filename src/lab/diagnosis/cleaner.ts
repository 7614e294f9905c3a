import { maskQuery } from '../../text/strip-query.ts';

/** More than this is never looked at, characters. */
const MAX_LOOK = 20_000;
const MAX_URL = 4000;
const MAX_NAME = 500;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** Texts of a page as they may be kept: bounded, in visible characters, without secrets. */
export interface Cleaner {
  /** A URL with its query, in which values that look like secrets are taken out, because requests are matched by it. */
  readonly url: (text: string) => string;
  readonly name: (text: string, most?: number) => string;
}

export function cleanerOf(redactor: { readonly text: (text: string) => string }): Cleaner {
  // Secrets are taken out before anything is cut off, which could leave half of one.
  const clean = (text: string, most: number): string =>
    redactor.text(text.slice(0, MAX_LOOK)).replaceAll(INVISIBLE, '').slice(0, most).toWellFormed();
  return {
    url: (text) => clean(maskQuery(text.slice(0, MAX_LOOK)), MAX_URL),
    name: (text, most = MAX_NAME) => clean(text, most),
  };
}

/** As much of a text as is looked at, in memory of its own: a part of a string keeps all of it. */
export function lookedAt(text: string): string {
  return text.length <= MAX_LOOK ? text : Buffer.from(text.slice(0, MAX_LOOK)).toString();
}
