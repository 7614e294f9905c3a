import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { Commits, MaybeGit } from '../git/choose.ts';
import { Git } from '../git/git.ts';
import type { Config, DeploySource } from '../model/config.ts';
import type { Deploy, Side } from '../model/deploy.ts';
import { commitNotices } from './commit-notices.ts';
import { commitsFor, describeCommits } from './commits.ts';
import { relabelBase, type LabelledDeploy } from './proof/base-label.ts';
import { swapPorts, type DeployProvider, type ServedCommit } from './providers/provider.ts';
import { providerOf } from './providers/registry.ts';
import type { DeployRequest } from './request.ts';
import { Serving } from './serving.ts';
import { together } from './together.ts';

/** The deploys of a run while they are served. `base` is null on a first run. */
export interface OpenDeploys {
  /** Where it is now: the URL changes when ports are swapped. */
  readonly base: Deploy | null;
  readonly head: Deploy;
  /**
   * What a reader must know: what was left out because git history is missing, and what differs from what is measured.
   */
  readonly notices: readonly string[];
  /** The repository, or why it cannot be read. */
  readonly git: MaybeGit;
  /** Whether the gate itself serves both, as folders of files: the same bytes then take the same time. */
  readonly servesFolders: boolean;
  /** Waits for one of the gate's servers that is restarting. Null, or why a side's deploy is lost. */
  readonly serverFailure: (side: Side) => Promise<string | null>;
  /** Swaps the ports of the gate's two servers; does nothing without them. */
  readonly swapPorts: () => Promise<void>;
  /** Serves a commit between base and head; null if the configuration has no way to. Throws GateError. */
  readonly serveBetween: ((sha: string) => Promise<ServedCommit>) | null;
  /** Whether serving such a commit takes a build. */
  readonly buildsBetween: boolean;
  /** The pull request that a commit came with; null if none is known. */
  readonly pullRequestOf: (sha: string) => Promise<number | null>;
  /** Ends what was started for them, connections included. */
  readonly close: () => Promise<void>;
}

type DeploysConfig = Pick<Config, 'deploys'> & Partial<Pick<Config, 'file' | 'verify' | 'routes' | 'allowHosts'>>;

/** Where a side comes from, and what serves it. */
interface Origin {
  readonly source: DeploySource;
  readonly provider: DeployProvider;
}

interface Both<Of> {
  readonly base: Of | null;
  readonly head: Of;
}

/**
 * Opens both deploys. `log` receives what is served where.
 *
 * @throws GateError of the provider
 */
export async function openDeploys(
  config: DeploysConfig,
  request: DeployRequest,
  log: (line: string) => void = () => {},
): Promise<OpenDeploys> {
  const { cwd = process.cwd(), env = process.env, api = null } = request;
  const git = await Git.open(cwd, env);
  const origins = originsOf(config);
  const providers = [origins.base, origins.head].flatMap((origin) => origin?.provider ?? []);
  const about = { baseSha: request.baseSha, headSha: request.headSha, event: request.event ?? null };
  const commits = await commitsFor(providers, { about, git, api });
  const ownFiles = [config.file ?? '', request.out ?? ''].map((path) => resolve(cwd, path));
  const notices = [...commits.notices, ...(await commitNotices(providers, commits, git, ownFiles))];
  for (const line of [describeCommits(commits), ...notices]) if (line !== '') log(line);
  const cancel = new AbortController();
  const signal = AbortSignal.any([cancel.signal, ...(request.signal === undefined ? [] : [request.signal])]);
  const serving = new Serving({ ...request, git, log, signal });
  const { processors = availableParallelism() } = request;
  try {
    const served =
      processors >= PROCESSORS_FOR_TWO && areBuiltAlike(origins)
        ? await serveAtOnce(origins, commits, serving, cancel)
        : await serveBoth(origins, commits, serving);
    const label = await labelOf(origins.base, served.base, config, request);
    notices.push(...serving.notices, ...(label?.notice == null ? [] : [label.notice]));
    return inUse(origins.head, served, label, { serving, git, notices, pullRequestOf: pullRequestsOf(request) });
  } catch (error) {
    await serving.dispose();
    throw error;
  }
}

