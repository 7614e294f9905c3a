/**
 * Whether a URL is of a pattern: a glob of its path, or of path and query, on the deploy's own origin where it begins
 * with a slash, else of the whole URL. `*` stands for anything, slashes too.
 */
export function matchesUrl(pattern: string, url: string, origin: string): boolean {
  const whole = url.split('#')[0] ?? '';
  if (!pattern.startsWith('/')) return globPattern(pattern).test(whole);
  if (!whole.startsWith(`${origin}/`)) return false;
  const path = whole.slice(origin.length);
  const glob = globPattern(pattern);
  return glob.test(path) || glob.test(path.split('?')[0] ?? '');
}

/** A glob as an expression: only `*` is special. */
export function globPattern(glob: string): RegExp {
  const literal = glob.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll(/\*+/g, '.*')}$`, 'is');
}
