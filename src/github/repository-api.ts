import type { RepositoryApi } from '../deploys/providers/github-deployments/api.ts';
import { causeOf, GateError } from '../errors.ts';
import { statusOf, type GitHubClient } from './client.ts';
import type { Repository } from './context.ts';

/** More deployments of one repository are not looked through: those that matter are the newest. */
const MAX_DEPLOYMENTS = 500;
const PER_PAGE = 100;

/** A repository's API as finding deploys and commits asks it. Throws `api-refused`, `api-failed`. */
export function repositoryApi({ octokit, retried }: GitHubClient, repository: Repository): RepositoryApi {
  const { rest, paginate } = octokit;
  const page = { ...repository, per_page: PER_PAGE };
  const asked = <T>(action: string, request: () => Promise<T>): Promise<T> =>
    retried(request).catch((error: unknown) => {
      throw failure(action, error);
    });
  return {
    deployments: (of) =>
      asked('list deployments', async () => {
        let seen = 0;
        const found = await paginate(rest.repos.listDeployments, { ...page, ...of }, ({ data }, done) => {
          seen += data.length;
          if (seen >= MAX_DEPLOYMENTS) done();
          return data;
        });
        return found.map((each) => ({
          id: each.id,
          sha: each.sha,
          environment: each.environment,
          isProduction: each.production_environment ?? false,
          creator: each.creator?.login ?? '',
          createdAt: each.created_at,
        }));
      }),
    statuses: (deployment) =>
      asked('list the statuses of a deployment', async () => {
        const found = await paginate(rest.repos.listDeploymentStatuses, { ...page, deployment_id: deployment });
        return found.map(({ id, state, environment_url, created_at }) => ({
          id,
          state,
          environmentUrl: environment_url ?? '',
          createdAt: created_at,
        }));
      }),
    commitStatuses: (sha) =>
      asked('list the statuses of a commit', async () => {
        const { data } = await rest.repos.getCombinedStatusForRef({ ...page, ref: sha });
        return data.statuses.map(({ context, state, target_url }) => ({
          context,
          state,
          targetUrl: target_url ?? '',
          creator: '',
        }));
      }),
    mergeBase: (one, other) =>
      asked('compare two commits', async () => {
        try {
          const { data } = await rest.repos.compareCommitsWithBasehead({
            ...repository,
            basehead: `${one}...${other}`,
            per_page: 1,
          });
          return data.merge_base_commit.sha;
        } catch (error) {
          if (statusOf(error) === 404) return null;
          throw error;
        }
      }),
    pullRequestOf: (sha) =>
      asked('list the pull requests of a commit', async () => {
        const { data } = await rest.repos.listPullRequestsAssociatedWithCommit({ ...repository, commit_sha: sha });
        return (data.find(({ merged_at }) => merged_at !== null) ?? data[0])?.number ?? null;
      }),
  };
}

function failure(action: string, error: unknown): GateError {
  const status = statusOf(error);
  const code = status === 401 || status === 403 || status === 404 ? 'api-refused' : 'api-failed';
  return new GateError(code, { action, cause: causeOf(error) }, { cause: error });
}
