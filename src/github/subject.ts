import type { RunEvent } from '../git/choose.ts';
import { causeOf, GateError } from '../errors.ts';
import type { PolicyRequest } from '../gate/verdict/read-policy.ts';
import { slugOf, type GitHubContext, type Repository } from './context.ts';
import type { DeploymentEvent, PullRequest, WorkflowRun } from './events.ts';
import type { OwnershipApi } from './ownership.ts';
import type { AssociatedPull, PullsApi } from './pulls-api.ts';

/** The fork of a pull request may be deleted before it. */
const GONE = 'a repository that is gone';
const UNKNOWN = 'a repository that is not known';

/** What a run is about, by the event that started it. */
export interface Subject {
  /** Which commits are meant. */
  readonly event: RunEvent | null;
  /** Where the event says that head is served. */
  readonly headUrl: string | null;
  /** The pull request that the report is for, or why there is not one. */
  readonly pullRequest: PullRequest | { readonly because: string };
  /** The commit whose policy applies; null: the configuration file on disk. */
  readonly policyAt: PolicyRequest | null;
  /** The untrusted repository that measured; null if this run measures itself. */
  readonly untrustedRepository: string | null;
  /** Why the commit's owner is unknown; null if it is known, or the event cannot come from another repository. */
  readonly unproven: string | null;
}

/** The APIs that resolve events; null without a repository and a token. */
interface SubjectApis {
  readonly pulls: PullsApi;
  readonly ownership: OwnershipApi;
}

/**
 * Base and head of every event. Head is never the merge commit; the policy of a pull request is its base's.
 *
 * | event | head | base |
 * |---|---|---|
 * | pull_request | its head | the merge base |
 * | push | what was pushed | what the branch was before |
 * | merge_group | what the queue would merge | what it would merge into |
 * | deployment, deployment_status | what is deployed | as of its pull request, else as below |
 * | workflow_run | the head of that run | as of its pull request, else as below |
 * | workflow_dispatch, schedule | the commit of the run | the merge base with the default branch, else the commit before |
 *
 * @throws GateError `usage` for an event that must not be used, and for a deployment that is not there yet
 */
export async function subjectOf(context: GitHubContext, apis: SubjectApis | null): Promise<Subject> {
  const { eventName, pullRequest, push, mergeGroup, deployment, workflowRun, sha, branch } = context;
  refuseTarget(eventName);
  if (workflowRun !== null) return ofWorkflowRun(workflowRun, context, apis?.pulls ?? null);
  if (deployment !== null) {
    refuseUnready(deployment.state);
    return ofDeployment(deployment, context, apis);
  }
  refuseUnreadable(context);
  if (pullRequest !== null) return ofPullRequest(pullRequest);
  if (eventName === 'pull_request') return ofUnknownPullRequest(context);
  const moved = push ?? mergeGroup;
  if (moved !== null) {
    const { before, after: headSha, branch: name } = moved;
    const event: RunEvent = { kind: 'push', before, headSha, branch: name };
    // What is queued is a pull request: it does not set its own limits either.
    const policyAt = mergeGroup === null || before === null ? null : { ref: before, isAsked: false };
    return { ...nobody('this is not a pull request event'), event, policyAt };
  }
  const isOfCommit = eventName === 'workflow_dispatch' || eventName === 'schedule';
  const event: RunEvent | null = isOfCommit && sha !== null ? { kind: 'commit', headSha: sha, branch } : null;
  return { ...nobody('this is not a pull request event'), event };
}

function ofPullRequest(pullRequest: PullRequest): Subject {
  const { number, baseSha, headSha, headRef: branch, baseRef: baseBranch } = pullRequest;
  return {
    event: { kind: 'pull-request', number, baseSha, headSha, branch, baseBranch },
    headUrl: null,
    pullRequest,
    policyAt: { ref: baseSha, isAsked: false, branch: baseBranch, headSha },
    untrustedRepository: null,
    unproven: null,
  };
}

/** A pull request whose event file is missing. It gets no comment, but it still cannot set its own limits. */
function ofUnknownPullRequest({ baseRef }: GitHubContext): Subject {
  const policyAt = baseRef === null ? null : { ref: baseRef, isAsked: false, branch: baseRef };
  return { ...nobody('the event file does not say which pull request this is'), policyAt };
}

function nobody(because: string): Subject {
  return {
    event: null,
    headUrl: null,
    pullRequest: { because },
    policyAt: null,
    untrustedRepository: null,
    unproven: null,
  };
}

/**
 * Anybody can have a commit deployed by a pull request from a fork, and close it before the preview is there. So the
 * commit is a untrustedRepository's unless it is known to be the repository's own.
 */
