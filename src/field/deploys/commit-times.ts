import { Git, type Environment } from '../../git/git.ts';
import type { DeployedCommit } from './deploys-file.ts';

/** A label of the list may be anything; these are not taken for options of git, or for ranges. */
const SHA = /^[0-9a-f]{4,64}$/i;
const MOST_COMMITS = 10_000;

/** A deploy whose commits are asked for. */
type Brought = Pick<DeployedCommit, 'sha'> & { readonly previous: string | null };

/**
 * When the commits of each deploy were made, in seconds since 1970, as far as the repository of a folder knows them: those
 * since the deploy before, or the deployed one alone where that is not known. Nothing is fetched.
 *
 * @returns null for a deploy without known commits; in the order of the deploys
 */
export async function commitTimes(
  deploys: readonly Brought[],
  folder: string,
  env: Environment,
): Promise<(number[] | null)[]> {
  const git = await Git.open(folder, env);
  const times: (number[] | null)[] = [];
  for (const deploy of deploys) times.push('cause' in git ? null : await timesOf(git, deploy));
  return times;
}

async function timesOf(git: Git, { sha, previous }: Brought): Promise<number[] | null> {
  if (!SHA.test(sha)) return null;
  const since = previous !== null && SHA.test(previous) ? await logOf(git, `${previous}..${sha}`) : null;
  return since ?? logOf(git, '--max-count=1', sha);
}

async function logOf(git: Git, ...which: readonly string[]): Promise<number[] | null> {
  const log = await git.tryRun('log', '--format=%ct', `--max-count=${MOST_COMMITS}`, ...which, '--');
  return log === null ? null : log.split('\n').filter(Boolean).map(Number);
}
