import { isAbsolute, relative, resolve } from 'node:path';

import type { Config, DeploySource } from '../model/config.ts';
import type { Deploy, Side } from '../model/deploy.ts';
import { chooseCommits, chooseLabels, dirtiness, labelDoubt, type Commits, type MaybeGit } from '../git/choose.ts';
import { Git } from '../git/git.ts';
import { namesCommit } from './providers/url/placeholders.ts';
import { relabelBase, type Labelling } from './proof/base-label.ts';
import { providerOf, type Provided } from './providers/registry.ts';
import { swapPorts, type Served } from './providers/provider.ts';
import type { DeployRequest } from './request.ts';

/** The deploys of a run while they are served. `base` is null on a first run. */
export interface OpenDeploys {
  /** Where it is now: the URL changes when ports are swapped. */
  readonly base: Deploy | null;
  readonly head: Deploy;
  /** What a reader must know: what was left out for want of history, what differs from what is measured. */
  readonly notices: readonly string[];
  /** The repository, for what needs history; or why there is none. */
  readonly git: MaybeGit;
  /** Waits for a server of ours that is being restarted. Null, or why a side has no deploy any more. */
  readonly serverFailure: (side: Side) => Promise<string | null>;
  /** Exchanges the ports of two servers of ours; nothing where there are none. */
  readonly swapPorts: () => Promise<void>;
  /** Serves a commit between base and head; null where the configuration has no way to. Throws GateError. */
  readonly serveBetween: ((sha: string) => Promise<Served>) | null;
  /** Whether serving such a commit takes a build. */
  readonly buildsBetween: boolean;
  /** The pull request that a commit came with; null where none is known. */
  readonly pullRequestOf: (sha: string) => Promise<number | null>;
  /** Ends what was started for them, connections included. */
  readonly close: () => Promise<void>;
}

type Sources = Config['deploys'];

/**
 * Makes both deploys answer. `log` is told of what is served where.
 *
 * @throws GateError of the provider
 */
export async function openDeploys(
  config: Labelling['config'] & { readonly file?: string },
  request: DeployRequest,
  log: (line: string) => void = () => {},
): Promise<OpenDeploys> {
  const { cwd = process.cwd(), env = process.env } = request;
  const { deploys } = config;
  if (deploys.head === null) throw new Error('loadConfig admits no configuration without a head');
  const git = await Git.open(cwd, env);
  const commits = await commitsOf(deploys, request, git);
  const notices = [...commits.notices, ...(await historyNotices(deploys, commits, git))];
  if (needsGit(deploys) && !('cause' in git) && commits.head !== null) {
    const besides = [config.file ?? '', request.out ?? ''].map((path) => relative(git.root, resolve(cwd, path)));
    const dirty = await dirtiness(git, commits.head, besides);
    if (dirty !== null) notices.push(dirty);
  }
  notices.push(...(await labelNotices(deploys.head, commits, git)));
  for (const line of [describeCommits(commits), ...notices]) if (line !== '') log(line);
  // A pull request that GitHub does not tell is a detail that nothing rests on.
  const pullRequestOf = async (sha: string): Promise<number | null> =>
    (await request.api?.pullRequestOf(sha).catch(() => null)) ?? null;
  const provided = await providerOf(deploys, { ...request, git, commits, log });
  try {
    return await serveBoth(deploys, commits, provided, {
      git,
      notices,
      pullRequestOf,
      labelling: {
        config,
        isNamed: request.baseSha !== null,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      },
    });
  } catch (error) {
    await provided.dispose();
    throw error;
  }
}

/** A folder in the checkout is what that is, whatever the event says. */
async function labelNotices(source: DeploySource | null, { head }: Commits, git: MaybeGit): Promise<string[]> {
  if (source?.kind !== 'static' || head === null || 'cause' in git || namesCommit(source.folder)) return [];
  const folder = relative(git.root, source.folder);
  if (folder.startsWith('..') || isAbsolute(folder)) return [];
  const doubt = await labelDoubt(git, folder, head);
  return doubt === null ? [] : [doubt];
}

async function serveBoth(
  deploys: Sources,
  commits: Commits,
  provided: Provided,
  rest: Pick<OpenDeploys, 'git' | 'notices' | 'pullRequestOf'> & { readonly labelling: Labelling },
): Promise<OpenDeploys> {
  const hasBase = deploys.base !== null && !isFirstRun(deploys.base, commits);
  const serve = async (side: Side): Promise<Served> => provided.serve(side, commits[side]);
  // Where several projects deploy from one repository, head says which one base is of.
  const early = deploys.head?.kind === 'github-deployments' ? await serve('head') : null;
  const base = hasBase ? await serve('base') : null;
  const head = early ?? (await serve('head'));
  const known = base === null ? null : await relabelBase(base.deploy, rest.labelling);
  return {
    get base() {
      return base === null ? null : { ...base.deploy, sha: known?.deploy.sha ?? base.deploy.sha };
    },
    get head() {
      return head.deploy;
    },
    git: rest.git,
    pullRequestOf: rest.pullRequestOf,
    buildsBetween: deploys.head?.kind === 'worktree',
    notices: [...rest.notices, ...provided.notices(), ...(known?.notice == null ? [] : [known.notice])],
    serverFailure: async (side) => (await (side === 'base' ? base : head)?.serverFailure()) ?? null,
    swapPorts: async () => {
      if (base?.server !== undefined && head.server !== undefined) await swapPorts(base.server, head.server);
    },
    serveBetween: provided.serveBetween,
    close: () => provided.dispose(),
  };
}

/** Built from commits, and the first one has none before it. */
function isFirstRun(source: DeploySource, { base }: Commits): boolean {
  return base === null && (source.kind === 'worktree' || source.kind === 'github-deployments');
}

function needsGit({ base, head }: Sources): boolean {
  return [base, head].some((source) => source?.kind === 'worktree');
}

async function commitsOf(deploys: Sources, request: DeployRequest, git: MaybeGit): Promise<Commits> {
  const about = { baseSha: request.baseSha, headSha: request.headSha, event: request.event ?? null };
  const kinds = [deploys.base, deploys.head].map((source) => source?.kind);
  if (kinds.includes('worktree')) return chooseCommits(about, git, 'worktree');
  if (kinds.includes('github-deployments') && request.api == null)
    return chooseCommits(about, git, 'github-deployments');
  if (kinds.includes('github-deployments') && !('cause' in git))
    return chooseCommits(about, git, 'github-deployments').catch(() =>
      chooseLabels(about, git, request.api?.mergeBase ?? null),
    );
  return chooseLabels(about, git, request.api?.mergeBase ?? null);
}

/** One line where somebody named commits and there is no history to say more of them. */
async function historyNotices(deploys: Sources, { base, head }: Commits, git: MaybeGit): Promise<string[]> {
  if (needsGit(deploys) || base === null || head === null) return [];
  const without = 'The change manifest and the search for the commit are left out';
  if ('cause' in git) return [`${without}: ${git.cause}.`];
  for (const sha of [base, head])
    if (
      sha !== null &&
      (await git.tryRun('rev-parse', '--verify', '--quiet', '--end-of-options', `${sha}^{commit}`)) === null
    )
      return [`${without}: the repository has no commit ${sha}.`];
  return [];
}

function describeCommits({ base, head, because }: Commits): string {
  return because === '' ? '' : `base ${base ?? 'none'} (${because}), head ${head ?? 'unknown'}`;
}
