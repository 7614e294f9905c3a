import { matchesGlob } from './glob.ts';
import { stripFragment, stripQuery } from './strip-query.ts';

/**
 * Whether a URL matches a pattern. A pattern that begins with a slash is a glob of the path, or of path and query, on
 * the deploy's own origin; any other is a glob of the whole URL. `*` stands for any text, including slashes.
 */
export function matchesUrl(pattern: string, url: string, origin: string): boolean {
  const whole = stripFragment(url);
  if (!pattern.startsWith('/')) return matchesUncased(pattern, whole);
  if (!whole.startsWith(`${origin}/`)) return false;
  const path = whole.slice(origin.length);
  return matchesUncased(pattern, path) || matchesUncased(pattern, stripQuery(path));
}

/** As hosts are, in any case. */
export function matchesUncased(glob: string, text: string): boolean {
  return matchesGlob(glob.toLowerCase(), text.toLowerCase());
}
