import { stripFragment, stripQuery } from '../../text/strip-query.ts';
import { pathBelow, type FoundRoutes } from './found.ts';
import { failureOf, openClient, type Answer, type Client } from './http.ts';
import { linksOf } from './links.ts';
import { isLogIn, probeGroups } from './probe.ts';
import { readRobots } from './robots.ts';
import { readSitemaps } from './sitemap.ts';
import { groupByTemplate } from './template.ts';

/** How long a site is looked at in all. */
const SURVEY_TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 5;

/** What a survey needs of this machine. */
export interface Surveyor {
  readonly chromePath: string | null;
  readonly env: NodeJS.ProcessEnv;
}

/** Routes of a running site; `routes` is empty if nothing could be looked at, and `notices` say why. */
export async function routesOfSite(url: string, surveyor: Surveyor): Promise<FoundRoutes> {
  const client = openClient(AbortSignal.timeout(SURVEY_TIMEOUT_MS));
  const start = await openStart(client, url);
  if ('problem' in start) return { routes: [], dropped: [], origin: '', notices: [start.problem] };
  const { answer, notices } = start;
  const { origin } = new URL(start.url);
  const robots = await readRobots(client, origin);
  const sitemap = await readSitemaps(client, origin, robots.sitemaps);
  const isListed = sitemap.urls.length > 0;
  const links = isListed ? null : await linksOf(start.url, answer.text, surveyor);
  const found = links?.urls ?? sitemap.urls;
  // What a log-in page is told to come back to is not a part of it.
  const home = pathBelow(origin, isLogIn(start.url) ? stripQuery(start.url) : start.url) ?? '/';
  const paths = [...new Set([home, ...found.flatMap((each) => pathBelow(origin, each) ?? [])])];
  const probed = await probeGroups(groupByTemplate(paths), { client, origin, forbids: robots.forbids });
  return {
    ...probed,
    origin: isListed
      ? `${sitemap.isCut ? 'the first ' : ''}${counted(sitemap.urls.length, 'URL')} of the sitemap of ${origin}`
      : `${counted(paths.length, 'page')} linked on ${stripQuery(start.url)}`,
    notices: [
      ...notices,
      ...sitemap.notices,
      ...chromeNotice(links?.problem ?? null),
      ...(paths.every((path) => robots.forbids(origin + path)) ? [forbidden(origin)] : []),
    ],
  };
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

function chromeNotice(problem: string | null): string[] {
  return problem === null
    ? []
    : [`Links that scripts add could not be looked at (${problem}); those of the HTML were.`];
}

function forbidden(origin: string): string {
  return `${origin}/robots.txt forbids all pages that were found. If the site is yours, write its routes by hand.`;
}

type Start =
  | { readonly url: string; readonly answer: Answer; readonly notices: readonly string[] }
  | { readonly problem: string };

/** Follows the start page to where it answers. */
async function openStart(client: Client, named: string): Promise<Start> {
  let url = stripFragment(named);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await client.get(url).catch((error: unknown) => ({ problem: failureOf(error) }));
    if ('problem' in answer)
      return { problem: `${stripQuery(url)} could not be looked at: ${answer.problem}. No pages of it are proposed.` };
    if (answer.location === null) return { url, answer, notices: noticesOf(named, url, answer) };
    if (isElsewhere(named, answer.location) && isLogIn(answer.location))
      return { problem: toLogIn(named, stripQuery(answer.location)) };
    url = stripFragment(answer.location);
  }
  return { problem: `${stripQuery(named)} redirects more than ${MOST_REDIRECTS} times. No pages of it are proposed.` };
}

/** A log-in page of another site is not a page of this one. */
function isElsewhere(named: string, url: string): boolean {
  return new URL(named).origin !== new URL(url).origin;
}

function toLogIn(named: string, at: string): string {
  return `${stripQuery(named)} redirects to a log-in page (${at}). Pages behind it need \`setup\` steps that log in: see docs/configuration.md, "Who visits".`;
}

function noticesOf(named: string, url: string, { status }: Answer): string[] {
  const at = stripQuery(url);
  if (status >= 400) return [`${at} answers with ${status}.`];
  if (URL.parse(named)?.href === URL.parse(url)?.href) return [];
  return [isLogIn(url) ? toLogIn(named, at) : `${stripQuery(named)} redirects to ${at}, which was looked at.`];
}
