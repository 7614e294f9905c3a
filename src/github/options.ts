import { GateError } from '../errors.ts';
import type { MeasureOptions, RunOptions } from '../gate/options.ts';
import type { ExpectedOrigin, ReportOptions } from '../gate/verdict/report-options.ts';
import type { HistoryAccess } from '../gate/history/access.ts';
import { findBlobs } from '../record/blob.ts';
import { createClient, deadlineIn, PATIENCE, type Patience } from './client.ts';
import { DEFAULT_CONFIG } from './comment-key.ts';
import { slugOf, type GitHubContext } from './context.ts';
import { historyAccess } from './history-access.ts';
import type { Inputs } from './inputs.ts';
import { ownershipApi, type OwnershipApi } from './ownership.ts';
import { contentsApi, pullsApi, type PullsApi } from './pulls-api.ts';
import { repositoryApi } from './repository-api.ts';
import type { Subject } from './subject.ts';
import type { ContentsApi, PolicyRequest } from '../gate/verdict/read-policy.ts';
import type { RepositoryApi } from '../deploys/providers/github-deployments/api.ts';
import { shortSha } from '../text/short-sha.ts';

const DEFAULTS = { config: DEFAULT_CONFIG, out: 'vitals-gate-out' } as const;

/** The APIs that the action uses; null without a repository or a token. */
export interface Apis {
  readonly repository: RepositoryApi;
  readonly pulls: PullsApi;
  readonly ownership: OwnershipApi;
  readonly contents: ContentsApi;
  readonly history: HistoryAccess;
}

/** The time for several consecutive requests. Without their answers, no page is visited. */
const OWNERSHIP_MS = 60_000;

/** @param patience of what is written: entries of the history */
export function apisOf(token: string | null, context: GitHubContext, patience: Patience = PATIENCE): Apis | null {
  const { repository, apiUrl } = context;
  if (token === null || repository === null) return null;
  const client = createClient(token, apiUrl);
  return {
    repository: repositoryApi(client, repository),
    pulls: pullsApi(client, repository),
    ownership: ownershipApi(createClient(token, apiUrl, PATIENCE, deadlineIn(OWNERSHIP_MS)), repository),
    contents: contentsApi(client, repository),
    history: historyAccess(token, context, repository, patience),
  };
}

/** What to measure. Throws GateError where measuring would bring secrets to a fork's pages. */
export function runOptionsOf(
  inputs: Inputs,
  context: GitHubContext,
  subject: Subject,
  apis: Apis | null,
): MeasureOptions {
  const { repository, repositoryUrl, eventName } = context;
  const slug = repository === null ? null : slugOf(repository);
  const { untrustedRepository, unproven } = subject;
  if (unproven !== null)
    throw new GateError('unknown-owner', {
      event: eventName ?? 'this event',
      sha: shortSha(subject.event?.headSha ?? ''),
      cause: unproven,
    });
  if (untrustedRepository !== null && untrustedRepository.toLowerCase() !== slug?.toLowerCase())
    throw new GateError('fork-visit', { event: eventName ?? 'this event', stranger: untrustedRepository });
  const options: RunOptions = {
    config: inputs.config ?? DEFAULTS.config,
    baseUrl: inputs.baseUrl,
    headUrl: inputs.headUrl,
    eventUrl: subject.headUrl,
    baseSha: inputs.baseSha,
    headSha: inputs.headSha,
    event: subject.event,
    api: apis?.repository ?? null,
    policyAt: policyOf(inputs, subject),
    contents: apis?.contents ?? null,
    repository: slug,
    repositoryUrl,
    pageUrl: inputs.reportUrl,
    out: inputs.out ?? DEFAULTS.out,
    blocks: null,
    ...(isOfDefaultBranch(context) ? { measureIdentical: true } : {}),
    isOfMain: isOfMain(context),
    history: apis?.history ?? null,
    routes: [],
    conditions: [],
    lighthouse: 'on-failure',
    explain: 'on-failure',
    chromePath: inputs.chromePath,
  };
  return { ...options, shard: inputs.shard };
}

/**
 * Whether the default branch was pushed to, or may have been. There every route is measured, so that a route which was
 * wrongly not measured on a pull request comes out.
 */
function isOfDefaultBranch({ eventName, push, defaultBranch }: GitHubContext): boolean {
  return eventName === 'push' && (defaultBranch === null || push === null || push.branch === defaultBranch);
}

/** Whether the default branch was pushed to, for sure: only then is anything added to its history. */
function isOfMain({ eventName, push, defaultBranch }: GitHubContext): boolean {
  return eventName === 'push' && push !== null && push.branch !== null && push.branch === defaultBranch;
}

/** What to judge: the samples below the output folder, else anywhere in the workspace. */
export async function reportOptionsOf(
  inputs: Inputs,
  context: GitHubContext,
  subject: Subject,
  apis: Apis | null,
): Promise<ReportOptions> {
  const out = inputs.out ?? DEFAULTS.out;
  return {
    blobs: (await hasBlobs(out)) ? [out] : ['.'],
    out,
    config: inputs.config ?? DEFAULTS.config,
    policyAt: policyOf(inputs, subject),
    contents: apis?.contents ?? null,
    isOfMain: isOfMain(context),
    history: apis?.history ?? null,
    expected: await expectedOf(inputs, context, subject, apis),
    repositoryUrl: context.repositoryUrl,
    pageUrl: inputs.reportUrl,
  };
}

async function hasBlobs(out: string): Promise<boolean> {
  return (await findBlobs([out]).catch(() => [])).length > 0;
}

function policyOf({ policyRef }: Inputs, { policyAt }: Subject): PolicyRequest | null {
  return policyRef === null ? policyAt : { ref: policyRef, isAsked: true };
}

async function expectedOf(
  { headSha }: Inputs,
  { repository }: GitHubContext,
  { event, untrustedRepository }: Subject,
  apis: Apis | null,
): Promise<ExpectedOrigin> {
  const isPull = event?.kind === 'pull-request';
  const isAsked = untrustedRepository !== null && isPull;
  const baseSha = isAsked ? await apis?.repository.mergeBase(event.baseSha, event.headSha).catch(() => null) : null;
  return {
    repository: repository === null ? null : slugOf(repository),
    headSha: headSha ?? event?.headSha ?? null,
    baseSha: baseSha ?? null,
    untrustedRepository,
  };
}
