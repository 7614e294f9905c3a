import { stripQuery } from '../../text/strip-query.ts';
import { pathBelow, type DroppedPath, type FoundRoute } from './found.ts';
import { failureOf, type Answer, type Client } from './http.ts';
import { canonicalIn } from './links.ts';
import type { PathGroup } from './template.ts';

/** Routes that a first configuration has at most. */
export const MOST_ROUTES = 8;
/** Groups whose pages are asked for, and pages of each. */
const MOST_GROUPS = 24;
const MOST_OF_A_GROUP = 3;

/** A path that leads to a form where a visitor logs in. */
const LOG_IN = /(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sso|saml|oauth2?|authorize|authenticate)(?:[/._-]|$)/i;

/** A path that ends a visitor's session. */
const LOG_OUT = /(?:^|[/._-])(?:log-?out|log-?off|sign-?out)(?:[/._-]|$)/i;

/** Whether a URL is that of a log-in page, by its path or host. */
export function isLogIn(url: string): boolean {
  const parsed = URL.parse(url, 'http://path.invalid');
  return parsed !== null && (LOG_IN.test(parsed.pathname) || /^(?:login|auth|sso|accounts?)\./i.test(parsed.hostname));
}

/** What the pages of a site have answered. */
export interface Probed {
  readonly routes: readonly FoundRoute[];
  readonly dropped: readonly DroppedPath[];
}

/** What is asked for, and who forbids it. */
export interface Probing {
  readonly client: Client;
  readonly origin: string;
  readonly forbids: (url: string) => boolean;
}

/** One page for each group that answers as a page does, best first; the others with the reason why not. */
export async function probeGroups(groups: readonly PathGroup[], probing: Probing): Promise<Probed> {
  const routes: FoundRoute[] = [];
  const dropped: DroppedPath[] = [];
  const taken = new Set<string>();
  for (const { template, paths } of inOrder(groups).slice(0, MOST_GROUPS)) {
    if (routes.length === MOST_ROUTES) break;
    for (const named of paths.slice(0, MOST_OF_A_GROUP)) {
      const { path, reason } = await visit(named, taken, probing);
      if (reason === null) {
        taken.add(path);
        routes.push({ path, template, count: paths.length });
        break;
      }
      dropped.push({ path, reason });
    }
  }
  return { routes, dropped };
}

/** The start page, then those with many pages, then those near the root. */
export function inOrder(groups: readonly PathGroup[]): PathGroup[] {
  return groups.toSorted(
    (one, other) =>
      Number(other.template === '/') - Number(one.template === '/') ||
      other.paths.length - one.paths.length ||
      depth(one) - depth(other),
  );
}

function depth({ template }: PathGroup): number {
  return template.split('/').filter((each) => each !== '').length;
}

/** Asks for a page. One that redirects to itself with or without a slash at its end is asked for there. */
async function visit(path: string, taken: ReadonlySet<string>, probing: Probing): Promise<Visited> {
  const { client, origin, forbids } = probing;
  if (LOG_OUT.test(stripQuery(path))) return { path, reason: 'logs a visitor out' };
  if (forbids(origin + path)) return { path, reason: 'is forbidden by robots.txt' };
  try {
    const answer = await client.get(origin + path);
    const to = answer.location === null ? null : pathBelow(origin, answer.location);
    if (to !== null && (to === `${path}/` || `${to}/` === path)) return await visitHere(to, taken, probing);
    return { path, reason: faultOf(path, answer, taken, origin) };
  } catch (error) {
    return { path, reason: `cannot be loaded: ${failureOf(error)}` };
  }
}

/** A page, and what speaks against it; null if nothing does. */
interface Visited {
  readonly path: string;
  readonly reason: string | null;
}

async function visitHere(path: string, taken: ReadonlySet<string>, { client, origin }: Probing): Promise<Visited> {
  return { path, reason: faultOf(path, await client.get(origin + path), taken, origin) };
}

function faultOf(path: string, answer: Answer, taken: ReadonlySet<string>, origin: string): string | null {
  const { status, location, type, text } = answer;
  if (taken.has(path)) return 'is a repeat';
  if (location !== null) {
    const shown = stripQuery(location);
    const to = pathBelow(origin, shown) ?? shown;
    return isLogIn(location) ? `redirects to a log-in page (${to})` : `redirects to ${to}`;
  }
  if (status === 401 || status === 403) return `answers with ${status}: it may need a log-in`;
  if (status < 200 || status > 299) return `answers with ${status}`;
  if (!/\b(?:html|xhtml)\b/i.test(type)) return `is not a page (${type === '' ? 'no content type' : type})`;
  const canonical = canonicalIn(origin + path, text);
  const same = canonical === null ? null : pathBelow(origin, canonical);
  return same !== null && same !== path && taken.has(same) ? `repeats ${same}, which it names as canonical` : null;
}
