import { realpath } from 'node:fs/promises';
import path from 'node:path';

import type { PolicyText } from '../../config/policy/at-commit.ts';
import { findCommit, mergeBase } from '../../git/commits.ts';
import { Git, reasonOf, type Environment } from '../../git/git.ts';
import { causeOf, GateError } from '../../errors.ts';
import type { PolicyOrigin } from '../../model/policy.ts';
import { shortSha } from '../../text/short-sha.ts';

/** Where the policy is to be read. */
export interface PolicyRequest {
  /** A commit, or what names one. */
  readonly ref: string;
  /** Whether it was requested by name; then failing to read it is an error. */
  readonly isAsked: boolean;
  /** The branch whose current tip counts instead, if it can be read. */
  readonly branch?: string | null;
  /** The commit whose changes of the policy are of interest; absent or null: not known. */
  readonly headSha?: string | null;
}

/** Reads a file of the repository at a commit, without a clone; null if it does not exist. */
export interface ContentsApi {
  readonly fileAt: (file: string, ref: string) => Promise<string | null>;
  readonly hasCommit: (ref: string) => Promise<boolean>;
  /** The commit that a branch now points to. Rejects if it cannot be found out. */
  readonly tipOf: (branch: string) => Promise<string>;
  /** Null if two commits have none, or one of them is not known. */
  readonly mergeBase: (one: string, other: string) => Promise<string | null>;
}

