import type { DiagnosedRequest, DiagnosticVisit } from '../model/diagnosis.ts';
import { BuildNames } from '../text/build-names.ts';
import { stripQuery } from '../text/strip-query.ts';

/** A diagnostic visit with its names the same as in another build. */
export interface SeenVisit {
  readonly visit: DiagnosticVisit;
  readonly deployUrl: string;
  /** Of the page itself; null if it is not in the record. */
  readonly document: DiagnosedRequest | null;
  /** Of the LCP element's image. */
  readonly hero: DiagnosedRequest | null;
  /** When the document's answer began. */
  readonly ttfbMs: number;
  /** By type, path and query; a repeated request has its number, from 2. */
  readonly requests: ReadonlyMap<string, DiagnosedRequest>;
  /** A URL without what differs between builds and deploys: origin, prefix, content hashes, the SHAs. */
  readonly keyOf: (url: string) => string;
  readonly isThirdParty: (url: string) => boolean;
}

/** @param shas of both commits */
export function seenVisit(visit: DiagnosticVisit, deployUrl: string, shas: readonly string[]): SeenVisit {
  const keyOf = keysBelow(deployUrl, shas, visit);
  const document = visit.requests.filter(({ kind }) => kind === 'document').toSorted(byAsked)[0] ?? null;
  return {
    visit,
    deployUrl,
    document,
    hero: heroOf(visit),
    ttfbMs: document?.answeredMs ?? 0,
    requests: keyed(visit.requests, keyOf),
    keyOf,
    isThirdParty: (url) => isThirdParty(url, deployUrl),
  };
}

function byAsked(one: DiagnosedRequest, other: DiagnosedRequest): number {
  return one.askedMs - other.askedMs;
}

/** The last that was sent for it before it was painted: an image that is not reused is sent again. */
function heroOf({ requests, lcp }: DiagnosticVisit): DiagnosedRequest | null {
  const url = lcp?.url ?? null;
  if (url === null || lcp === null) return null;
  const own = requests.filter((each) => each.kind !== 'document' && (each.url === url || each.redirects.includes(url)));
  const inTime = own.filter(({ endedMs }) => endedMs !== null && endedMs <= lcp.renderedMs);
  return inTime.toSorted(byAsked).at(-1) ?? own[0] ?? null;
}

/** The deploy may be below a path of its host, which may hold the SHA. */
function keysBelow(deployUrl: string, shas: readonly string[], { requests }: DiagnosticVisit): (url: string) => string {
  const own = URL.canParse(deployUrl) ? deployUrl : 'about:blank';
  const names = new BuildNames({ deployUrl: own, shas, served: requests.map(({ url }) => ({ url, content: null })) });
  const prefix = names.key(stripQuery(own)).replace(/\/$/, '');
  const known = new Map<string, string>();
  return (url) => {
    const key = known.get(url) ?? names.key(url);
    known.set(url, key);
    return names.isSameOrigin(url) && key.startsWith(`${prefix}/`) ? key.slice(prefix.length) : key;
  };
}

function keyed(
  requests: readonly DiagnosedRequest[],
  keyOf: (url: string) => string,
): ReadonlyMap<string, DiagnosedRequest> {
  const found = new Map<string, DiagnosedRequest>();
  const times = new Map<string, number>();
  for (const request of requests.toSorted(byAsked)) {
    const [first] = [...request.redirects, request.url];
    const key = JSON.stringify([request.kind, request.method, keyOf(first ?? request.url)]);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    found.set(time === 1 ? key : `${key} ${time}`, request);
  }
  return found;
}

/** Of another origin that is not a sibling of the deploy's host, as `static.shop.example` is of `www.shop.example`. */
function isThirdParty(url: string, deployUrl: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(deployUrl)) return false;
  const [own, deploy] = [new URL(url), new URL(deployUrl)];
  if (!/^https?:$/.test(own.protocol) || own.origin === deploy.origin) return false;
  const [site, ownSite] = [siteOf(deploy.hostname), siteOf(own.hostname)];
  return site === null || site !== ownSite;
}

/** The last two labels, where a name has more; what hosts of one platform share is not a site. */
function siteOf(hostname: string): string | null {
  const labels = hostname.split('.');
  if (labels.length < 2 || /^[\d.]+$/.test(hostname) || hostname.startsWith('[')) return null;
  return /\.(?:vercel\.app|netlify\.app|pages\.dev|github\.io|web\.app|onrender\.com|co\.\w\w|com\.\w\w)$/.test(
    hostname,
  )
    ? labels.slice(-3).join('.')
    : labels.slice(-2).join('.');
}
