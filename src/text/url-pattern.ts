import { matchesGlob } from './glob.ts';

/**
 * Whether a URL is of a pattern: a glob of its path, or of path and query, on the deploy's own origin where it begins
 * with a slash, else of the whole URL. `*` stands for anything, slashes too.
 */
export function matchesUrl(pattern: string, url: string, origin: string): boolean {
  const whole = url.split('#')[0] ?? '';
  if (!pattern.startsWith('/')) return matchesUncased(pattern, whole);
  if (!whole.startsWith(`${origin}/`)) return false;
  const path = whole.slice(origin.length);
  return matchesUncased(pattern, path) || matchesUncased(pattern, path.split('?', 1).join(''));
}

/** As hosts are, in any case. */
export function matchesUncased(glob: string, text: string): boolean {
  return matchesGlob(glob.toLowerCase(), text.toLowerCase());
}
