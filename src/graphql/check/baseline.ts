import { chooseCommits } from '../../git/choose.ts';
import { findCommit, mergeBase } from '../../git/commits.ts';
import { Git } from '../../git/git.ts';
import { formatError, GateError } from '../../errors.ts';
import type { History } from '../attribution/blame.ts';
import type { Files } from '../files/files.ts';
import { gitTree, prefixOf } from '../files/git-tree.ts';

/** The commit that head is compared with, or why it is missing. */
export type Baseline =
  | {
      readonly status: 'found';
      readonly sha: string;
      readonly head: string | null;
      readonly files: Files;
      /** Of the configuration, as a path from the root of the repository; empty for the root. */
      readonly folder: string;
      readonly history: History;
    }
  | { readonly status: 'none'; readonly why: string };

/**
 * The files of base: the merge base with `ref`, or with the default branch. If a label is not a commit of the
 * repository, there is no baseline.
 *
 * @throws GateError `usage` if no commit has that name
 */
export async function findBaseline(folder: string, ref: string | null, isLabel: boolean): Promise<Baseline> {
  const git = await Git.open(folder, process.env);
  if ('cause' in git) return noRepository(git.cause, isLabel ? null : ref);
  if (ref !== null && isLabel && typeof (await findCommit(git, ref)) !== 'string')
    return { status: 'none', why: `the repository has no commit ${ref}` };
  const sha = ref === null ? await defaultBase(git) : await namedBase(git, ref);
  if (typeof sha !== 'string') return { status: 'none', why: sha.why };
  const [files, head] = await Promise.all([gitTree(git, sha, folder), git.tryRun('rev-parse', 'HEAD')]);
  return {
    status: 'found',
    sha,
    head,
    files,
    folder: await prefixOf(git, folder),
    history: { git, base: sha, folder },
  };
}

function noRepository(cause: string, ref: string | null): Baseline {
  if (ref === null) return { status: 'none', why: `this is not a git repository (${cause})` };
  throw new GateError('usage', {
    what: `--base-ref ${ref} needs a git repository: ${cause}.`,
    todo: 'Run inside one.',
  });
}

async function namedBase(git: Git, ref: string): Promise<string> {
  const commit = await findCommit(git, ref);
  if (typeof commit === 'string') return (await mergeBase(git, commit, 'HEAD')) ?? commit;
  const todo = 'Name a commit, a branch or a tag of this repository.';
  throw new GateError('usage', { what: `--base-ref ${JSON.stringify(ref)}: ${commit.cause}.`, todo });
}

async function defaultBase(git: Git): Promise<string | { readonly why: string }> {
  try {
    const { base } = await chooseCommits({ baseSha: null, headSha: null, event: null }, git, 'graphql');
    return base ?? { why: 'the head commit has no parent' };
  } catch (error) {
    if (error instanceof GateError) return { why: formatError(error).split('\n')[0] ?? '' };
    throw error;
  }
}
