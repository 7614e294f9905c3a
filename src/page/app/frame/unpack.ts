import { fromJson } from '../../data/json.ts';
import type { PageData } from '../../data/page-data.ts';

/** Reads what Node packed: base64 of JSON in raw deflate, in the template with the id `page-data`. */
export async function unpack(page: Document): Promise<PageData> {
  const template = page.querySelector<HTMLTemplateElement>('template#page-data');
  const bytes = bytesOf(template?.content.textContent ?? '');
  const json = await new Response(
    new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
  ).text();
  return fromJson(json) as PageData;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
