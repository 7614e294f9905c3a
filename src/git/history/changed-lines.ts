import type { MaybeGit } from '../choose.ts';
import { findCommit, mergeBase } from '../commits.ts';
import { reasonOf, type Git } from '../git.ts';
import { shortSha } from '../../text/short-sha.ts';
import { DiffReader, type DiffLimits, type FileDiff, type Hunk } from './diff-reader.ts';

/** The lines of one file that changed, as the later commit numbers them. */
interface ChangedFile {
  /** Its path at the earlier commit; null if it was not there. */
  readonly previous: string | null;
  /** In the order of lines; empty where only the mode or the name changed. */
  readonly hunks: readonly Hunk[];
  /** Why the lines are not known, as a sentence; null if they are. */
  readonly unknown: string | null;
}

/** What differs between two commits, by line. */
export interface KnownLines {
  readonly isKnown: true;
  readonly from: string;
  readonly to: string;
  /** Why it begins at `from`, for a reader. */
  readonly because: string;
  /** By path at `to`. Files that are gone are left out: no place can be in them. */
  readonly files: ReadonlyMap<string, ChangedFile>;
}

export type ChangedLines = KnownLines | { readonly isKnown: false; readonly because: string };

interface Limits extends DiffLimits {
  /** git compares every removed file with every added one, up to this number of either. */
  readonly renames: number;
}

const LIMITS: Limits = { files: 100_000, hunks: 500_000, bytes: 500_000_000, renames: 2000 };
const TIMEOUT_MS = 60_000;

/**
 * What would let settings decide what a difference is, or run a program for it (`diff.NAME.textconv` and
 * `diff.NAME.command`), is fixed.
 */
const DIFF = `diff-tree -r -z --raw --patch --unified=0 --inter-hunk-context=0 --find-renames
  --diff-algorithm=myers --no-color --no-relative --no-ext-diff --no-textconv --submodule=short
  --ignore-submodules=none`.split(/\s+/);

/**
 * The lines that head changed: from its merge base with `base`, because what others added to the base since is not head's
 * doing; from `base` itself where head comes before it. Any label that git knows is a commit.
 */
export async function changedLines(
  base: string,
  head: string,
  { git, limits = LIMITS }: { readonly git: MaybeGit; readonly limits?: Limits },
): Promise<ChangedLines> {
  if ('cause' in git) return unknown(`the repository cannot be read: ${git.cause}`);
  const [one, other] = [await findCommit(git, base), await findCommit(git, head)];
  if (typeof one !== 'string') return unknown(`the base ${shortSha(base)} cannot be read: ${one.cause}`);
  if (typeof other !== 'string') return unknown(`the head ${shortSha(head)} cannot be read: ${other.cause}`);
  const from = await mergeBase(git, one, other);
  if (from === null) return unknown(await withoutMergeBase(git, one, other));
  if (from === other && from !== one) {
    const because = `the base ${shortSha(one)} itself, because it descends from the head`;
    return linesBetween(git, { from: one, to: other, because }, limits);
  }
  const because =
    from === one
      ? `the base ${shortSha(one)}`
      : `the merge base of ${shortSha(one)} and ${shortSha(other)}, because the base has commits that the head does not have`;
  return linesBetween(git, { from, to: other, because }, limits);
}

async function withoutMergeBase(git: Git, base: string, head: string): Promise<string> {
  const pair = `${shortSha(base)} and ${shortSha(head)}`;
  return (await git.tryRun('rev-parse', '--is-shallow-repository')) === 'true'
    ? `the clone is shallow, and origin does not give the commits back to where ${pair} parted; fetch-depth: 0 would have them`
    : `${pair} have no commit in common`;
}

function unknown(because: string): ChangedLines {
  return { isKnown: false, because };
}

type Range = Pick<KnownLines, 'from' | 'to' | 'because'>;

/** The lines that differ between two commits that the repository has. */
export async function linesBetween(git: Git, range: Range, limits: Limits = LIMITS): Promise<ChangedLines> {
  const reader = new DiffReader(limits);
  const read = (piece: Uint8Array): boolean => reader.read(piece);
  let failed: string | null = null;
  try {
    await git.streamPlain({ read, timeoutMs: TIMEOUT_MS }, ...DIFF, `-l${limits.renames}`, range.from, range.to);
  } catch (error) {
    failed = isTimeout(error) ? `git took more than ${TIMEOUT_MS / 1000} s to compare the files` : reasonOf(error);
  }
  const { exceeded } = reader;
  if (exceeded !== null) failed = `the change has more than ${limits[exceeded].toLocaleString('en')} ${exceeded}`;
  else if (failed === null && !reader.end()) failed = 'the difference that git wrote cannot be read';
  if (failed !== null && !reader.knowsFiles) return unknown(failed);
  return { isKnown: true, ...range, files: filesOf(reader.files, failed, limits) };
}

function filesOf(diffs: readonly FileDiff[], failed: string | null, { renames }: Limits): Map<string, ChangedFile> {
  const kept = diffs.filter(({ isGone }) => !isGone);
  const added = diffs.filter(({ previous }) => previous === null).length;
  const isUnpaired = added * (diffs.length - kept.length) > renames ** 2;
  return new Map(
    kept.map((diff) => [
      diff.path,
      { previous: diff.previous, hunks: diff.hunks, unknown: doubtOf(diff, { failed, isUnpaired }) },
    ]),
  );
}

interface Doubts {
  /** Why reading ended early. */
  readonly failed: string | null;
  /** Whether so many files came and went that git did not look for similar ones. */
  readonly isUnpaired: boolean;
}

function doubtOf(
  { isSubmodule, isBinary, isWhole, previous }: FileDiff,
  { failed, isUnpaired }: Doubts,
): string | null {
  if (isSubmodule) return 'it is a submodule, whose files are in another repository';
  if (isBinary) return 'git takes it for a binary file, which has no lines';
  if (!isWhole) return failed;
  if (previous === null && isUnpaired) return 'so many files were added and removed that git did not look for renames';
  return null;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'timedOut' in error && error.timedOut === true;
}
