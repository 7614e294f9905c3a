import type { GitHubCommitStatus, GitHubDeployment, GitHubDeploymentStatus } from './api.ts';
import { matchesGlob } from '../../../text/glob.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { stripQuery } from '../../../text/strip-query.ts';

/** Something that may be the deploy that is looked for. */
export interface Candidate {
  readonly environment: string;
  readonly creator: string;
  readonly sha: string;
  readonly isProduction: boolean;
  /** `ready` has a URL; `gone` was replaced by a newer deployment. */
  readonly state: 'ready' | 'pending' | 'failed' | 'gone';
  /** GitHub's own word for the state. */
  readonly reported: string;
  readonly url: string;
}

const PENDING: ReadonlySet<string> = new Set(['pending', 'queued', 'in_progress', 'waiting', 'requested']);

/** A deployment by the latest of its statuses. */
export function candidateOf(deployment: GitHubDeployment, statuses: readonly GitHubDeploymentStatus[]): Candidate {
  const { environment, creator, sha, isProduction } = deployment;
  const latest = newest(statuses);
  const about = { environment, creator, sha, isProduction, reported: latest?.state ?? 'no status yet' };
  if (latest === undefined || PENDING.has(latest.state)) return { ...about, state: 'pending', url: '' };
  if (latest.state === 'inactive') return { ...about, state: 'gone', url: '' };
  if (latest.state !== 'success') return { ...about, state: 'failed', url: '' };
  // A provider may say where the site is while it builds, and not again once it is there.
  const url = newest(statuses.filter(({ environmentUrl }) => isSite(environmentUrl)))?.environmentUrl ?? '';
  return {
    ...about,
    state: url === '' ? 'failed' : 'ready',
    reported: url === '' ? 'success, without a URL' : 'success',
    url,
  };
}

function newest(statuses: readonly GitHubDeploymentStatus[]): GitHubDeploymentStatus | undefined {
  return statuses.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id)[0];
}

function isSite(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
}

/** The latest deployment of each environment: an earlier one of the same commit was replaced by it. */
export function latestOf(deployments: readonly GitHubDeployment[]): GitHubDeployment[] {
  const byName = Map.groupBy(deployments, ({ environment }) => folded(environment));
  return [...byName.values()].flatMap((same) =>
    same.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id).slice(0, 1),
  );
}

/** A name in comparable form, because providers differ in the dashes, case and spaces of "Preview – app". */
function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/\s+/g, '');
}

/** Whether a name is of the pattern; `*` is any text. */
export function matches(pattern: string | null, name: string): boolean {
  if (pattern === null) return true;
  return matchesGlob(folded(pattern), folded(name));
}

/** What follows the first dash of a name: the project, where one repository has several. */
export function projectOf(environment: string): string {
  return /-(.*)$/s.exec(folded(environment))?.[1] ?? '';
}

/** Hosts whose pages are about a deploy, not the deploy. */
const DASHBOARDS =
  /(?:^|\.)(?:github\.com|app\.netlify\.com|vercel\.com|dash\.cloudflare\.com|dashboard\.render\.com|circleci\.com|travis-ci\.com|gitlab\.com|dashboard\.heroku\.com|codecov\.io)$/i;

/** A commit status as a candidate, where it can be one: it must be called a deploy, and lead to a site. */
export function candidateOfStatus(sha: string, status: GitHubCommitStatus, pattern: string | null): Candidate | null {
  const { context, creator, targetUrl } = status;
  const isDeploy = pattern === null ? /deploy|preview/i.test(context) : matches(pattern, context);
  if (!isDeploy || !isSite(targetUrl) || DASHBOARDS.test(new URL(targetUrl).hostname)) return null;
  const about = { environment: context, creator, sha, isProduction: false, reported: status.state };
  if (status.state === 'success') return { ...about, state: 'ready', url: targetUrl };
  return { ...about, state: status.state === 'pending' ? 'pending' : 'failed', url: '' };
}

/** One line of a list of candidates. */
export function describeCandidate({ environment, creator, sha, reported, url }: Candidate): string {
  return `${environment} by ${creator || 'unknown'}, ${reported}, ${url === '' ? 'no URL' : stripQuery(url)} (${shortSha(sha)})`;
}
