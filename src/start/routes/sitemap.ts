import { XMLParser } from 'fast-xml-parser';

import { isMap } from '../../source/is-map.ts';
import { failureOf, type Client } from './http.ts';

/** URLs that are looked at, and files that they are taken from. */
const MOST_URLS = 5000;
const MOST_FILES = 20;

/** What a site says of its own pages. */
export interface Sitemap {
  /** Absolute URLs as they are written, at most 5000. */
  readonly urls: readonly string[];
  /** Whether there are more. */
  readonly isCut: boolean;
  readonly notices: readonly string[];
}

/** Reads the sitemaps that are declared, else `/sitemap.xml`, and those that they list; of this origin only. */
export async function readSitemaps(client: Client, origin: string, declared: readonly string[]): Promise<Sitemap> {
  const waiting = declared.length > 0 ? [...declared] : [`${origin}/sitemap.xml`];
  const seen = new Set<string>();
  const urls = new Set<string>();
  const notices: string[] = [];
  while (waiting.length > 0 && seen.size < MOST_FILES && urls.size <= MOST_URLS) {
    const url = URL.parse(waiting.shift() ?? '', origin);
    if (url === null || url.origin !== origin || seen.has(url.href)) continue;
    seen.add(url.href);
    const read = await readOne(client, url.href);
    if ('problem' in read) {
      if (declared.length > 0 || read.isThere) notices.push(`The sitemap ${url.pathname} ${read.problem}.`);
      continue;
    }
    waiting.push(...read.sitemaps);
    for (const page of read.pages) if (urls.size <= MOST_URLS) urls.add(page);
  }
  const isCut = urls.size > MOST_URLS || waiting.length > 0;
  return { urls: [...urls].slice(0, MOST_URLS), isCut, notices };
}

type Read =
  | { readonly pages: readonly string[]; readonly sitemaps: readonly string[] }
  | { readonly problem: string; readonly isThere: boolean };

async function readOne(client: Client, url: string): Promise<Read> {
  try {
    const { status, text } = await client.get(url);
    return status === 200 ? locationsIn(text) : { problem: `answers with ${status}`, isThere: false };
  } catch (error) {
    return { problem: `cannot be read: ${failureOf(error)}`, isThere: false };
  }
}

/** Entities of its own can make a short document endlessly long; a sitemap needs none. */
const DECLARES = /<!(?:DOCTYPE|ENTITY)/i;

/** The locations in a sitemap or an index of sitemaps: https://www.sitemaps.org/protocol.html */
export function locationsIn(text: string): Read {
  if (DECLARES.test(text)) return { problem: 'is refused, because it has a DOCTYPE', isThere: /<\?xml/.test(text) };
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: (name) => name === 'url' || name === 'sitemap',
  });
  try {
    const document = parser.parse(wholeEntries(text)) as unknown;
    const at = (root: string, item: string): string[] => {
      const list = isMap(document) && isMap(document[root]) ? document[root][item] : [];
      return Array.isArray(list) ? list.flatMap(locationOf) : [];
    };
    const [pages, sitemaps] = [at('urlset', 'url'), at('sitemapindex', 'sitemap')];
    if (pages.length + sitemaps.length > 0) return { pages, sitemaps };
    return { problem: 'lists no pages', isThere: true };
  } catch {
    return { problem: 'is not valid XML', isThere: true };
  }
}

/** Without the entry in whose middle a long sitemap was cut off; the parser does not miss the end of the root. */
function wholeEntries(text: string): string {
  if (/<\/(?:\w+:)?(?:urlset|sitemapindex)>\s*$/.test(text.slice(-1000))) return text;
  const end = Math.max(text.lastIndexOf('</url>'), text.lastIndexOf('</sitemap>'));
  return end === -1 ? text : text.slice(0, text.indexOf('>', end) + 1);
}

function locationOf(entry: unknown): string[] {
  const location = isMap(entry) ? entry['loc'] : null;
  return typeof location === 'string' && URL.canParse(location.trim()) ? [location.trim()] : [];
}
