import { z } from 'zod';

/** The fields that are used from the files of known events. Another shape becomes null, which is not an error. */

const shaSchema = z.string().regex(/^[0-9a-f]{40,64}$/i);
const repositorySchema = z.object({ full_name: z.string().max(200) });

export interface PullRequest {
  readonly number: number;
  readonly headRef: string | null;
  readonly baseRef: string | null;
  /** The pushed commit: never GITHUB_SHA, which is a merge commit without a deploy. */
  readonly headSha: string;
  readonly baseSha: string;
  /** `owner/name` of where the head is from: a fork, or this repository; null for one that is gone, or not said. */
  readonly headRepository: string | null;
}

const sideSchema = z.object({
  sha: shaSchema,
  ref: z.string().optional(),
  repo: repositorySchema.nullish().catch(null),
});
const pullRequestSchema = z.object({
  pull_request: z.object({ number: z.number().int().positive(), head: sideSchema, base: sideSchema }),
});

export function pullRequestOf(event: unknown): PullRequest | null {
  const parsed = pullRequestSchema.safeParse(event);
  if (!parsed.success) return null;
  const { number, head, base } = parsed.data.pull_request;
  const refs = { headRef: head.ref ?? null, baseRef: base.ref ?? null };
  return { number, ...refs, headSha: head.sha, baseSha: base.sha, headRepository: head.repo?.full_name ?? null };
}

/** What a branch was before a push, and is since; also what a merge queue would make of it. */
export interface Push {
  /** Null for a new branch. */
  readonly before: string | null;
  readonly after: string;
  readonly branch: string | null;
}

const pushSchema = z.object({ ref: z.string(), before: shaSchema, after: shaSchema });

export function pushOf(event: unknown): Push | null {
  const parsed = pushSchema.safeParse(event);
  if (!parsed.success) return null;
  const { ref, before, after } = parsed.data;
  return { before: /^0+$/.test(before) ? null : before, after, branch: branchOf(ref) };
}

const mergeGroupSchema = z.object({
  merge_group: z.object({ head_sha: shaSchema, head_ref: z.string(), base_sha: shaSchema }),
});

export function mergeGroupOf(event: unknown): Push | null {
  const parsed = mergeGroupSchema.safeParse(event);
  if (!parsed.success) return null;
  const { head_sha: after, head_ref, base_sha: before } = parsed.data.merge_group;
  return { before, after, branch: branchOf(head_ref) };
}

function branchOf(ref: string): string | null {
  return /^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? null;
}

/** A deployment that was asked for, or has become something. */
export interface DeploymentEvent {
  readonly sha: string;
  /** A branch, a tag or the commit once more. */
  readonly ref: string;
  /** Null for one that was only asked for. */
  readonly state: string | null;
  /** The site; null if the provider names none. */
  readonly url: string | null;
}

const deploymentSchema = z.object({ deployment: z.object({ sha: shaSchema, ref: z.string().max(1000) }) });
const deploymentStatusSchema = deploymentSchema.extend({
  deployment_status: z.object({ state: z.string(), environment_url: z.string().nullish() }),
});

/** Of the event `deployment`, which comes before there is a site. */
export function deploymentOf(event: unknown): DeploymentEvent | null {
  const parsed = deploymentSchema.safeParse(event);
  return parsed.success ? { ...parsed.data.deployment, state: null, url: null } : null;
}

export function deploymentStatusOf(event: unknown): DeploymentEvent | null {
  const parsed = deploymentStatusSchema.safeParse(event);
  if (!parsed.success) return null;
  const { deployment, deployment_status: status } = parsed.data;
  return { ...deployment, state: status.state, url: status.environment_url || null };
}

/** The run of another workflow that has ended, and of what. */
export interface WorkflowRun {
  readonly headSha: string;
  readonly headBranch: string | null;
  /** `owner/name` of where the head is from: a fork, or this repository. */
  readonly headRepository: string | null;
  /** The event that had started it. */
  readonly event: string;
}

const workflowRunSchema = z.object({
  workflow_run: z.object({
    head_sha: shaSchema,
    head_branch: z.string().nullish(),
    head_repository: repositorySchema.nullish(),
    event: z.string().max(100),
  }),
});

export function workflowRunOf(event: unknown): WorkflowRun | null {
  const parsed = workflowRunSchema.safeParse(event);
  if (!parsed.success) return null;
  const { head_sha: headSha, head_branch, head_repository, event: name } = parsed.data.workflow_run;
  return {
    headSha,
    headBranch: head_branch ?? null,
    headRepository: head_repository?.full_name ?? null,
    event: name,
  };
}

const repositoryEventSchema = z.object({ repository: z.object({ default_branch: z.string().min(1).max(200) }) });

/** Of the repository whose event it is. */
export function defaultBranchOf(event: unknown): string | null {
  const parsed = repositoryEventSchema.safeParse(event);
  return parsed.success ? parsed.data.repository.default_branch : null;
}
