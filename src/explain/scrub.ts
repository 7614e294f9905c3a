import { stripQueries } from '../text/strip-query.ts';
/** Lighthouse's own prose: its links are documentation. */
const PROSE_KEYS: ReadonlySet<string> = new Set(['description', 'manualDescription', 'rendererFormattedStrings']);

/**
 * A copy of a Lighthouse result that can be published as a build artefact: no headers, and of every URL neither the
 * credentials nor the query nor the fragment, where sessions and tokens travel. In the quoted markup, relative URLs
 * lose their queries too, and attributes that look like secrets their values.
 */
export function scrubbed<T extends object>(lhr: T): T {
  return scrub(lhr, '') as T;
}

function scrub(value: unknown, key: string): unknown {
  if (key === 'extraHeaders' || key === 'requestHeaders' || key === 'responseHeaders') return null;
  if (PROSE_KEYS.has(key)) return value;
  if (typeof value === 'string') return key === 'snippet' ? scrubMarkup(value) : stripQueries(value);
  if (Array.isArray(value)) return value.map((item) => scrub(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [stripQueries(name), scrub(child, name)]));
}

/** Every name is consumed whole, whether or not a value follows, so that none is looked at twice. */
const ATTRIBUTE = /([\w-]+)(="[^"]*"?)?/g;
const SECRET_NAME = /value|nonce|token|csrf|secret|auth|session|key/i;

function scrubMarkup(markup: string): string {
  return stripQueries(markup)
    .replaceAll(/([\w./-])\?[^\s"'>,)]*/g, '$1')
    .replaceAll(ATTRIBUTE, (whole, name: string, value: string | undefined) =>
      value !== undefined && SECRET_NAME.test(name) ? `${name}="…"` : whole,
    );
}
