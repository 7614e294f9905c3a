import { GateError } from '../../../errors.ts';
import type { SourceOf } from '../../../model/config.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { trimEndOf } from '../../../text/trim.ts';
import type { MaybeGit } from '../../../git/choose.ts';
import {
  knownCommit,
  sideOf,
  visited,
  type DeployProvider,
  type OpenProvider,
  type ProviderRequest,
} from '../provider.ts';
import { DeploymentFinder } from './discover.ts';
import { stripQuery } from '../../../text/strip-query.ts';

/** Deploys that GitHub knows of, as the deployments of their commits. */
export function githubDeployments(source: SourceOf<'github-deployments'>): DeployProvider {
  return {
    kind: source.kind,
    commits: 'looked-up',
    servesBetween: true,
    builds: false,
    // Where several projects deploy from one repository, head says which one base is of.
    opensHeadFirst: true,
    isFixedAddress: false,
    fixedFolder: null,
    open: async (request) => open(source, request),
  };
}

function open(search: SourceOf<'github-deployments'>, request: ProviderRequest): OpenProvider {
  const { api, event, git, log, signal = new AbortController().signal } = request;
  if (api == null) throw new GateError('no-repository-api');
  const finder = new DeploymentFinder({ api, search, branch: event?.branch ?? null, signal, log });
  const notices: string[] = [];
  return {
    serve: async (wanted, place) => {
      const sha = knownCommit(wanted, place);
      const found = place === 'base' ? await finder.findBase(sha) : await finder.find(sha, place);
      const url = trimEndOf(found.url, '/');
      log(`${place}: ${shortSha(found.sha)} at ${stripQuery(url)} (${found.environment}, by ${found.creator})`);
      if (found.sha !== sha) notices.push(await productionNotice(git, found.sha, sha));
      return visited({ side: sideOf(place), sha: found.sha, url });
    },
    notices,
    dispose: async () => {},
  };
}

/** Production serves another commit than the one that head began at. */
async function productionNotice(git: MaybeGit, served: string, wanted: string): Promise<string> {
  const range =
    'cause' in git ? null : await git.tryRun('rev-list', '--count', '--left-right', `${served}...${wanted}`);
  const [ahead = '', behind = ''] = range?.split('\t') ?? [];
  const between =
    range === null
      ? ''
      : ` (production has ${ahead} commits that the merge base lacks, and lacks ${behind} that it has)`;
  return `Base is what production serves, ${shortSha(served)}: the merge base ${shortSha(wanted)} has no deployment${between}.`;
}
