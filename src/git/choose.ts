import { GateError } from '../errors.ts';
import { findCommit, mergeBase, parentOf } from './commits.ts';
import type { Git } from './git.ts';
import { shortSha } from '../text/short-sha.ts';

/** What started the run, as far as it says which commits are meant. */
export type RunEvent =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      /** The tip of the branch it is for. */
      readonly baseSha: string;
      readonly headSha: string;
      readonly branch: string | null;
      readonly baseBranch: string | null;
    }
  | {
      readonly kind: 'push';
      /** What the branch was before; null for a new branch. */
      readonly before: string | null;
      readonly headSha: string;
      readonly branch: string | null;
    }
  /** A single commit, of a schedule or a deployment: base is where it left the default branch, otherwise its parent. */
  | { readonly kind: 'commit'; readonly headSha: string; readonly branch: string | null };

/** What is known before anything is looked up. */
export interface CommitRequest {
  /** As the user named them; null if they did not. */
  readonly baseSha: string | null;
  readonly headSha: string | null;
  readonly event: RunEvent | null;
}

/** The repository, or why it cannot be read. */
export type MaybeGit = Git | { readonly cause: string };

/** The two commits of a run; null if unknown. They are only labels if nothing needs them to exist. */
export interface Commits {
  readonly base: string | null;
  readonly head: string | null;
  /** How base was found, for a reader. */
  readonly because: string;
  /** What had to be left out. */
  readonly notices: readonly string[];
}

/** Answers the merge base without a clone that has both commits. */
export type MergeBaseApi = (one: string, other: string) => Promise<string | null>;

const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * Both commits, each in the repository: head is the pull request's head (never the merge commit), base the merge base;
 * on a push base is what the branch was before.
 *
 * @throws GateError `no-repository`, `unknown-commit`, `no-merge-base`
 */
export async function chooseCommits(request: CommitRequest, git: MaybeGit, provider: string): Promise<Commits> {
  if ('cause' in git) throw new GateError('no-repository', { provider, cause: git.cause });
  const head = await existing(git, 'head', request.headSha ?? request.event?.headSha ?? 'HEAD');
  if (request.baseSha !== null) {
    const base = await existing(git, 'base', request.baseSha);
    return { base, head, because: 'as named', notices: [] };
  }
  const found = await findBase(git, head, request.event);
  const notices = found.base === null ? ['The head commit has no parent: this is a first run, without a base.'] : [];
  return { ...found, head, notices };
}

/**
 * Both labels for deploys that are only visited: nothing needs to exist. `api` is asked where the clone cannot say what
 * the merge base is.
 */
export async function chooseLabels(request: CommitRequest, git: MaybeGit, api: MergeBaseApi | null): Promise<Commits> {
  const { event } = request;
  const head = request.headSha ?? event?.headSha ?? null;
  if (request.baseSha !== null) return { base: request.baseSha, head, because: 'as named', notices: [] };
  if (event === null || head === null) return { base: null, head, because: '', notices: [] };
  const found = 'cause' in git ? null : await findBase(git, head, event).catch(() => null);
  if (found !== null && found.base !== null) return { ...found, head, notices: [] };
  if (event.kind === 'push') return { base: event.before, head, because: 'the previous commit', notices: [] };
  if (event.kind === 'commit') return { base: null, head, because: '', notices: [] };
  const told = (await api?.(event.baseSha, head).catch(() => null)) ?? null;
  if (told !== null) return { base: told, head, because: 'the merge base', notices: [] };
  const notice = `The merge base cannot be found (${'cause' in git ? git.cause : 'the clone lacks the history'}): base is the tip of the target branch.`;
  return { base: event.baseSha, head, because: 'the tip of the target branch', notices: [notice] };
}

async function existing(git: Git, side: string, name: string): Promise<string> {
  const found = await findCommit(git, name);
  if (typeof found === 'string') return found;
  throw new GateError('unknown-commit', { side, sha: name, cause: found.cause });
}

type FoundBase = Pick<Commits, 'base' | 'because'>;

async function findBase(git: Git, head: string, event: RunEvent | null): Promise<FoundBase> {
  if (event?.kind === 'push') return findPrevious(git, head, event.before);
  const named = event?.kind === 'pull-request' ? event.baseSha : null;
  const target = named ?? (await defaultBranch(git));
  if (target === null) return findPrevious(git, head, null);
  const tip = await existing(git, 'base', target);
  const base = await mergeBase(git, tip, head);
  if (base === null) throw new GateError('no-merge-base', { base: tip, head });
  if (base === head) return findPrevious(git, head, null);
  return { base, because: `the merge base with ${named === null ? target : shortSha(tip)}` };
}

/** The commit before a push, or the parent if that commit was rewritten. */
async function findPrevious(git: Git, head: string, before: string | null): Promise<FoundBase> {
  const known = before === null || /^0+$/.test(before) ? null : await findCommit(git, before);
  if (typeof known === 'string' && (await mergeBase(git, known, head)) === known && known !== head)
    return { base: known, because: 'what the branch was before the push' };
  return { base: await parentOf(git, head), because: 'the previous commit' };
}

/** The default branch by the name that the clone has for it; null if it has none. */
export async function defaultBranch(git: Git): Promise<string | null> {
  for (const name of DEFAULT_BRANCHES)
    if ((await git.tryRun('rev-parse', '--verify', '--quiet', `${name}^{commit}`)) !== null) return name;
  return null;
}

/** A sentence where the work tree differs from the commit that is measured; files in `besides` do not count. */
export async function dirtiness(git: Git, head: string, besides: readonly string[]): Promise<string | null> {
  if ((await git.tryRun('rev-parse', 'HEAD')) !== head) return null;
  const excluded = besides.filter((path) => path !== '' && !path.startsWith('..')).map((path) => `:(exclude)${path}`);
  const changed = await git.lines('status', '--porcelain', '--untracked-files=normal', '--', '.', ...excluded);
  const [first] = changed;
  if (first === undefined) return null;
  const what = changed.length === 1 ? 'One file differs' : `${changed.length} files differ`;
  return `${what} from the commit ${shortSha(head)} (${first.slice(3)}): the commit is measured, without these changes.`;
}

/**
 * A sentence if a folder of the checkout is labelled with a commit that is not checked out, because on a pull request
 * `actions/checkout` takes the merge commit. Null if the label is right or cannot be checked.
 */
export async function labelDoubt(git: Git, folder: string, head: string): Promise<string | null> {
  const commit = await git.tryRun('cat-file', '-p', 'HEAD');
  const checkedOut = await git.tryRun('rev-parse', 'HEAD');
  if (commit === null || checkedOut === null || checkedOut === head) return null;
  // As the commit itself has them: a shallow clone shows none.
  const [heading = ''] = commit.split('\n\n');
  const parents = [...heading.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, sha = '']) => sha);
  const others = parents.filter((sha) => sha !== head).map(shortSha);
  const what =
    parents.length > 1 && parents.includes(head)
      ? `merges that into ${others.join(' and ')}: a site that was built from it is what the merge would be`
      : 'is neither that commit nor a merge of it';
  return `The folder ${folder} is labelled with the head ${shortSha(head)}, but the checkout is ${shortSha(checkedOut)}, which ${what}. To measure the head itself, give actions/checkout \`ref: \${{ github.event.pull_request.head.sha }}\`.`;
}
