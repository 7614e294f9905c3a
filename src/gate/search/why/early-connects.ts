const MOST_LINKS = 20;
/** A longer tag is not looked into, characters. */
const LONGEST_LINK = 2000;

/** Where a document has a tag that connects early to a host: offsets of the tags. */
export function earlyConnects(text: string, host: string): number[] {
  const found: number[] = [];
  for (const { 0: link, index } of text.matchAll(/<link\b[^<>]*>/gi)) {
    if (found.length === MOST_LINKS) break;
    if (link.length <= LONGEST_LINK && isEarly(link) && names(link, host)) found.push(index);
  }
  return found;
}

function isEarly(link: string): boolean {
  const values = [...link.matchAll(/\brel\s*=\s*["']?([^"'<>]*)/gi)].map(([, value = '']) => value);
  return values.some((value) => /\b(?:preconnect|dns-prefetch)\b/i.test(value));
}

function names(link: string, host: string): boolean {
  const [text, wanted] = [link.toLowerCase(), `//${host.toLowerCase()}`];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1))
    if (!/[\w.:-]/.test(text[at + wanted.length] ?? '')) return true;
  return false;
}
