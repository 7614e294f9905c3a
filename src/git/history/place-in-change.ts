import type { MaybeGit } from '../choose.ts';
import { changedLines, type ChangedLines, type KnownLines } from './changed-lines.ts';
import { fileOf, type CommitFile } from './commit-file.ts';
import { culpritLines, isOfCulprit, type Culprit, type CulpritLines } from './culprit-lines.ts';
import type { Git } from '../git.ts';
import { changedIn, lineAfter, touches, type LineRange } from './line-ranges.ts';

/** A line of a file of head. */
export interface SourceLine {
  /** From the repository's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Whether head changed a line. */
export interface PlaceInChange {
  /** Null if that cannot be told. */
  readonly inChange: boolean | null;
  /** Who changed it: a culprit, else the commit that touched it last; null if not known, or if it was not changed. */
  readonly commit: string | null;
  /** Whether `commit` is one that the search found. */
  readonly isOfCulprit: boolean;
  /** Why it cannot be told; null if it can. */
  readonly because: string | null;
}

/** What head changed, with what has been asked about it so far. */
export interface SourceChange {
  readonly lines: ChangedLines;
  readonly culprits: readonly CulpritLines[];
  /** Null where the lines are not known. */
  readonly history: History | null;
}

interface History {
  readonly git: Git;
  readonly files: Map<string, Promise<CommitFile>>;
  /** Of a line, by `line:file`. */
  readonly commits: Map<string, Promise<string | null>>;
  readonly mostBlames: number;
}

export interface ChangeOptions {
  readonly git: MaybeGit;
  /** What the search for the commit found, the worst first. */
  readonly culprits?: readonly Culprit[];
  readonly mostBlames?: number;
}

/** By default blame runs the programs that attributes choose. */
const BLAME = ['--porcelain', '--no-textconv', '--ignore-revs-file='];
/** A blame walks all commits between. */
const MOST_BLAMES = 40;
/** Each takes two comparisons. */
const MOST_CULPRITS = 5;

/** What head changed against its base, to ask `placeInChange` about. */
export async function readChange(
  base: string,
  head: string,
  { git, culprits = [], mostBlames = MOST_BLAMES }: ChangeOptions,
): Promise<SourceChange> {
  const lines = await changedLines(base, head, { git });
  if ('cause' in git || !lines.isKnown) return { lines, culprits: [], history: null };
  const found: CulpritLines[] = [];
  for (const culprit of culprits.slice(0, MOST_CULPRITS)) {
    const own = await culpritLines(git, culprit, lines.to);
    if (own !== null) found.push(own);
  }
  return { lines, culprits: found, history: { git, files: new Map(), commits: new Map(), mostBlames } };
}

/**
 * Whether head changed a line, and in which commit. Lines that are asked for after the limit of blames have no commit
 * unless it is a culprit, so ask for the worst first.
 */
export async function placeInChange(change: SourceChange, place: SourceLine): Promise<PlaceInChange> {
  const { lines, culprits, history } = change;
  if (!lines.isKnown || history === null) return unknown(lines.isKnown ? 'there is no repository' : lines.because);
  const doubt = await doubtOf(lines, history, place);
  if (doubt !== null) return unknown(doubt);
  const { file, line } = place;
  const hunks = lines.files.get(file)?.hunks ?? [];
  if (!touches(hunks, { first: line, last: line }))
    return { inChange: false, commit: null, isOfCulprit: false, because: null };
  const culprit = culprits.find((each) => isOfCulprit(each, file, line));
  const commit = culprit?.sha ?? (await rememberedCommit(lines, history, place));
  return { inChange: true, commit, isOfCulprit: culprit !== undefined, because: null };
}

/**
 * The lines of a file of head, among those given, that head wrote, or before which it took others away from inside of them.
 * Empty where it changed none, or that cannot be told.
 */
export function changedWithin({ lines }: SourceChange, file: string, range: LineRange): number[] {
  const changed = lines.isKnown ? lines.files.get(file) : undefined;
  return changed === undefined || changed.unknown !== null ? [] : changedIn(changed.hunks, range);
}

/**
 * Where head has no more, or something else, what stood in a line of base: the new lines, else the line after what is gone.
 * Null where head still has the line or has not the file, or that cannot be told.
 *
 * @param gone a line of the commit where the change begins
 */
export async function placeOfGone({ lines, history }: SourceChange, gone: SourceLine): Promise<SourceLine | null> {
  if (!lines.isKnown || history === null) return null;
  const [file, changed] = [...lines.files].find(([, { previous }]) => previous === gone.file) ?? [];
  if (file === undefined || changed === undefined || changed.unknown !== null) return null;
  const { line } = gone;
  const hunk = changed.hunks.find(({ oldFirst, oldCount }) => line >= oldFirst && line < oldFirst + oldCount);
  return hunk === undefined ? null : { file, line: await lineIn(lines, history, file, lineAfter(hunk)) };
}

/** The line, or the last one where the file ends before it. */
async function lineIn({ to }: KnownLines, { git, files }: History, file: string, line: number): Promise<number> {
  const found = await remembered(files, file, () => fileOf(git, to, file));
  const last = found.status === 'file' ? found.lines : null;
  return Math.max(1, last === null ? line : Math.min(line, last));
}

/** What head changed in a file whose lines are known. */
export interface ChangedRanges {
  readonly file: string;
  /** Its path where the change begins; null for a new file. */
  readonly previous: string | null;
  /** The lines of head that it wrote. */
  readonly written: readonly LineRange[];
  /** The lines of base that it took away or replaced. */
  readonly gone: readonly LineRange[];
}

export function* changedFiles({ lines }: Pick<SourceChange, 'lines'>): Generator<ChangedRanges> {
  if (!lines.isKnown) return;
  for (const [file, { previous, hunks, unknown: doubt }] of lines.files) {
    if (doubt !== null) continue;
    yield {
      file,
      previous,
      written: hunks.flatMap(({ newFirst, newCount }) => rangesOf(newFirst, newCount)),
      gone: hunks.flatMap(({ oldFirst, oldCount }) => rangesOf(oldFirst, oldCount)),
    };
  }
}

function rangesOf(first: number, count: number): LineRange[] {
  return count === 0 ? [] : [{ first, last: first + count - 1 }];
}

/** For sorting: what a culprit changed, what head changed, what cannot be told, what was there before. */
export function rankOf({ inChange, isOfCulprit: isFound }: PlaceInChange): number {
  if (inChange === true) return isFound ? 0 : 1;
  return inChange === null ? 2 : 3;
}

function unknown(because: string): PlaceInChange {
  return { inChange: null, commit: null, isOfCulprit: false, because };
}

/** Why a place cannot be looked up in the change; null if it can. */
async function doubtOf(lines: KnownLines, { git, files }: History, { file, line }: SourceLine): Promise<string | null> {
  const known = lines.files.get(file)?.unknown ?? null;
  if (known !== null) return known;
  const found = await remembered(files, file, () => fileOf(git, lines.to, file));
  if (found.status === 'none') return found.because;
  if (!Number.isInteger(line) || line < 1) return 'lines are counted from 1';
  return found.lines === null || line <= found.lines ? null : `the head commit has ${found.lines} lines of it`;
}

async function rememberedCommit(lines: KnownLines, history: History, place: SourceLine): Promise<string | null> {
  const { git, commits, mostBlames } = history;
  const key = `${place.line}:${place.file}`;
  if (!commits.has(key) && commits.size >= mostBlames) return null;
  return remembered(commits, key, () => commitOf(git, lines, place));
}

function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

/**
 * The commit that last touched a line. A line beside others that were taken away is older: then it is the one commit that
 * touched the file, if there is just one.
 */
async function commitOf(git: Git, { from, to, files }: KnownLines, { file, line }: SourceLine): Promise<string | null> {
  const range = `${from}..${to}`;
  const blamed = await git.tryRun('blame', ...BLAME, '-L', `${line},${line}`, range, '--', file);
  const [header = ''] = (blamed ?? '').split('\n\t', 1);
  const [, sha] = /^([0-9a-f]{40,64}) /.exec(header) ?? [];
  if (sha !== undefined && !header.split('\n').includes('boundary')) return sha;
  return onlyCommitOf(git, range, [file, files.get(file)?.previous ?? file]);
}

/** Where a shallow clone ends within the range, its last commit seems to have made everything: then none is told. */
async function onlyCommitOf(git: Git, range: string, paths: readonly string[]): Promise<string | null> {
  if ((await git.tryRun('rev-list', '--max-count=1', '--max-parents=0', range)) !== '') return null;
  const touched = await git.tryRun('--literal-pathspecs', 'rev-list', '--max-count=2', range, '--', ...paths);
  return touched === null || touched === '' || touched.includes('\n') ? null : touched;
}
