import { isAbsolute, relative } from 'node:path';

import { dirtiness, labelDoubt, type Commits, type MaybeGit } from '../git/choose.ts';
import type { Git } from '../git/git.ts';
import type { DeployProvider } from './providers/provider.ts';

/**
 * What a reader must know about the commits: what is missing without history, and how the checkout differs from what is
 * measured.
 *
 * @param providers of base and head; of head alone in a run without base
 * @param ownFiles absolute paths of the gate's own files, which no measurement depends on
 */
export async function commitNotices(
  providers: readonly DeployProvider[],
  commits: Commits,
  git: MaybeGit,
  ownFiles: readonly string[],
): Promise<string[]> {
  const areCheckedOut = providers.some((provider) => provider.commits === 'checked-out');
  const notices = areCheckedOut ? [] : [await missingHistory(commits, git)];
  if (commits.head === null || 'cause' in git) return notices.filter((notice) => notice !== null);
  if (areCheckedOut) {
    const besides = ownFiles.map((path) => relative(git.root, path));
    notices.push(await dirtiness(git, commits.head, besides));
  }
  notices.push(await folderDoubt(git, providers.at(-1)?.fixedFolder ?? null, commits.head));
  return notices.filter((notice) => notice !== null);
}

/** A sentence for commits that were named in a run without git history. */
async function missingHistory({ base, head }: Commits, git: MaybeGit): Promise<string | null> {
  if (base === null || head === null) return null;
  const without = 'The change manifest and the search for the commit are left out';
  if ('cause' in git) return `${without}: ${git.cause}.`;
  for (const sha of [base, head])
    if ((await git.tryRun('rev-parse', '--verify', '--quiet', '--end-of-options', `${sha}^{commit}`)) === null)
      return `${without}: the repository has no commit ${sha}.`;
  return null;
}

/** A folder in the checkout holds the checked-out commit, whatever the event says. */
async function folderDoubt(git: Git, fixedFolder: string | null, head: string): Promise<string | null> {
  if (fixedFolder === null) return null;
  const folder = relative(git.root, fixedFolder);
  return folder.startsWith('..') || isAbsolute(folder) ? null : labelDoubt(git, folder, head);
}
