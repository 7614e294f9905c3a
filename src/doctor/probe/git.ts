import { execa } from 'execa';

import { defaultBranch, type MaybeGit, type RunEvent } from '../../git/choose.ts';
import { gitEnvironment, reasonOf, type Git } from '../../git/git.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { GitFacts, HistoryFacts } from '../judge/git.ts';

/** How long git and origin may take to answer, ms. */
const GIT_MS = 5000;
const ORIGIN_MS = 8000;

/** What of git can be used in a folder. */
export async function askGit(git: MaybeGit, env: NodeJS.ProcessEnv): Promise<GitFacts> {
  const ask = ['--version'];
  const options = { env: gitEnvironment(env, ask), extendEnv: false, timeout: GIT_MS };
  const version = await execa('git', ask, options).catch(() => null);
  const about = { version: version === null ? null : `git ${version.stdout.replace(/^git version /, '')}` };
  if ('cause' in git) return { ...about, cause: git.cause, isShallow: false, commits: 0 };
  const commits = await git.tryRun('rev-list', '--count', 'HEAD');
  return { ...about, cause: null, isShallow: await isShallow(git), commits: Number(commits ?? 0) };
}

/** Where base is, by what the clone has: nothing is fetched. */
export async function askHistory(git: Git, event: RunEvent | null): Promise<HistoryFacts> {
  const head = await commitOf(git, event?.headSha ?? 'HEAD');
  const { sha, because } = await baseOf(git, event, head);
  const shallow = await isShallow(git);
  const unfetchable = head !== null && sha === null && shallow ? await whyUnfetchable(git) : null;
  return { head, base: sha, because, isShallow: shallow, unfetchable };
}

interface Base {
  readonly sha: string | null;
  readonly because: string;
}

async function baseOf(git: Git, event: RunEvent | null, head: string | null): Promise<Base> {
  const previous = async (): Promise<Base> => ({
    sha: head === null ? null : await commitOf(git, `${head}^`),
    because: 'the previous commit',
  });
  if (event?.kind === 'push') {
    const before = event.before === null ? null : await commitOf(git, event.before);
    return before === null ? previous() : { sha: before, because: 'what the branch was before the push' };
  }
  const target = event?.kind === 'pull-request' ? event.baseSha : await defaultBranch(git);
  if (target === null || head === null) return previous();
  const because = `the merge base with ${event?.kind === 'pull-request' ? shortSha(target) : target}`;
  const sha = await git.tryRun('merge-base', target, head);
  return sha === head ? previous() : { sha: sha === '' ? null : sha, because };
}

function commitOf(git: Git, name: string): Promise<string | null> {
  return git.tryRun('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
}

async function isShallow(git: Git): Promise<boolean> {
  return (await git.tryRun('rev-parse', '--is-shallow-repository')) === 'true';
}

async function whyUnfetchable(git: Git): Promise<string | null> {
  try {
    await git.until(AbortSignal.timeout(ORIGIN_MS)).run('ls-remote', '--quiet', 'origin', 'HEAD');
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