/** The folders that a file is in, from the root on, and the file. */
export function pathsTo(file: string): string[] {
  const names = file.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

export interface PolicyReader {
  /** Path of the configuration, as given. */
  readonly config: string;
  readonly contents: ContentsApi | null;
  /** Whether to ignore the work tree, because a trusted job must not rely on its branches or its location. */
  readonly withoutClone?: boolean;
  readonly cwd?: string;
  readonly env?: Environment;
}

const SHA = /^[0-9a-f]{40,64}$/i;
/** The longest reason in a message about an unreadable file, characters. */
const MOST_CAUSE = 300;

/** What git and the API take for a name, and no shell or option parser for anything else. */
const REF = /^[A-Za-z0-9_][\w./@^~{}#+=,%&!-]{0,199}$/;

/**
 * The configuration at another commit: from the clone, which fetches missing commits, otherwise from the API.
 *
 * @throws GateError `usage`, `policy-unreadable` if neither can say what it is
 */
export async function readPolicy(request: PolicyRequest, reader: PolicyReader): Promise<PolicyText> {
  const { branch = null, headSha = null } = request;
  const policy = branch === null ? await readAt(request, reader) : await readTip(request, branch, reader);
  const at = policy.origin?.at ?? null;
  if (headSha === null || at === null || 'fallbackReason' in policy.content) return policy;
  return { ...policy, sides: await sidesOf(policy.content.text, at, headSha, reader) };
}

/**
 * The branch's current content, such as a waiver that was merged since the event; otherwise its content at the event.
 */
async function readTip(request: PolicyRequest, branch: string, reader: PolicyReader): Promise<PolicyText> {
  const onBranch = (policy: PolicyText, stale: string | null): PolicyText => ({
    ...policy,
    origin: { at: policy.origin?.at ?? null, branch, stale },
  });
  try {
    const tip = await tipOf(branch, reader);
    return onBranch(await readAt({ ref: tip, isAsked: request.isAsked }, reader), null);
  } catch (error) {
    return onBranch(await readAt(request, reader), causeOf(error).slice(0, MOST_CAUSE));
  }
}

/** A SHA, as the API says, else as the remote of the clone does: what the clone knows of a branch may be old. */
async function tipOf(branch: string, { contents, withoutClone, cwd = process.cwd(), env = process.env }: PolicyReader) {
  if (!REF.test(branch)) throw new Error('its name is not a branch name that can be looked up');
  let because = 'there is no token to ask with';
  try {
    if (contents !== null) return await contents.tipOf(branch);
  } catch (error) {
    because = causeOf(error);
  }
  const git = withoutClone === true ? { cause: 'the clone is not used' } : await Git.open(cwd, env);
  if ('cause' in git) throw new Error(`${because}; ${git.cause}`);
  return remoteTip(git, branch, because);
}

async function remoteTip(git: Git, branch: string, because: string): Promise<string> {
  const told = await git.run('ls-remote', '--exit-code', 'origin', `refs/heads/${branch}`).catch((error: unknown) => {
    throw new Error(`${because}; origin does not say: ${reasonOf(error)}`, { cause: error });
  });
  const [, tip] = /^([0-9a-f]{40,64})\t/.exec(told) ?? [];
  if (tip === undefined) throw new Error(`${because}; origin has no such branch`);
  return tip;
}

/** The configuration where head left base, and at head itself: what differs between these two head has changed. */
async function sidesOf(
  text: string,
  at: string,
  headSha: string,
  reader: PolicyReader,
): Promise<NonNullable<PolicyText['sides']>> {
  const fork = await forkOf(at, headSha, reader);
  if (fork === null) return { fork: null, head: null };
  const textAt = async (ref: string): Promise<string | null> => {
    const { content } = await readAt({ ref, isAsked: false }, reader);
    return 'text' in content ? content.text : null;
  };
  const head = await textAt(headSha).catch(() => null);
  return { fork: fork === at ? text : await textAt(fork).catch(() => null), head };
}

async function forkOf(at: string, headSha: string, reader: PolicyReader): Promise<string | null> {
  const { contents, withoutClone, cwd = process.cwd(), env = process.env } = reader;
  const told = (await contents?.mergeBase(at, headSha).catch(() => null)) ?? null;
  if (told !== null || withoutClone === true) return told;
  const git = await Git.open(cwd, env);
  if ('cause' in git || typeof (await findCommit(git, headSha)) !== 'string') return null;
  return mergeBase(git, at, headSha);
}

export async function readAt({ ref, isAsked }: PolicyRequest, reader: PolicyReader): Promise<PolicyText> {
  if (!REF.test(ref))
    throw new GateError('usage', {
      what: `The policy cannot be read at ${JSON.stringify(ref.slice(0, 80))}.`,
      todo: 'Name a commit, a branch or a tag.',
    });
  const { config, contents, withoutClone = false, cwd = process.cwd(), env = process.env } = reader;
  const git = withoutClone ? { cause: 'the clone is not used' } : await Git.open(cwd, env);
  const file = await inRepository('cause' in git ? cwd : git.root, path.resolve(cwd, config));
  const label = `${config} at ${shortRef(ref)}`;
  const without = (fallbackReason: string): PolicyText => ({ ref, label, content: { fallbackReason } });
  if (file === null) return without('the configuration is outside the repository');
  const commit = 'cause' in git ? git : await commitNamed(git, ref);
  if (!('cause' in git) && 'sha' in commit)
    return { ...found(await fileAt(git, commit.sha, file), file, ref, label), ...originAt(commit.sha) };
  const because = 'cause' in commit ? commit.cause : '';
  if (contents !== null)
    return {
      ...found(await fromApi(contents, file, { ref, isAsked }, because), file, ref, label),
      ...originAt(ref),
    };
  // Without a repository and without an API there is nothing that the file could differ from.
  if ('cause' in git && !isAsked) return without(`there is neither a repository nor a token to read it with`);
  throw new GateError('policy-unreadable', { ref: shortRef(ref), cause: because });
}

/** Where the configuration is in the repository, for the API; null if it is not in it. */
export function configIn({ config, cwd = process.cwd() }: PolicyReader): Promise<string | null> {
  return inRepository(cwd, path.resolve(cwd, config));
}

function found(text: string | null, file: string, ref: string, label: string): PolicyText {
  const fallbackReason = `${file} does not exist at ${shortRef(ref)} (first adoption)`;
  return { ref, label, content: text === null ? { fallbackReason } : { text } };
}

/** The origin of a policy that was not read from a branch. */
function originAt(ref: string): { origin?: PolicyOrigin } {
  return SHA.test(ref) ? { origin: { at: ref, branch: null, stale: null } } : {};
}

/** The text of a file at a commit; links are followed, as in a work tree. Null if it does not exist. */
async function fileAt(git: Git, sha: string, file: string): Promise<string | null> {
  const told = await git.runWithInput(`${sha}:${file}\n`, 'cat-file', '--batch-check', '--follow-symlinks');
  if (told.endsWith(' missing')) {
    await refuseSubmodule(git, sha, file);
    return null;
  }
  const [, blob] = /^([0-9a-f]+) blob \d+$/.exec(told) ?? [];
  if (blob !== undefined) return git.run('cat-file', 'blob', blob);
  throw new GateError('policy-unreadable', {
    ref: shortRef(sha),
    cause: `${file} is not a regular file at that commit`,
  });
}

/** What is in a submodule is another repository's: git calls it missing, but it is not a first adoption. */
async function refuseSubmodule(git: Git, sha: string, file: string): Promise<void> {
  const listed = await git.run('ls-tree', '-z', '--full-tree', sha, '--', ...pathsTo(file));
  const [, submodule] = /(?:^|\0)160000 commit [0-9a-f]+\t([^\0]+)/.exec(listed) ?? [];
  if (submodule === undefined) return;
  const cause = `${file} is inside the submodule ${submodule} there`;
  throw new GateError('policy-unreadable', { ref: shortRef(sha), cause, todo: ELSEWHERE });
}

const ELSEWHERE =
  'Keep the configuration in this repository itself, because a submodule may show any commit of another.';

/** A commit that an event names exists. One that a user wrote need not exist; then it has no file either. */
async function fromApi(
  contents: ContentsApi,
  file: string,
  { ref, isAsked }: PolicyRequest,
  because: string,
): Promise<string | null> {
  try {
    const text = await contents.fileAt(file, ref);
    if (text === null && isAsked && !(await contents.hasCommit(ref))) throw new Error('GitHub knows no such commit');
    return text;
  } catch (cause) {
    throw new GateError('policy-unreadable', { ref: shortRef(ref), cause: `${because}; ${causeOf(cause)}` }, { cause });
  }
}

/** Relative to the repository's root, with slashes; null for a file that is not in it. */
export async function inRepository(root: string, file: string): Promise<string | null> {
  // By its name, not by where the work tree's links lead: those are the pull request's to change.
  const real = await realpath(root);
  const folder = await realpath(path.dirname(file)).catch(() => path.dirname(file));
  const names = [
    path.relative(root, file),
    path.relative(real, file),
    path.relative(real, path.join(folder, path.basename(file))),
  ];
  const inside = names.find((name) => !name.startsWith('..') && !path.isAbsolute(name));
  return inside === undefined ? null : inside.split(path.sep).join('/');
}

async function commitNamed(git: Git, ref: string): Promise<{ sha: string } | { cause: string }> {
  for (const name of [ref, `origin/${ref}`]) {
    const known = await git.tryRun('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
    if (known !== null) return { sha: known };
  }
  const fetched = await findCommit(git, ref);
  if (typeof fetched === 'string') return { sha: fetched };
  // A branch that a checkout of one commit does not have.
  if ((await git.tryRun('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', ref)) === null) return fetched;
  const tip = await git.tryRun('rev-parse', '--verify', '--quiet', 'FETCH_HEAD^{commit}');
  return tip === null ? fetched : { sha: tip };
}

export function shortRef(ref: string): string {
  return SHA.test(ref) ? shortSha(ref) : ref;
}
