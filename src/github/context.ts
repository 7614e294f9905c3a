import { readFile } from 'node:fs/promises';

import {
  defaultBranchOf,
  deploymentOf,
  deploymentStatusOf,
  mergeGroupOf,
  pullRequestOf,
  pushOf,
  workflowRunOf,
  type DeploymentEvent,
  type PullRequest,
  type Push,
  type WorkflowRun,
} from './events.ts';

/** The run that a comment comes from; a later run or attempt is newer. */
export interface RunId {
  readonly id: number;
  readonly attempt: number;
}

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/**
 * What the runner says about this run. Fields are null if it says nothing: a missing or unknown event is not an error.
 */
export interface GitHubContext {
  readonly eventName: string | null;
  readonly repository: Repository | null;
  readonly pullRequest: PullRequest | null;
  /** Each of the following for its own event only. */
  readonly push: Push | null;
  readonly mergeGroup: Push | null;
  readonly deployment: DeploymentEvent | null;
  readonly workflowRun: WorkflowRun | null;
  readonly defaultBranch: string | null;
  /** The commit and the branch that the run is of, as the runner says; for a pull request a merge commit. */
  readonly sha: string | null;
  readonly branch: string | null;
  /** The branch that a pull request is for, as the runner says. */
  readonly baseRef: string | null;
  readonly run: RunId | null;
  /** The repository's page. */
  readonly repositoryUrl: string | null;
  /** The page of this run. */
  readonly runUrl: string | null;
  readonly apiUrl: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment and the event file that the runner provides. */
export async function readContext(env: Environment): Promise<GitHubContext> {
  const run = runOf(env);
  const event = await readJson(env['GITHUB_EVENT_PATH']);
  const repository = repositoryOf(env['GITHUB_REPOSITORY']);
  const eventName = env['GITHUB_EVENT_NAME'] || null;
  const only = <T>(name: string, read: (event: unknown) => T | null): T | null =>
    eventName === name ? read(event) : null;
  return {
    eventName,
    repository,
    pullRequest: pullRequestOf(event),
    push: only('push', pushOf),
    mergeGroup: only('merge_group', mergeGroupOf),
    deployment: only('deployment', deploymentOf) ?? only('deployment_status', deploymentStatusOf),
    workflowRun: only('workflow_run', workflowRunOf),
    defaultBranch: defaultBranchOf(event),
    sha: /^[0-9a-f]{40,64}$/i.test(env['GITHUB_SHA'] ?? '') ? (env['GITHUB_SHA'] ?? null) : null,
    branch: env['GITHUB_REF_NAME'] || null,
    baseRef: env['GITHUB_BASE_REF'] || null,
    run,
    repositoryUrl: repository === null ? null : repositoryUrlOf(env, repository),
    runUrl: run === null || repository === null ? null : runUrlOf(env, repository, run),
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
  };
}

function runOf(env: Environment): RunId | null {
  const id = Number(env['GITHUB_RUN_ID']);
  const attempt = Number(env['GITHUB_RUN_ATTEMPT'] || '1');
  return Number.isSafeInteger(id) && id > 0 && Number.isSafeInteger(attempt) ? { id, attempt } : null;
}

function repositoryOf(slug: string | undefined): Repository | null {
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec(slug ?? '');
  const [, owner, repo] = match ?? [];
  return owner === undefined || repo === undefined ? null : { owner, repo };
}

/** `owner/name` */
export function slugOf({ owner, repo }: Repository): string {
  return `${owner}/${repo}`;
}

function repositoryUrlOf(env: Environment, repository: Repository): string {
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '');
  return `${server}/${slugOf(repository)}`;
}

function runUrlOf(env: Environment, repository: Repository, { id, attempt }: RunId): string {
  return `${repositoryUrlOf(env, repository)}/actions/runs/${id}/attempts/${attempt}`;
}

async function readJson(file: string | undefined): Promise<unknown> {
  if (file === undefined || file === '') return null;
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}
