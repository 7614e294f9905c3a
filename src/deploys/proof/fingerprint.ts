import { createHash } from 'node:crypto';

import type { Deploy } from '../../model/deploy.ts';
import { fetchPage } from '../fetch-page.ts';
import { attributesOf, startTags, tagsOf } from './tags.ts';

/**
 * What the entry documents of a deploy and their scripts are made of, by address. Only what two requests in a row agree
 * on: a nonce or a time is no sign of another deploy.
 */
export type Fingerprint = ReadonlyMap<string, string>;

export interface FingerprintRequest {
  /** Paths of the entry documents. */
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly allowHosts?: readonly string[];
}

const MAX_SCRIPTS = 100;

/** Rejects only for the signal's reason: what cannot be read is no part of the fingerprint. */
export async function takeFingerprint(
  deploy: Pick<Deploy, 'url' | 'hosts'>,
  request: FingerprintRequest,
): Promise<Fingerprint> {
  const [first, second] = [await readOnce(deploy, request), await readOnce(deploy, request)];
  return new Map([...first].filter(([address, hash]) => second.get(address) === hash));
}

/** What is in both fingerprints, but not the same; addresses relative to the deploy. */
export function differences(before: Fingerprint, after: Fingerprint): string[] {
  return [...before].flatMap(([address, hash]) => {
    const now = after.get(address);
    return now === undefined || now === hash ? [] : [address];
  });
}

async function readOnce(
  deploy: Pick<Deploy, 'url' | 'hosts'>,
  { paths, headers = {}, signal, allowHosts = [] }: FingerprintRequest,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const read = async (address: string): Promise<string | null> => {
    const page = await fetchPage(new URL(address, `${deploy.url}/`).href, {
      headers,
      hosts: deploy.hosts,
      allowHosts,
      ...(signal === undefined ? {} : { signal }),
    }).catch(() => null);
    signal?.throwIfAborted();
    return page === null || page.status >= 400 ? null : page.body.toString();
  };
  for (const path of new Set(paths)) {
    const html = await read(`${deploy.url}${path}`);
    if (html === null) continue;
    found.set(path, hashOf(shapeOf(html)));
    const scripts = scriptsOf(html, `${deploy.url}${path}`);
    found.set(`the scripts of ${path}`, hashOf(scripts.join('\n')));
    for (const script of scripts.slice(0, MAX_SCRIPTS))
      if (!found.has(script)) found.set(script, hashOf((await read(script)) ?? ''));
  }
  return found;
}

/** Tags and attributes without the texts between them, which change with prices and the time of the day. */
function shapeOf(html: string): string {
  return startTags(html)
    .map(({ name, attributes }) => {
      const { class: classes = '', id = '', src = '', href = '', rel = '' } = attributesOf(attributes);
      return [name, id, classes, rel, name === 'a' ? '' : href, src].join(' ');
    })
    .join('\n');
}

/** Scripts and style sheets on the deploy's own origin. */
function scriptsOf(html: string, base: string): string[] {
  const scripts = tagsOf(html, 'script').map(({ src }) => src);
  const links = tagsOf(html, 'link').filter(({ rel }) => /^(?:modulepreload|stylesheet)$/i.test(rel ?? ''));
  const addresses = [...scripts, ...links.map(({ href }) => href)].flatMap((address) => {
    const url = address === undefined || address === '' ? null : URL.parse(address, base);
    return url === null || url.origin !== new URL(base).origin ? [] : [url.href];
  });
  return [...new Set(addresses)];
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
