import { createHash } from 'node:crypto';

import type { Deploy } from '../../model/deploy.ts';
import { startTags, type StartTag } from '../../text/html.ts';
import { Turns } from '../../system/turns.ts';
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
/** How many addresses of a deploy are read at once: fewer than a browser does. */
const AT_ONCE = 4;

/** An address, and the hash of what is there. */
type Entry = readonly [address: string, hash: string];

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
  const turns = new Turns(AT_ONCE);
  const fetched = async (address: string): Promise<string | null> => {
    const page = await fetchPage(new URL(address, `${deploy.url}/`).href, {
      headers,
      hosts: deploy.hosts,
      allowHosts,
      ...(signal === undefined ? {} : { signal }),
    }).catch(() => null);
    signal?.throwIfAborted();
    return page === null || page.status >= 400 ? null : page.body.toString();
  };
  const read = (address: string): Promise<string | null> => turns.take(() => fetched(address));
  const scripts = new Map<string, Promise<string>>();
  const document = async (path: string): Promise<readonly Entry[]> => {
    const html = await read(`${deploy.url}${path}`);
    if (html === null) return [];
    const tags = startTags(html);
    const linked = scriptsOf(tags, `${deploy.url}${path}`);
    const own: readonly Entry[] = [
      [path, hashOf(shapeOf(tags))],
      [`the scripts of ${path}`, hashOf(linked.join('\n'))],
    ];
    const script = async (address: string): Promise<Entry> => {
      const hash = scripts.get(address) ?? read(address).then((text) => hashOf(text ?? ''));
      scripts.set(address, hash);
      return [address, await hash];
    };
    return [...own, ...(await Promise.all(linked.slice(0, MAX_SCRIPTS).map(script)))];
  };
  return new Map((await Promise.all([...new Set(paths)].map(document))).flat());
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
