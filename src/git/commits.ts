import { reasonOf, type Git } from './git.ts';

/** Commits that one fetch adds to a shallow clone; each further one adds twice as many. */
const FIRST_DEEPENING = 50;
const LAST_DEEPENING = 5000;

/** The full SHA of a commit's name, or why it cannot be found. A SHA that the clone lacks is fetched from origin. */
export async function findCommit(git: Git, name: string): Promise<string | { readonly cause: string }> {
  const known = await commitOf(git, name);
  if (known !== null) return known;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(name)) return { cause: 'the repository has no such commit' };
  if ((await git.tryRun('remote', 'get-url', 'origin')) === null)
    return { cause: 'the repository has no such commit, and no remote called origin to fetch it from' };
  try {
    await fetchCommits(git, ['--depth=1'], [name]);
  } catch (error) {
    return { cause: `this clone does not have it, and fetching it from origin fails: ${reasonOf(error)}` };
  }
  return (await commitOf(git, name)) ?? { cause: 'origin does not have it' };
}

function commitOf(git: Git, name: string): Promise<string | null> {
  return git.tryRun('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
}

/**
 * The best common ancestor of two commits; null if they have none. Shallow clones are deepened as far as it takes
 * (`actions/checkout` fetches one commit).
 */
export async function mergeBase(git: Git, one: string, other: string): Promise<string | null> {
  for (let depth = FIRST_DEEPENING; ; depth *= 4) {
    const found = await git.tryRun('merge-base', one, other);
    if (found !== null && found !== '') return found;
    if (!(await deepen(git, depth, [one, other]))) return null;
  }
}

/** The first parent of a commit; null for the first commit of all. */
export async function parentOf(git: Git, commit: string): Promise<string | null> {
  const parent = await commitOf(git, `${commit}^`);
  if (parent !== null || !(await deepen(git, FIRST_DEEPENING, [commit]))) return parent;
  return commitOf(git, `${commit}^`);
}

/** Makes sure that the history between two commits is here, as far as origin has it. */
export async function completeHistory(git: Git, base: string, head: string): Promise<boolean> {
  for (let depth = FIRST_DEEPENING; ; depth *= 4) {
    if ((await git.tryRun('merge-base', '--is-ancestor', base, head)) !== null) return true;
    if (!(await deepen(git, depth, [base, head]))) return false;
  }
}

/** False if there is nothing to add: the clone is complete, or origin does not answer. */
async function deepen(git: Git, depth: number, commits: readonly string[]): Promise<boolean> {
  if ((await git.tryRun('rev-parse', '--is-shallow-repository')) !== 'true') return false;
  try {
    await fetchCommits(git, [depth > LAST_DEEPENING ? '--unshallow' : `--deepen=${depth}`], commits);
    return true;
  } catch {
    return false;
  }
}

async function fetchCommits(git: Git, how: readonly string[], commits: readonly string[]): Promise<void> {
  await git.run('fetch', '--quiet', '--no-tags', '--no-recurse-submodules', ...how, 'origin', ...commits);
}
