const HIDDEN = /<(\/?)(script|noscript|template)\b/gi;

/** Whether the markup of a document names a URL by its file, in whatever way its path and query are written there. */
export function namesFile(html: string, url: string): boolean {
  const file = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  if (file === '') return true;
  const markup = visible(html);
  return markup.includes(file) || markup.includes(decoded(file));
}

/** The markup without what the parser does not look into. In one pass: a hostile page may open tags without end. */
function visible(html: string): string {
  let kept = '';
  let at = 0;
  let inside: string | null = null;
  for (const { 1: slash, 2: tag = '', index } of html.matchAll(HIDDEN)) {
    const name = tag.toLowerCase();
    if (inside === null && slash === '') {
      kept += html.slice(at, index);
      inside = name;
    } else if (inside === name && slash === '/') {
      inside = null;
      at = index;
    }
  }
  return inside === null ? kept + html.slice(at) : kept;
}

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
