import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'yaml';

import { causeOf } from '../../errors.ts';
import { createClient, statusOf, UNREPEATED, type GitHubClient, type Patience } from '../../github/client.ts';
import { slugOf, type GitHubContext, type Repository } from '../../github/context.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { declaredIn, type Answer, type Declared, type Needs, type PermissionFacts } from '../judge/permissions.ts';

/** No request is repeated. */
const PATIENCE: Patience = { requestMs: 8000, totalMs: 10_000, pauseMs: 1000, keepsDistance: false };
const LONGEST_MESSAGE = 200;

interface Request {
  readonly context: GitHubContext;
  readonly env: NodeJS.ProcessEnv;
  readonly needs: Needs;
}

/** Asks GitHub what the token may read, and the workflow's file what it may write. Nothing is written. */
export async function askPermissions({ context, env, needs }: Request): Promise<PermissionFacts> {
  const { repository, apiUrl, pullRequest } = context;
  const token = tokenOf(env);
  const about = {
    isWorkflow: env['GITHUB_ACTIONS'] === 'true',
    hasToken: token !== '',
    repository: repository === null ? null : slugOf(repository),
    apiUrl,
    needs,
    declared: await declaredBy(env),
    isFork: isFork(pullRequest?.headRepository, repository),
  };
  if (repository === null || token === '') return { ...about, answers: new Map() };
  const client = createClient(token, apiUrl, PATIENCE);
  const asked = [...needs.keys()].map(async (name) => [name, await ask(client, name, repository)] as const);
  return { ...about, answers: new Map(await Promise.all(asked)) };
}

function isFork(head: string | null | undefined, repository: Repository | null): boolean {
  return head != null && repository !== null && head.toLowerCase() !== slugOf(repository).toLowerCase();
}

async function ask({ octokit, retried }: GitHubClient, name: string, repository: Repository): Promise<Answer> {
  const { repos, pulls } = octokit.rest;
  const one = { ...repository, per_page: 1, ...UNREPEATED };
  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    contents: () => repos.getCommit({ ...one, ref: 'HEAD' }),
    'pull-requests': () => pulls.list(one),
    deployments: () => repos.listDeployments(one),
  };
  try {
    await retried(questions[name] ?? (() => repos.get({ ...repository, ...UNREPEATED })));
    return { status: 200, message: '' };
  } catch (error) {
    const status = statusOf(error);
    const cause = sanitizeLine(causeOf(error), LONGEST_MESSAGE);
    // A connection that fails has a status of 500, too.
    return status === null || status >= 500
      ? { problem: cause }
      : { status, message: cause.replace(/ - https?:\S+$/, '') };
  }
}

/** The permissions of this job, by its workflow's file in the checkout. */
async function declaredBy(env: NodeJS.ProcessEnv): Promise<Declared | null> {
  const [, file] = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^/@]+)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  const folder = env['GITHUB_WORKSPACE'] ?? '';
  if (file === undefined || folder === '') return null;
  try {
    return declaredIn(parse(await readFile(path.join(folder, file), 'utf8')), env['GITHUB_JOB'] ?? '');
  } catch {
    return null;
  }
}

/** How many of the newest deployments are looked at. */
const NEWEST = 100;

/** The environments of the repository's newest deployments; null where GitHub cannot be asked. */
export function environmentsOf({ repository, apiUrl }: GitHubContext, env: NodeJS.ProcessEnv) {
  const token = tokenOf(env);
  if (repository === null || token === '') return null;
  const { octokit, retried } = createClient(token, apiUrl, PATIENCE);
  const list = { ...repository, per_page: NEWEST, ...UNREPEATED };
  return async (): Promise<readonly string[]> => {
    const { data } = await retried(() => octokit.rest.repos.listDeployments(list));
    return data.map(({ environment }) => environment);
  };
}

function tokenOf(env: NodeJS.ProcessEnv): string {
  return (env['GITHUB_TOKEN'] ?? '').trim();
}
