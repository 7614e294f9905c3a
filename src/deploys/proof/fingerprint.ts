import { createHash } from 'node:crypto';

import type { Deploy } from '../../model/deploy.ts';
import { startTags, type StartTag } from '../../text/html.ts';
import { fetchPage } from '../fetch-page.ts';

/**
 * The contents of a deploy's entry documents and their scripts, by address. Only what two consecutive requests agree
 * on, because a changed nonce or time does not mean another deploy.
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

/** Rejects only with the signal's reason; what cannot be read is left out of the fingerprint. */
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
    const tags = startTags(html);
    found.set(path, hashOf(shapeOf(tags)));
    const scripts = scriptsOf(tags, `${deploy.url}${path}`);
    found.set(`the scripts of ${path}`, hashOf(scripts.join('\n')));
    for (const script of scripts.slice(0, MAX_SCRIPTS))
      if (!found.has(script)) found.set(script, hashOf((await read(script)) ?? ''));
  }
  return found;
}

/** Tags and attributes without the texts between them, which change with prices and the time of the day. */
function shapeOf(tags: readonly StartTag[]): string {
  return tags
    .map(({ name, attributes }) => {
      const kept = name === 'a' ? ['id', 'class', 'rel', 'src'] : ['id', 'class', 'rel', 'href', 'src'];
      return JSON.stringify([name, ...kept.map((each) => attributes.get(each) ?? '')]);
    })
    .join('\n');
}

const LOADED = /^(?:modulepreload|stylesheet)$/i;

/** Scripts and style sheets on the deploy's own origin. */
function scriptsOf(tags: readonly StartTag[], base: string): string[] {
  const scripts = tags.filter(({ name }) => name === 'script').map(({ attributes }) => attributes.get('src'));
  const links = tags
    .filter(({ name, attributes }) => name === 'link' && LOADED.test(attributes.get('rel') ?? ''))
    .map(({ attributes }) => attributes.get('href'));
  const addresses = [...scripts, ...links].flatMap((address) => {
    const url = address === undefined || address === '' ? null : URL.parse(address, base);
    return url === null || url.origin !== new URL(base).origin ? [] : [url.href];
  });
  return [...new Set(addresses)];
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
