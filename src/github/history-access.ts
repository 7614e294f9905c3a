import { z } from 'zod';

import type { HistoryAccess } from '../gate/history/access.ts';
import { createClient, deadlineIn, statusOf, type GitHubClient, type Patience } from './client.ts';
import type { GitHubContext, Repository } from './context.ts';
import { gitFiles } from './git-files.ts';
import { historyBranch } from './history-branch.ts';

/** Reading or adding to the history, with all attempts. */
const HISTORY_MS = 120_000;

const committerSchema = z.object({ committer: z.object({ date: z.iso.datetime({ offset: true }) }) });
const shaSchema = z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) });

/** The history of a repository, with time of its own from the first call on. */
export function historyAccess(
  token: string,
  { apiUrl, runUrl }: Pick<GitHubContext, 'apiUrl' | 'runUrl'>,
  repository: Repository,
  patience: Patience,
): HistoryAccess {
  const client = (): GitHubClient => createClient(token, apiUrl, patience, deadlineIn(HISTORY_MS));
  return {
    branch: (branch, assertOurs) => {
      const store = () => historyBranch(gitFiles(client(), repository, branch), { branch, assertOurs });
      return { ...store(), read: () => store().read(), append: (...entry) => store().append(...entry) };
    },
    commitNamed: async (ref) => {
      const { octokit, retried } = client();
      try {
        const { data } = await retried(() => octokit.rest.repos.getCommit({ ...repository, ref, per_page: 1 }));
        return shaSchema.parse(data).sha;
      } catch (error) {
        if (statusOf(error) === 404 || statusOf(error) === 422) return null;
        throw error;
      }
    },
    commitTime: async (sha) => {
      const { octokit, retried } = client();
      const { data } = await retried(() => octokit.rest.git.getCommit({ ...repository, commit_sha: sha }));
      return committerSchema.parse(data).committer.date;
    },
    runUrl,
  };
}
