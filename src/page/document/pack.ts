import { deflateRawSync } from 'node:zlib';

import { toJson } from '../data/json.ts';
import type { PageData } from '../data/page-data.ts';

/** The data as base64 of its JSON in raw deflate: no character of it means anything in HTML. */
export function packed(data: PageData): string {
  return deflateRawSync(toJson(data), { level: 9 }).toString('base64');
}
