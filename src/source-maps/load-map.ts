import { posix } from 'node:path';

import type { MapFolder } from './map-folder.ts';
import { decodeDataUrl, linkIn } from './map-link.ts';
import type { NoFileReason, ServedScript } from './original-place.ts';
import { MAX_MAP_BYTES, parseMap, type ParsedMap } from './parse-map.ts';
import { decoded } from './source-path.ts';

/** The bytes at a URL. Rejects if they cannot be had; it must not follow redirects to other origins. */
export type FetchMap = (url: string, limitBytes: number) => Promise<Buffer>;

export interface MapSources {
  readonly folder: MapFolder | null;
  /** Maps may lie at their origins, beside the script's own. */
  readonly deployUrls: readonly string[];
  readonly fetchMap: FetchMap;
  /** Whether so many more bytes may be kept. */
  readonly keeps: (bytes: number) => boolean;
}

/** A script's map, or why there is none. */
export type LoadedMap =
  | { readonly map: ParsedMap; readonly base: string }
  | {
      readonly why: Extract<NoFileReason, 'no-map' | 'malformed' | 'too-large' | 'other-origin' | 'unreachable'>;
    };

/** No script begins like that, but for a comment as in HTML. */
const DOCUMENT = /^\s*<(?!!--)/;

type FoundMap = { readonly bytes: Buffer | 'too-large'; readonly base: string } | Exclude<LoadedMap, { map: unknown }>;

/** The map of the folder first: the user named it, and it costs no request. */
export async function loadMap(script: ServedScript, sources: MapSources): Promise<LoadedMap> {
  const found = (await fromFolder(script, sources)) ?? (await fromLink(script, sources));
  if ('why' in found) return found;
  if (found.bytes === 'too-large') return { why: 'too-large' };
  const map = parseMap(found.bytes);
  if (typeof map === 'string') return { why: map };
  return sources.keeps(map.bytes) ? { map, base: found.base } : { why: 'too-large' };
}

async function fromFolder({ url, text }: ServedScript, { folder }: MapSources): Promise<FoundMap | null> {
  if (folder === null || !/^https?:/i.test(url) || !URL.canParse(url)) return null;
  return folder.mapOf(pathOf(new URL(url)), text);
}

async function fromLink(script: ServedScript, sources: MapSources): Promise<FoundMap> {
  const link = linkOf(script);
  if (link === null) return { why: 'no-map' };
  if (/^data:/i.test(link)) {
    const bytes = decodeDataUrl(link);
    return bytes === null ? { why: 'malformed' } : { bytes, base: baseOf(script.url) };
  }
  if (!URL.canParse(link, script.url)) return { why: 'no-map' };
  const target = new URL(link, script.url);
  const origins = [script.url, ...sources.deployUrls].map((url) => (URL.canParse(url) ? new URL(url).origin : null));
  const isAllowed = /^https?:$/.test(target.protocol) && origins.includes(target.origin);
  return isAllowed ? fetched(target, sources.fetchMap) : { why: 'other-origin' };
}

/**
 * A `data:` URL is cut where it was recorded, to nothing even, and whole in the text. A document has no map: those of its
 * inline scripts count from where each of them begins.
 */
function linkOf({ sourceMap, text }: ServedScript): string | null {
  if (text !== null && DOCUMENT.test(text)) return null;
  const isCut = sourceMap === null || /^data:/i.test(sourceMap);
  return (isCut && text !== null ? linkIn(text) : null) ?? (sourceMap === 'data:' ? null : sourceMap);
}

async function fetched(url: URL, fetchMap: FetchMap): Promise<FoundMap> {
  try {
    return { bytes: await fetchMap(url.href, MAX_MAP_BYTES), base: baseOf(url.href) };
  } catch (error) {
    return { why: error instanceof RangeError ? 'too-large' : 'unreachable' };
  }
}

/** The folder of a URL, without the leading slash. */
function baseOf(url: string): string {
  return URL.canParse(url) ? posix.dirname(pathOf(new URL(url))).replace(/^\.$/, '') : '';
}

function pathOf({ pathname }: URL): string {
  return decoded(pathname).replace(/^\/+/, '');
}
