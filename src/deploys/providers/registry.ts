import { join } from 'node:path';

import { GateError } from '../../errors.ts';
import type { Config, DeploySource } from '../../model/config.ts';
import type { Deploy, Side } from '../../model/deploy.ts';
import type { Commits, MaybeGit } from '../../git/choose.ts';
import { DeploymentFinder } from './github-deployments/discover.ts';
import { expandFolder, expandUrl, namesCommit, placeholderValues } from './url/placeholders.ts';
import type { Served } from './provider.ts';
import type { DeployRequest } from '../request.ts';
import { serveFolder } from './static/server.ts';
import { WorktreeProvider } from './worktree/worktree.ts';
import { trimEndOf } from '../../text/trim.ts';

/** How the sides of one configuration are served. */
export interface Provided {
  readonly serve: (side: Side, sha: string | null) => Promise<Served>;
  /** Null where the commits in between have no deploys of their own. */
  readonly serveBetween: ((sha: string) => Promise<Served>) | null;
  /** What was found out while serving. */
  readonly notices: () => readonly string[];
  readonly dispose: () => Promise<void>;
}

export interface ProviderRequest extends DeployRequest {
  readonly git: MaybeGit;
  readonly commits: Commits;
  readonly log: (line: string) => void;
}

/** @throws GateError `no-repository-api` */
export async function providerOf(deploys: Config['deploys'], request: ProviderRequest): Promise<Provided> {
  const providers = new Providers(request);
  const source = (side: Side): DeploySource => {
    const found = deploys[side];
    if (found === null) throw new Error(`there is no ${side} deploy`);
    return found;
  };
  const between = deploys.head !== null && canServeAnyCommit(deploys.head) ? deploys.head : null;
  return {
    serve: (side, sha) => providers.serve(source(side), side, sha),
    serveBetween: between === null ? null : (sha) => providers.serve(between, 'intermediate', sha),
    notices: () => providers.notices,
    dispose: () => providers.dispose(),
  };
}

function canServeAnyCommit(source: DeploySource): boolean {
  if (source.kind === 'url') return namesCommit(source.url);
  return source.kind !== 'static' || namesCommit(source.folder);
}

type SourceOf<Kind extends DeploySource['kind']> = Extract<DeploySource, { kind: Kind }>;

class Providers {
  readonly notices: string[] = [];
  readonly #request: ProviderRequest;
  readonly #served = new Set<Served>();
  #worktree: WorktreeProvider | null = null;
  #finder: DeploymentFinder | null = null;

  constructor(request: ProviderRequest) {
    this.#request = request;
  }

  async serve(source: DeploySource, side: Side | 'intermediate', sha: string | null): Promise<Served> {
    const served = await this.#open(source, side, sha);
    this.#served.add(served);
    return served;
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#served].map((served) => served.close()));
    await this.#worktree?.dispose();
  }

  async #open(source: DeploySource, side: Side | 'intermediate', sha: string | null): Promise<Served> {
    if (source.kind === 'url') return this.#openUrl(source, labelOf(side), sha);
    if (source.kind === 'static') return this.#openFolder(source, labelOf(side), sha);
    if (sha === null) throw new GateError('unknown-commit', { side, sha: '(none)', cause: 'nothing names it' });
    if (source.kind === 'worktree') return (await this.#worktreeOf(source)).resolve(sha, side);
    return this.#openDeployment(source, side, sha);
  }

  #openUrl({ url, hosts }: SourceOf<'url'>, side: Side, sha: string | null): Served {
    const expanded = expandUrl(url, this.#values(side, sha));
    return visited({ side, sha, url: expanded, ...(hosts === undefined ? {} : { hosts }) });
  }

  async #openFolder(
    { folder: template, spa = false }: SourceOf<'static'>,
    side: Side,
    sha: string | null,
  ): Promise<Served> {
    const folder = expandFolder(template, this.#values(side, sha));
    const server = await serveFolder(side, folder, { spa });
    this.#request.log(
      `${side}: ${server.files} ${server.files === 1 ? 'file' : 'files'} of ${folder} at ${server.url}`,
    );
    return {
      ...visited({ side, sha, url: server.url }),
      // Its URL is another one after its server has moved.
      get deploy() {
        return { side, sha, url: server.url };
      },
      close: server.close,
      server,
    };
  }

  async #openDeployment(
    source: SourceOf<'github-deployments'>,
    side: Side | 'intermediate',
    sha: string,
  ): Promise<Served> {
    const { log, event } = this.#request;
    const finder = this.#finderOf(source, event?.branch ?? null);
    const found = side === 'base' ? await finder.findBase(sha) : await finder.find(sha, side);
    const url = trimEndOf(found.url, '/');
    log(`${side}: ${found.sha.slice(0, 7)} at ${url} (${found.environment}, by ${found.creator})`);
    if (found.sha !== sha) this.notices.push(await this.#productionNotice(found.sha, sha));
    return visited({ side: labelOf(side), sha: found.sha, url });
  }

  #values(side: Side, sha: string | null) {
    const { event } = this.#request;
    const pr = event?.kind === 'pull-request' ? event.number : null;
    const baseBranch = event?.kind === 'pull-request' ? event.baseBranch : (event?.branch ?? null);
    return placeholderValues(sha, pr, side === 'base' ? baseBranch : (event?.branch ?? null));
  }

  async #worktreeOf(plan: SourceOf<'worktree'>): Promise<WorktreeProvider> {
    const { git, env = process.env, out = '.', log, signal = new AbortController().signal } = this.#request;
    if ('cause' in git) throw new GateError('no-repository', { provider: 'worktree', cause: git.cause });
    this.#worktree ??= await WorktreeProvider.open({ plan, git, env, logs: join(out, 'logs'), log, signal });
    return this.#worktree;
  }

  #finderOf(search: SourceOf<'github-deployments'>, branch: string | null): DeploymentFinder {
    const { api, log, signal = new AbortController().signal } = this.#request;
    if (api == null) throw new GateError('no-repository-api');
    this.#finder ??= new DeploymentFinder({ api, search, branch, signal, log });
    return this.#finder;
  }

  /** Production serves another commit than the one that head began at. */
  async #productionNotice(served: string, wanted: string): Promise<string> {
    const { git } = this.#request;
    const range =
      'cause' in git ? null : await git.tryRun('rev-list', '--count', '--left-right', `${served}...${wanted}`);
    const [ahead = '', behind = ''] = range?.split('\t') ?? [];
    const between =
      range === null
        ? ''
        : ` (production has ${ahead} commits that the merge base lacks, and lacks ${behind} that it has)`;
    return `Base is what production serves, ${served.slice(0, 7)}: the merge base ${wanted.slice(0, 7)} has no deployment${between}.`;
  }
}

/** Commits in between are heads of what lies before them. */
function labelOf(side: Side | 'intermediate'): Side {
  return side === 'base' ? 'base' : 'head';
}

/** A deploy that is only visited. */
function visited(deploy: Deploy): Served {
  return { deploy, serverFailure: async () => null, close: async () => {} };
}
