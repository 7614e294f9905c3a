import { reasonOf, type Git } from '../git.ts';

/** The lines of larger files are not counted. */
const MAX_BYTES = 20_000_000;

/** A file as a commit has it, or why no line of it can be spoken of. */
export type CommitFile =
  | { readonly status: 'file'; /** Null if there are too many to count. */ readonly lines: number | null }
  | { readonly status: 'none'; readonly because: string };

/** Looks up a file at a commit by its path from the repository's root. The path may hold anything. */
export async function fileOf(git: Git, commit: string, path: string): Promise<CommitFile> {
  try {
    const listed = await git.run('--literal-pathspecs', 'ls-tree', '-z', '--long', '--full-tree', commit, '--', path);
    const [, mode, id = '', size] = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t/.exec(listed) ?? [];
    if (mode === undefined) return none('the head commit does not have this file');
    if (!mode.startsWith('100')) return none(`it is a ${mode.startsWith('12') ? 'link' : 'folder'} at the head commit`);
    if (Number(size) > MAX_BYTES) return { status: 'file', lines: null };
    return { status: 'file', lines: (await git.run('cat-file', 'blob', id)).split('\n').length };
  } catch (error) {
    return none(`git cannot look it up: ${reasonOf(error)}`);
  }
}

function none(because: string): CommitFile {
  return { status: 'none', because };
}