function originOf(source: DeploySource): Origin {
  return { source, provider: providerOf(source) };
}

function originsOf({ deploys: { base, head } }: DeploysConfig): Both<Origin> {
  if (head === null) throw new Error('loadConfig admits no configuration without a head');
  return { base: base === null ? null : originOf(base), head: originOf(head) };
}

/** A build that shares its processors with another one takes longer. From three on, each has more than one. */
const PROCESSORS_FOR_TWO = 3;

/** Whether one provider builds both sides: what it does for one side, it keeps apart from the other. */
function areBuiltAlike({ base, head }: Both<Origin>): boolean {
  return base !== null && head.provider.builds && isDeepStrictEqual(base.source, head.source);
}

/** The first side that fails ends the build of the other one. */
async function serveAtOnce(
  { base, head }: Both<Origin>,
  commits: Commits,
  serving: Serving,
  cancel: AbortController,
): Promise<Both<ServedCommit>> {
  if (base === null || isFirstRun(base.provider, commits)) return serveBoth({ base, head }, commits, serving);
  const [servedBase, servedHead] = await together(
    cancel,
    serving.serve(base.source, 'base', commits.base),
    serving.serve(head.source, 'head', commits.head),
  );
  return { base: servedBase, head: servedHead };
}

async function serveBoth(
  { base, head }: Both<Origin>,
  commits: Commits,
  serving: Serving,
): Promise<Both<ServedCommit>> {
  const serveHead = (): Promise<ServedCommit> => serving.serve(head.source, 'head', commits.head);
  const early = head.provider.opensHeadFirst ? await serveHead() : null;
  const servedBase =
    base === null || isFirstRun(base.provider, commits) ? null : await serving.serve(base.source, 'base', commits.base);
  return { base: servedBase, head: early ?? (await serveHead()) };
}

/** The first commit has no parent that could be built or looked up. */
function isFirstRun(provider: DeployProvider, { base }: Commits): boolean {
  return base === null && provider.commits !== 'labels';
}

/** Base with the SHA that it reports, if its address may serve any commit. */
async function labelOf(
  origin: Origin | null,
  served: ServedCommit | null,
  config: DeploysConfig,
  { baseSha, signal }: DeployRequest,
): Promise<LabelledDeploy | null> {
  if (origin === null || served === null || !origin.provider.isFixedAddress) return null;
  return relabelBase(served.deploy, {
    config,
    isNamed: baseSha !== null,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** If GitHub does not say which pull request it is, only a detail of the report is missing. */
function pullRequestsOf({ api }: DeployRequest): OpenDeploys['pullRequestOf'] {
  return async (sha) => (await api?.pullRequestOf(sha).catch(() => null)) ?? null;
}

function inUse(
  { source, provider }: Origin,
  { base, head }: Both<ServedCommit>,
  label: LabelledDeploy | null,
  { serving, ...rest }: Pick<OpenDeploys, 'git' | 'notices' | 'pullRequestOf'> & { readonly serving: Serving },
): OpenDeploys {
  return {
    ...rest,
    get base() {
      return base === null ? null : { ...base.deploy, sha: label?.deploy.sha ?? base.deploy.sha };
    },
    get head() {
      return head.deploy;
    },
    serveBetween: provider.servesBetween ? (sha) => serving.serve(source, 'intermediate', sha) : null,
    buildsBetween: provider.builds,
    servesFolders: base?.isFolder === true && head.isFolder === true,
    serverFailure: async (side) => (await (side === 'base' ? base : head)?.serverFailure()) ?? null,
    swapPorts: async () => {
      if (base?.server !== undefined && head.server !== undefined) await swapPorts(base.server, head.server);
    },
    close: () => serving.dispose(),
  };
}
