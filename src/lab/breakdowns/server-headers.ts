import type { Evidence } from '../../model/sample.ts';
import { stablePath } from '../../text/stable-path.ts';

const MAX_LENGTH = 100;

/** What is kept of each header that names a cache or a region; null if it says nothing. */
const HEADERS: Readonly<Record<string, (value: string) => string | null>> = {
  // How long a shared cache has had the answer changes with every visit; that it had it does not.
  age: (value) => (Number(value) > 0 ? 'above 0' : '0'),
  'cf-cache-status': whole,
  'x-vercel-cache': whole,
  'x-cache': whole,
  // CloudFront and others name a host that is a hash.
  via: (value) => value.split(',').map(withoutHashes).join(', '),
  // `fra1::iad1::k9x2-1700000000-3f2a`: edge, region of the function, id of the request.
  'x-vercel-id': (value) => value.split('::').slice(0, -1).join(' to ') || null,
  // `8f2a3c1b7d8e0a1b-FRA`.
  'cf-ray': (value) => /-([A-Z]{3})$/.exec(value.trim())?.[1] ?? null,
  // `FRA56-P5`: the edge location, its cluster and part.
  'x-amz-cf-pop': (value) => /^[A-Z]{3}/.exec(value.trim())?.[0] ?? null,
  'fly-region': whole,
  // `cache-fra-eddf8230123-FRA, cache-iad-kiad7000045-IAD`: Fastly's servers.
  'x-served-by': (value) => [...value.matchAll(/-([A-Z]{3})(?=,|\s|$)/g)].map(([, place]) => place).join(', ') || null,
};

/** The headers of the main document by which two deploys can be told to come from different caches or regions. */
export function placeHeaders(headers: Readonly<Record<string, string>>): Evidence['headers'] {
  return Object.entries(HEADERS).flatMap(([name, read]) => {
    const value = headers[name] === undefined ? null : read(headers[name]);
    return value === null ? [] : [{ name, value: value.slice(0, MAX_LENGTH) }];
  });
}

function whole(value: string): string | null {
  return value.trim() === '' ? null : value.trim();
}

/** Each is consumed whole, with or without a dot, so that none is looked at twice. */
const LABEL = /([\w-]+)(\.)?/g;

function withoutHashes(hop: string): string {
  return hop
    .trim()
    .replaceAll(LABEL, (label, name: string, dot: string | undefined) =>
      dot !== undefined && name.length >= 8 ? stablePath(name) + dot : label,
    );
}
