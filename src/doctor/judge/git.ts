import { shortSha } from '../../text/short-sha.ts';
import { fail, ok, warn, type Finding } from '../check.ts';

/** What of git can be used. */
export interface GitFacts {
  /** Of git itself; null if it does not start. */
  readonly version: string | null;
  /** Why the folder is not in a repository that can be read; null if it is. */
  readonly cause: string | null;
  readonly isShallow: boolean;
  /** Commits that the clone has below its HEAD. */
  readonly commits: number;
}

/** The commit that head is compared with, as far as the clone has it. */
export interface HistoryFacts {
  readonly head: string | null;
  readonly base: string | null;
  /** How base is found: `the merge base with origin/main`. */
  readonly because: string;
  readonly isShallow: boolean;
  /** Why commits cannot be fetched from origin; null if they can. Only known where base is not in the clone. */
  readonly unfetchable: string | null;
}

/** @param isNeeded whether a run does not work without the repository */
export function judgeGit({ version, cause, isShallow, commits }: GitFacts, isNeeded: boolean): Finding {
  const worse = isNeeded ? fail : warn;
  const without = isNeeded
    ? ''
    : ' A run works, but does not know which commits it compares, or which one is to blame.';
  if (version === null) return worse(`git does not start.${without}`, 'Install git, and put it on the PATH.');
  if (cause !== null)
    return worse(
      `${version}, but this folder is not in a repository that can be read: ${cause}.${without}`,
      'Run doctor inside the repository (in a workflow: after actions/checkout).',
    );
  return ok(
    `${version}; ${isShallow ? `a shallow clone with ${commits}` : `a repository with ${commits}`} commit${commits === 1 ? '' : 's'}.`,
  );
}

const FETCH_DEPTH = 'Give actions/checkout `fetch-depth: 0`; elsewhere run `git fetch --unshallow`.';

const FIRST_COMMIT = 'Make a first commit if this repository is new; otherwise run `git fetch origin`.';

/** @param isNeeded whether a run does not work without base's commit */
export function judgeHistory(
  { head, base, because, isShallow, unfetchable }: HistoryFacts,
  isNeeded: boolean,
): Finding {
  const worse = isNeeded ? fail : warn;
  if (head === null) return worse('The commit of head is not in this clone.', isShallow ? FETCH_DEPTH : FIRST_COMMIT);
  if (base !== null) return ok(`Base is ${shortSha(base)}, ${because}; head is ${shortSha(head)}.`);
  if (!isShallow)
    return warn(
      'The head commit has no base: it is the first of all, or shares no history with the default branch.',
      'Nothing, if this is the first commit; otherwise fetch the default branch, for example with `git fetch origin main`.',
    );
  const missing = `This clone is shallow, and base's commit (${because}) is not in it`;
  if (unfetchable === null) return warn(`${missing}; each run fetches it from origin.`, FETCH_DEPTH);
  return worse(`${missing}; origin does not let it be fetched: ${unfetchable}.`, FETCH_DEPTH);
}

/** Outside of a repository, where base cannot be looked for. */
export function withoutRepository(isNeeded: boolean): Finding {
  const message = 'Not checked, because this is not a git repository.';
  return (isNeeded ? fail : warn)(message, 'Mend the check of git first.');
}
