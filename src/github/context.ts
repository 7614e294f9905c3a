import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The run that a comment comes from; a later run or attempt is newer. */
export interface RunId {
  readonly id: number;
  readonly attempt: number;
}

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

interface PullRequest {
  readonly number: number;
  readonly headRef: string | null;
  readonly baseRef: string | null;
  /** The commit that was pushed: never GITHUB_SHA, which is a merge commit nobody serves. */
  readonly headSha: string;
  readonly baseSha: string;
}

/** What a branch was before a push, and is since. */
interface Push {
  /** Null for a new branch. */
  readonly before: string | null;
  readonly after: string;
  readonly branch: string | null;
}

/** What the runner says of this run. Null where it does not: a missing or foreign event is no error. */
export interface GitHubContext {
  readonly eventName: string | null;
  readonly repository: Repository | null;
  readonly pullRequest: PullRequest | null;
  /** The push that started the run; null for any other event. */
  readonly push: Push | null;
  readonly run: RunId | null;
  /** The page of this run. */
  readonly runUrl: string | null;
  readonly apiUrl: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const shaSchema = z.string().regex(/^[0-9a-f]{40,64}$/i);
const eventSchema = z.object({
  pull_request: z.object({
    number: z.number().int().positive(),
    head: z.object({ sha: shaSchema, ref: z.string().optional() }),
    base: z.object({ sha: shaSchema, ref: z.string().optional() }),
  }),
});
const pushSchema = z.object({ ref: z.string(), before: shaSchema, after: shaSchema });

/** Reads the environment and the event file that the runner provides. */
export async function readContext(env: Environment): Promise<GitHubContext> {
  const run = runOf(env);
  const event = await readJson(env['GITHUB_EVENT_PATH']);
  const repository = repositoryOf(env['GITHUB_REPOSITORY']);
  return {
    eventName: env['GITHUB_EVENT_NAME'] || null,
    repository,
    pullRequest: pullRequestOf(event),
    push: env['GITHUB_EVENT_NAME'] === 'push' ? pushOf(event) : null,
    run,
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

function runUrlOf(env: Environment, { owner, repo }: Repository, { id, attempt }: RunId): string {
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  return `${server}/${owner}/${repo}/actions/runs/${id}/attempts/${attempt}`;
}

function pullRequestOf(value: unknown): PullRequest | null {
  const event = eventSchema.safeParse(value);
  if (!event.success) return null;
  const { number, head, base } = event.data.pull_request;
  const refs = { headRef: head.ref ?? null, baseRef: base.ref ?? null };
  return { number, ...refs, headSha: head.sha, baseSha: base.sha };
}

function pushOf(value: unknown): Push | null {
  const event = pushSchema.safeParse(value);
  if (!event.success) return null;
  const { ref, before, after } = event.data;
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? null;
  return { before: /^0+$/.test(before) ? null : before, after, branch };
}

async function readJson(file: string | undefined): Promise<unknown> {
  if (file === undefined || file === '') return null;
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}
