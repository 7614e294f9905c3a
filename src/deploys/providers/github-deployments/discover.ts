import { GateError } from '../../../errors.ts';
import type { DeploymentSearch } from '../../../model/config.ts';
import type { Side } from '../../../model/deploy.ts';
import type { RepositoryApi } from './api.ts';
import {
  candidateOf,
  candidateOfStatus,
  describeCandidate,
  latestOf,
  matches,
  projectOf,
  type Candidate,
} from './candidates.ts';
import { shortSha } from '../../../text/short-sha.ts';

export interface Discovery {
  readonly api: RepositoryApi;
  readonly search: DeploymentSearch;
  /** The branch of head; null if unknown. */
  readonly branch: string | null;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** First and longest pause between two questions, ms. */
  readonly pauses?: { readonly first: number; readonly longest: number };
}

const PAUSES = { first: 3000, longest: 30_000 };

/** The sites of both sides. One deadline for all that is waited for. */
export class DeploymentFinder {
  readonly #discovery: Discovery;
  readonly #giveUpAt: number;
  #project: string | null = null;

  constructor(discovery: Discovery) {
    this.#discovery = discovery;
    this.#giveUpAt = performance.now() + discovery.search.timeoutMs;
  }

  /**
   * The deployment of a commit, once it is ready.
   *
   * @throws GateError `deployment-none`, `deployment-several`, `deployment-failed`
   */
  async find(sha: string, side: Side | 'intermediate'): Promise<Candidate> {
    const { search, log } = this.#discovery;
    let isTold = false;
    for (let attempt = 0; ; attempt += 1) {
      const seen = await this.#seenFor(sha);
      const matching = this.#preferred(seen.filter(({ environment }) => matches(search.environment, environment)));
      const alive = matching.filter(({ state }) => state === 'ready' || state === 'pending');
      const [only, ...others] = alive;
      if (others.length > 0) throw this.#several(sha, side, alive);
      if (only?.state === 'ready') {
        if (side === 'head') this.#project = projectOf(only.environment);
        return only;
      }
      const isHopeless = only === undefined && matching.some(({ state }) => state === 'failed');
      if (isHopeless) throw this.#failed(sha, side, matching);
      const mayCome = only !== undefined || side === 'head';
      if (!mayCome || !(await this.#pause(attempt))) throw this.#none(sha, side, seen);
      if (!isTold) log(`${side}: waiting for the deployment of ${shortSha(sha)}.`);
      isTold = true;
    }
  }

  /**
   * The base: the deployment of the commit where there is one, else what production serves.
   *
   * @throws GateError `deployment-none`, `deployment-several`, `deployment-failed`
   */
  async findBase(sha: string): Promise<Candidate> {
    const { api } = this.#discovery;
    try {
      return await this.find(sha, 'base');
    } catch (error) {
      if (!(error instanceof GateError) || error.code === 'deployment-several') throw error;
      const all = await api.deployments({});
      const production = latestOf(
        all.filter(({ isProduction, environment }) => isProduction || isNamedProduction(environment)),
      );
      const candidates = await Promise.all(
        production.map(async (each) => candidateOf(each, await api.statuses(each.id))),
      );
      const ready = candidates.filter(({ state }) => state === 'ready');
      const own = ready.filter(({ environment }) => projectOf(environment) === this.#project);
      const [only, ...others] = own.length > 0 ? own : ready;
      if (only === undefined) throw error;
      if (others.length > 0) throw this.#several(sha, 'base', [only, ...others]);
      return only;
    }
  }

  /** By SHA, then by branch, then by commit status: the first that has any. */
  async #seenFor(sha: string): Promise<Candidate[]> {
    const { api, branch, search } = this.#discovery;
    const bySha = await api.deployments({ sha });
    const deployments = bySha.length > 0 || branch === null ? bySha : await api.deployments({ ref: branch });
    const own = latestOf(deployments.filter((deployment) => deployment.sha === sha));
    if (own.length > 0) return Promise.all(own.map(async (each) => candidateOf(each, await api.statuses(each.id))));
    const statuses = await api.commitStatuses(sha);
    return statuses.flatMap((status) => candidateOfStatus(sha, status, search.environment) ?? []);
  }

  /** Where nothing is asked for, previews go before production; on other commits, the project that head is of. */
  #preferred(candidates: readonly Candidate[]): readonly Candidate[] {
    const { environment } = this.#discovery.search;
    const own =
      this.#project === null ? [] : candidates.filter((each) => projectOf(each.environment) === this.#project);
    const among = own.length > 0 ? own : candidates;
    if (environment !== null) return among;
    const previews = among.filter(({ isProduction }) => !isProduction);
    return previews.length > 0 ? previews : among;
  }

  /** False if the time is up. */
  async #pause(attempt: number): Promise<boolean> {
    const { signal, pauses = PAUSES } = this.#discovery;
    const pauseMs = Math.min(pauses.longest, pauses.first * 1.5 ** attempt) * (1 + Math.random() / 4);
    const leftMs = this.#giveUpAt - performance.now();
    if (leftMs <= 0) return false;
    await pause(Math.min(pauseMs, leftMs), signal);
    return true;
  }

  #several(sha: string, side: string, candidates: readonly Candidate[]): GateError {
    return new GateError('deployment-several', { side, sha, list: listOf(candidates) });
  }

  #failed(sha: string, side: string, candidates: readonly Candidate[]): GateError {
    return new GateError('deployment-failed', { side, sha, list: listOf(candidates) });
  }

  #none(sha: string, side: string, seen: readonly Candidate[]): GateError {
    const { environment, timeoutMs } = this.#discovery.search;
    const pattern = environment === null ? '' : ` to ${environment}`;
    return new GateError('deployment-none', { side, sha, pattern, seconds: timeoutMs / 1000, list: listOf(seen) });
  }
}

function isNamedProduction(environment: string): boolean {
  return /^production\b/i.test(environment.trim());
}

function listOf(candidates: readonly Candidate[]): string {
  return candidates.map((candidate) => `\n  - ${describeCandidate(candidate)}`).join('');
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => {
    clearTimeout(timer);
    reject(signal.reason as Error);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', stop);
    resolve();
  }, ms);
  signal.addEventListener('abort', stop, { once: true });
  return promise;
}
