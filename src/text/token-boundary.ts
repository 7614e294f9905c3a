/** What an escape ends in: `%2F`, `%252F`, `\u002F`, `\x2F`, `\n`; and what `git describe` puts before a commit. */
const SEPARATOR = /(?:-g|%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[nrt])$/i;
const LONGEST_SEPARATOR = 9;
/** A number in decimal, with an exponent or without. */
const NUMBER = /^\d+(?:e\d+)?$/i;

/** Whether a part of a text stands by itself, so that it is not a piece of a longer word or number. */
export function standsAlone(text: string, at: number, length: number): boolean {
  const joins = text.slice(at, at + length).includes('_') ? /\w/ : /[A-Za-z\d]/;
  if (joins.test(text.charAt(at + length))) return false;
  return !joins.test(text.charAt(at - 1)) || SEPARATOR.test(text.slice(Math.max(0, at - LONGEST_SEPARATOR), at));
}

/** Whether a token can be meant as a number: then two that differ may be data, whatever they are named after. */
export function readsAsNumber(token: string): boolean {
  return NUMBER.test(token);
}