async function ofDeployment(
  { sha, ref, url: headUrl }: DeploymentEvent,
  { defaultBranch, repository }: GitHubContext,
  apis: SubjectApis | null,
): Promise<Subject> {
  const listed = await listOf(apis?.pulls ?? null, (api) => api.ofCommit(sha));
  const pulls = 'because' in listed ? [] : listed;
  const found = 'because' in listed ? listed : onlyOne(pulls.filter((pull) => pull.isOpen && pull.headSha === sha));
  const doubt = apis === null ? { because: NO_TOKEN } : await apis.ownership({ sha, ref, pulls, defaultBranch });
  const doubtful = doubt === null ? {} : untrustedIn(pulls, repository, doubt.because);
  if (!('because' in found)) return { ...ofPullRequest(found), headUrl, ...doubtful };
  const event = { kind: 'commit', headSha: sha, branch: ref } as const;
  const policyAt = doubt === null ? null : { ref: defaultBranch ?? 'HEAD', isAsked: true };
  return { ...nobody(found.because), event, policyAt, headUrl, ...doubtful };
}

function untrustedIn(
  pulls: readonly AssociatedPull[],
  repository: Repository | null,
  because: string,
): Pick<Subject, 'untrustedRepository' | 'unproven'> {
  const ours = repository === null ? null : slugOf(repository).toLowerCase();
  const foreign = pulls.find(({ headRepository }) => headRepository?.toLowerCase() !== ours);
  if (foreign === undefined) return { untrustedRepository: UNKNOWN, unproven: because };
  return { untrustedRepository: foreign.headRepository ?? GONE, unproven: null };
}

/** The trusted side: it finds the pull request itself, and applies the policy of base or of the default branch. */
async function ofWorkflowRun(
  run: WorkflowRun,
  { defaultBranch }: GitHubContext,
  pulls: PullsApi | null,
): Promise<Subject> {
  const untrustedRepository = run.headRepository ?? GONE;
  const listed = await listOf(pulls, (api) => api.ofWorkflowRun(run));
  const found = 'because' in listed ? listed : onlyOne(listed);
  if (!('because' in found)) return { ...ofPullRequest(found), untrustedRepository };
  const event: RunEvent = { kind: 'commit', headSha: run.headSha, branch: run.headBranch };
  const policyAt = { ref: defaultBranch ?? 'HEAD', isAsked: true };
  return { ...nobody(found.because), event, policyAt, untrustedRepository };
}

const NO_TOKEN = 'there is no github-token to ask with';

async function listOf<Pull extends PullRequest>(
  pulls: PullsApi | null,
  ask: (api: PullsApi) => Promise<readonly Pull[]>,
): Promise<readonly Pull[] | { readonly because: string }> {
  if (pulls === null) return { because: 'there is no github-token to find the pull request with' };
  try {
    return await ask(pulls);
  } catch (error) {
    return { because: `the pull request cannot be found: ${causeOf(error)}` };
  }
}

function onlyOne([found, another]: readonly PullRequest[]): PullRequest | { readonly because: string } {
  if (found === undefined) return { because: 'no open pull request has this commit as its head (any more)' };
  if (another === undefined) return found;
  return { because: `several pull requests have this head: #${found.number} and #${another.number}` };
}

const NEEDS_FILE: ReadonlySet<string> = new Set(['workflow_run', 'deployment', 'deployment_status', 'merge_group']);

/** Refuses events whose file is unreadable, because the run might trust or compare the wrong thing. */
function refuseUnreadable({ eventName, mergeGroup }: GitHubContext): void {
  if (mergeGroup !== null || !NEEDS_FILE.has(eventName ?? '')) return;
  throw new GateError('usage', {
    what: `The event file does not say what this ${eventName ?? ''} is about.`,
    todo: 'Start the action from a workflow of that event; GITHUB_EVENT_PATH names the file.',
  });
}

/** It runs the base's workflow with secrets on the pull request's say-so. */
function refuseTarget(eventName: string | null): void {
  if (eventName !== 'pull_request_target') return;
  throw new GateError('usage', {
    what: 'This action does not run on pull_request_target: it would visit pages of a fork with access to this repository’s secrets.',
    todo: 'Use `on: pull_request` to measure, and for forks a second workflow on `workflow_run` with `command: report` (see the README).',
  });
}

/** A run that measures nothing must not be green. */
function refuseUnready(state: string | null): void {
  if (state === null || state === 'success') return;
  throw new GateError('usage', {
    what: `This deployment is ${JSON.stringify(state.slice(0, 40))}: there is nothing to visit yet.`,
    todo: "Add `if: github.event.deployment_status.state == 'success'` to the job.",
  });
}
