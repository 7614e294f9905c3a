/** The first cookie that two answers set differently, as `cookie NAME`, never with its value; null if they agree. */
export function cookieDifference(base: readonly string[], head: readonly string[]): string | null {
  const [onBase, onHead] = [cookiesIn(base), cookiesIn(head)];
  const names = new Set([...onBase.keys(), ...onHead.keys()]);
  for (const name of names) if (onBase.get(name) !== onHead.get(name)) return `cookie ${name}`;
  return null;
}

/** Each cookie's name with what it is set to; a name that is set twice has both. */
function cookiesIn(lines: readonly string[]): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';').map((piece) => piece.trim());
    const name = pair.slice(0, Math.max(0, pair.indexOf('=')));
    cookies.set(name, [cookies.get(name) ?? '', pair, ...attributes.map(timeless).toSorted()].join('\n'));
  }
  return cookies;
}

/** Every clock begins to count later. */
const LONG_AGO = Date.UTC(2001);

/** An attribute without its clock time: whether it deletes the cookie, or keeps it for some time, is all that stays. */
function timeless(attribute: string): string {
  const [, name = attribute, value = ''] = /^([^=]*?)\s*=\s*(.*)$/.exec(attribute) ?? [];
  const key = name.toLowerCase();
  if (key === 'expires') return Date.parse(value) < LONG_AGO ? 'expires=past' : 'expires=future';
  if (key === 'max-age') return Number(value) <= 0 ? 'max-age=past' : 'max-age=future';
  return value === '' ? key : `${key}=${value}`;
}
