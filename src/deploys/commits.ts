import { chooseCommits, chooseLabels, type CommitRequest, type Commits, type MaybeGit } from '../git/choose.ts';
import type { DeployKind } from '../model/config.ts';
import type { RepositoryApi } from './providers/github-deployments/api.ts';
import type { CommitUse, DeployProvider } from './providers/provider.ts';

interface Lookup {
  readonly about: CommitRequest;
  readonly git: MaybeGit;
  readonly api: RepositoryApi | null;
  /** Who needs the commits, for messages. */
  readonly provider: DeployKind;
}

const CHOOSE: Readonly<Record<CommitUse, (lookup: Lookup) => Promise<Commits>>> = {
  labels: ({ about, git, api }) => chooseLabels(about, git, api?.mergeBase ?? null),
  'looked-up': async (lookup) => {
    const { about, git, api, provider } = lookup;
    if (api === null) return chooseCommits(about, git, provider);
    if ('cause' in git) return CHOOSE.labels(lookup);
    return chooseCommits(about, git, provider).catch(() => CHOOSE.labels(lookup));
  },
  'checked-out': ({ about, git, provider }) => chooseCommits(about, git, provider),
};

/** Who asks more of the commits decides for both sides. */
const STRICTNESS: Readonly<Record<CommitUse, number>> = { labels: 0, 'looked-up': 1, 'checked-out': 2 };

/**
 * Base and head, by what the providers of both sides need of them.
 *
 * @throws GateError `no-repository`, `unknown-commit`, `no-merge-base`
 */
export function commitsFor(providers: readonly DeployProvider[], lookup: Omit<Lookup, 'provider'>): Promise<Commits> {
  const [strictest] = providers.toSorted((one, other) => STRICTNESS[other.commits] - STRICTNESS[one.commits]);
  if (strictest === undefined) throw new Error('there is no deploy to choose commits for');
  return CHOOSE[strictest.commits]({ ...lookup, provider: strictest.kind });
}

export function describeCommits({ base, head, because }: Commits): string {
  return because === '' ? '' : `base ${base ?? 'none'} (${because}), head ${head ?? 'unknown'}`;
}
