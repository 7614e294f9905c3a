import type { Place } from '../../model/place.ts';

/**
 * `route/product/mobile`, `commits`: the id of an element of the report page as the hash of a link has it, so that it
 * leads there without any script.
 */
export function pageAnchor(section: string, place: Place | null = null): string {
  return place === null ? section : [section, place.route, place.condition].map(segment).join('/');
}

/** Beside what is encoded in any URL, what ends a Markdown link. Half a surrogate pair has no encoding. */
function segment(text: string): string {
  const encoded = encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
