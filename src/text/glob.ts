/**
 * Whether a text is of a glob in which `*` stands for any text and nothing else is special. Each part between two stars
 * is taken where it stands first, which an expression does not know: its time grows with a power of the text's length.
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
