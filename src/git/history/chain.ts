import { completeHistory, mergeBase } from '../commits.ts';
import type { Git } from '../git.ts';

/** A commit between base and head. */
export interface Commit {
  readonly sha: string;
  readonly subject: string;
  readonly parents: readonly string[];
}

/** Commits in a row: each is a child of the one before it, the first a child of `from`. */
export interface Chain {
  readonly from: string;
  readonly commits: readonly Commit[];
}

/** Longer ranges are not searched. */
const MAX_COMMITS = 2000;

/**
 * The commits from base to head, oldest first, along first parents that descend from base; a merge counts as one step.
 * Null if head does not descend from base.
 */
export async function chainBetween(git: Git, base: string, head: string): Promise<Chain | null> {
  if (base === head || !(await completeHistory(git, base, head))) return null;
  const between = new Map((await commitsBetween(git, base, head)).map((commit) => [commit.sha, commit]));
  const commits: Commit[] = [];
  for (let sha = head; sha !== base;) {
    const commit = between.get(sha);
    const parent = commit?.parents.find((each) => each === base || between.has(each));
    if (commit === undefined || parent === undefined) return null;
    commits.unshift(commit);
    sha = parent;
  }
  return { from: base, commits };
}

/** All commits on any way from base to head. */
async function commitsBetween(git: Git, base: string, head: string): Promise<Commit[]> {
  const lines = await git.lines(
    'log',
    '-z',
    `--max-count=${MAX_COMMITS}`,
    '--ancestry-path',
    '--format=%H%x1f%P%x1f%s',
    `${base}..${head}`,
  );
  return lines
    .join('\n')
    .split('\0')
    .filter((record) => record !== '')
    .map((record): Commit => {
      const [sha = '', parents = '', subject = ''] = record.split('\u001f');
      return { sha, subject, parents: parents.split(' ').filter((parent) => parent !== '') };
    });
}

/**
 * The commits that a merge brought in, from where they branched off; null unless the commit merges exactly one branch.
 */
export async function mergedChain(git: Git, { parents }: Commit, previous: string): Promise<Chain | null> {
  const [merged, ...others] = parents.filter((parent) => parent !== previous);
  if (merged === undefined || others.length > 0) return null;
  const from = await mergeBase(git, previous, merged);
  return from === null ? null : chainBetween(git, from, merged);
}
