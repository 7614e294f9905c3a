/**
 * Whether a text matches a glob in which only `*` is special and stands for any text. Each part between two stars
 * matches at its first occurrence, so there is no backtracking. An equivalent regular expression could take time that
 * grows with a power of the text's length.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const parts = glob.split(/\*+/);
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return first === text;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
