import { z } from 'zod';

import type { Text } from '../../model/session.ts';
import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { checked } from '../schema-parts.ts';

const NAME_PATTERN = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;

function nameComplaint(name: string): Diagnostic | null {
  if (NAME_PATTERN.test(name)) return null;
  // What is written may be the secret itself: it is not repeated.
  return {
    what: 'This is not the name of an environment variable.',
    todo: 'Write the name (letters, digits, _), never the secret itself.',
  };
}

/** The name of an environment variable. */
export const secretNameSchema = checked(z.string().meta({ pattern: NAME_PATTERN.source }), nameComplaint);

/** A value as written, or `{ secret: NAME }`. */
export function textSchema(maxLength: number) {
  return z.union([
    z.string().max(maxLength),
    z.strictObject({ secret: secretNameSchema.describe('The environment variable that holds the value.') }),
  ]);
}

/** A text from what is written: itself, or the name of the secret. */
export function textOf(text: string | undefined, secret: string | undefined): Text {
  return secret === undefined ? (text ?? '') : { secret };
}

/** What would break the connection or the measurement rather than tell the server something. */
const FORBIDDEN = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
  'cookie',
  'cookie2',
  'expect',
];
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}";

/** Matches exactly the valid names of headers; without flags, as JSON Schema has none. */
export const HEADER_NAME_PATTERN = `^(?!(?:${FORBIDDEN.map(inAnyCase).join('|')})$)${TOKEN}$`;

function inAnyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** The name of an HTTP header field (RFC 9110, token). */
export function headerNameComplaint(name: string): Diagnostic | null {
  if (new RegExp(HEADER_NAME_PATTERN).test(name)) return null;
  if (new RegExp(`^${TOKEN}$`).test(name))
    return { what: `The header ${quote(name)} is set by the browser.`, todo: 'Declare cookies under `cookies`.' };
  return { what: `${quote(name)} is not the name of a header.`, todo: 'Write for example X-Preview.' };
}

export const headerNameSchema = checked(z.string().meta({ pattern: HEADER_NAME_PATTERN }), headerNameComplaint);
