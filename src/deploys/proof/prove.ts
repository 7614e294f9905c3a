import type { ShaProof } from '../../model/config.ts';
import type { DoubtCode } from '../../model/campaign.ts';
import { SIDES, type Deploy, type Side } from '../../model/deploy.ts';
import { fetchPage, OffLimits } from '../fetch-page.ts';
import { differences, takeFingerprint, type Fingerprint } from './fingerprint.ts';
import { claimedSha, describeProof, isSameSha } from './sha.ts';

/** Why the run's numbers are worthless: the commits that they belong to are unknown. */
export interface Doubt {
  readonly code: DoubtCode;
  /** A sentence. */
  readonly reason: string;
}

export interface ProveRequest {
  readonly base: Deploy | null;
  readonly head: Deploy;
  readonly proof: ShaProof | null;
  /** Paths of the routes. */
  readonly paths: readonly string[];
  /** What visits of a deploy send beside the browser's own. */
  readonly headersFor?: (deploy: Deploy) => Readonly<Record<string, string>>;
  /** Sides whose page may ask who visits: set-up steps or cookies answer that. */
  readonly hasLogin?: boolean;
  readonly signal?: AbortSignal;
  /** Hosts of this machine and its network that pages may reach. */
  readonly allowHosts?: readonly string[];
}

/** What was seen before the first visit, to compare with what is seen after the last. */
export interface Proof {
  /** Null if everything is as it should be. */
  readonly doubt: Doubt | null;
  /** Once more, after the last visit. */
  readonly again: () => Promise<Doubt | null>;
}

/**
 * Proves that each deploy serves the commit that it is labelled with, where a proof is declared; else takes a fingerprint
 * that shows whether a deploy changes. A deploy without a label proves nothing, but must not change either.
 */
export async function prove(request: ProveRequest): Promise<Proof> {
  const wall = await loginWall(request);
  if (wall !== null) return { doubt: wall, again: async () => wall };
  const { proof } = request;
  if (proof === null) {
    const before = await fingerprints(request);
    return { doubt: null, again: async () => changed(request, before, await fingerprints(request)) };
  }
  const first = await claims(request, proof);
  const doubt = mismatch(proof, first, 'before');
  return { doubt, again: async () => mismatch(proof, await claims(request, proof), 'after') };
}

function deploysOf({ base, head }: Pick<ProveRequest, 'base' | 'head'>): Deploy[] {
  return SIDES.flatMap((side) => (side === 'base' ? base : head) ?? []);
}

function asking({ headersFor, signal, allowHosts = [] }: ProveRequest, deploy: Deploy) {
  return { headers: headersFor?.(deploy) ?? {}, allowHosts, ...(signal === undefined ? {} : { signal }) };
}

async function claims(request: ProveRequest, proof: ShaProof) {
  const [path = '/'] = request.paths;
  return Promise.all(
    deploysOf(request).map(async (deploy) => ({
      deploy,
      claim: await claimedSha(deploy, { ...asking(request, deploy), proof, path }),
    })),
  );
}

function mismatch(proof: ShaProof, found: Awaited<ReturnType<typeof claims>>, when: 'before' | 'after'): Doubt | null {
  const moment = when === 'before' ? 'before the first visit' : 'after the last visit';
  for (const { deploy, claim } of found) {
    if ('problem' in claim)
      return {
        code: 'sha-unknown',
        reason: `The ${deploy.side} deploy does not say which commit it serves: ${claim.problem}.`,
      };
    if (deploy.sha !== null && !isSameSha(claim.sha, deploy.sha))
      return {
        code: 'sha-mismatch',
        reason: `The ${deploy.side} deploy ${deploy.url} should serve ${deploy.sha}, but ${moment} its ${describeProof(proof)} says ${claim.sha}.`,
      };
  }
  return null;
}

type Fingerprints = ReadonlyMap<Side, Fingerprint>;

async function fingerprints(request: ProveRequest): Promise<Fingerprints> {
  const taken = deploysOf(request).map(
    async (deploy) =>
      [deploy.side, await takeFingerprint(deploy, { ...asking(request, deploy), paths: request.paths })] as const,
  );
  return new Map(await Promise.all(taken));
}

function changed(request: ProveRequest, before: Fingerprints, after: Fingerprints): Doubt | null {
  for (const { side, url } of deploysOf(request)) {
    const [first, ...others] = differences(before.get(side) ?? new Map(), after.get(side) ?? new Map());
    if (first === undefined) continue;
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return {
      code: 'deploy-changed',
      reason: `The ${side} deploy ${url} changed while it was measured: ${first}${more}.`,
    };
  }
  return null;
}

/** A page that asks who visits, in place of the site. */
async function loginWall(request: ProveRequest): Promise<Doubt | null> {
  if (request.hasLogin === true) return null;
  const [path = '/'] = request.paths;
  for (const deploy of deploysOf(request)) {
    const found = await wallOf(deploy, path, request);
    if (found !== null)
      return {
        code: 'login-wall',
        reason: `The ${deploy.side} deploy shows a login instead of the page: ${found}. Declare \`bypass:\`, \`basic-auth:\` or \`setup:\`.`,
      };
  }
  return null;
}

/** Hosts that previews redirect signed-out visitors to. */
const LOGIN_HOSTS =
  /(?:^|\.)(?:vercel\.com|netlify\.com|cloudflareaccess\.com|auth0\.com|okta\.com|login\.microsoftonline\.com|accounts\.google\.com|github\.com)$/i;

export function isLoginHost(hostname: string): boolean {
  return LOGIN_HOSTS.test(hostname);
}

const LOGIN_PATH = /\/(?:log-?in|sign-?in|sso|oauth2?|saml|auth)\b/i;

/** Rejects only for the signal's reason: what else goes wrong, Chrome will say better of the route that it concerns. */
async function wallOf(deploy: Deploy, path: string, request: ProveRequest): Promise<string | null> {
  const { signal } = request;
  // The target of its redirect counts, even if that may not be requested.
  const page = await fetchPage(`${deploy.url}${path}`, { ...asking(request, deploy), hosts: deploy.hosts }).catch(
    (error: unknown) => (error instanceof OffLimits ? { url: error.url, status: null } : null),
  );
  signal?.throwIfAborted();
  if (page === null) return null;
  if (page.status === 401) return `${path} is answered with 401`;
  const { origin, hostname, pathname } = new URL(page.url);
  if (origin === new URL(deploy.url).origin) return null;
  return isLoginHost(hostname) || LOGIN_PATH.test(pathname) ? `it redirects to ${origin}` : null;
}
