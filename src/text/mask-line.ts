import { elideSecrets } from './strip-query.ts';
import { soundsSecret } from './tokens.ts';

const MASK = '***';
const URL_IN_LINE = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>]+/gi;
/** `key: value`, `"key": "value"`; the value ends where one in braces or brackets does. */
const PAIR =
  /(["']?)([\w.-]{1,200})\1(\s*:\s+)(?!["']?(?:[{[&*|>]|\s*$))("[^"]*"?|'[^']*'?|[^\s,{}[\]#"'][^,{}[\]#]*)/g;
/** A key whose value begins on the next line. */
const OPEN_KEY = /([\w.-]{1,200})["']?\s*:\s*(?:[|>][+\-\d]{0,2})?\s*$/;
/** What a secret is called by in a configuration: the name of a variable. */
const VARIABLE = /^["']?[A-Z_][A-Z0-9_]*["']?$/;
const HEADER = /^(?:proxy-)?authorization$|^cookie$/i;

/**
 * A line of a configuration as it may be shown: without the values of keys that sound secret, because somebody may have
 * written the secret where its name belongs, and without the queries and credentials of URLs.
 *
 * @param before the line above it, which may have the key; empty if there is none
 */
export function maskLine(line: string, before: string): string {
  const [, key] = OPEN_KEY.exec(before) ?? [];
  if (key !== undefined && isSecret(key) && !VARIABLE.test(line.trim())) return line.replace(/\S.*/, MASK);
  const withoutUrls = line.replace(URL_IN_LINE, (url) => elideSecrets(url));
  return withoutUrls.replace(PAIR, (pair, quote: string, name: string, colon: string, value: string) => {
    if (!isSecret(name) || VARIABLE.test(value.trim())) return pair;
    return `${quote}${name}${quote}${colon}${MASK}${value.slice(value.trimEnd().length)}`;
  });
}

function isSecret(key: string): boolean {
  return soundsSecret(key.replaceAll('-', '_')) || HEADER.test(key);
}
