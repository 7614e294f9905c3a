import { inflateRawSync } from 'node:zlib';

import { fromJson } from '../../src/page/data/json.ts';
import type { PageData } from '../../src/page/data/page-data.ts';

/** What is between the tags of the only element of its kind. */
export function contentOf(page: string, tag: 'script' | 'style'): string {
  const found = [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))];
  if (found.length !== 1) throw new Error(`${found.length} elements ${tag}`);
  return found[0]?.[1] ?? '';
}

/** The page without its script, its style and its packed data: all that is there without scripts. */
export function staticPart(page: string): string {
  return page.replace(/<(script|style|template)\b.*?<\/\1>/gs, '');
}

/** The text of a reader who sees no markup. */
export function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');
}

/** As the browser does. */
export function unpacked(page: string): PageData {
  const [, base64 = ''] = /<template id="page-data">([^<]*)<\/template>/.exec(page) ?? [];
  return fromJson(inflateRawSync(Buffer.from(base64, 'base64')).toString()) as PageData;
}
