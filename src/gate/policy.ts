import { realpath } from 'node:fs/promises';
import path from 'node:path';

import type { PolicyText } from '../config/foreign-policy.ts';
import { findCommit } from '../deploys/git/commits.ts';
import { Git, type Environment } from '../deploys/git/git.ts';
import { causeOf, GateError } from '../errors.ts';

/** Where the policy is to be read. */
export interface PolicyRequest {
  /** A commit, or what names one. */
  readonly ref: string;
  /** Whether somebody asked for it by name: then it is an error where it cannot be read. */
  readonly isAsked: boolean;
}

/** Reads a file of the repository at a commit, without a clone; null where there is none. */
export interface ContentsApi {
  readonly fileAt: (file: string, ref: string) => Promise<string | null>;
  readonly hasCommit: (ref: string) => Promise<boolean>;
}

export interface PolicyReader {
  /** Path of the configuration, as given. */
  readonly config: string;
  readonly contents: ContentsApi | null;
  /** Whether the work tree is none to ask: its branches and its place are not what a trusted job goes by. */
  readonly withoutClone?: boolean;
  readonly cwd?: string;
  readonly env?: Environment;
}

/** What git and the API take for a name, and no shell or option parser for anything else. */
const REF = /^[A-Za-z0-9_][\w./@^~{}#+=,%&!-]{0,199}$/;

/**
 * The configuration as it stands at another commit: from the clone, which fetches what it lacks; else from the API.
 *
 * @throws GateError `usage`, `policy-unreadable` where neither can say what it is
 */
export async function readPolicy({ ref, isAsked }: PolicyRequest, reader: PolicyReader): Promise<PolicyText> {
  if (!REF.test(ref))
    throw new GateError('usage', {
      what: `The policy cannot be read at ${JSON.stringify(ref.slice(0, 80))}.`,
      todo: 'Name a commit, a branch or a tag.',
    });
  const { config, contents, withoutClone = false, cwd = process.cwd(), env = process.env } = reader;
  const git = withoutClone ? { cause: 'the clone is not asked' } : await Git.open(cwd, env);
  const file = await inRepository('cause' in git ? cwd : git.root, path.resolve(cwd, config));
  const label = `${config} at ${shortRef(ref)}`;
  const without = (instead: string): PolicyText => ({ ref, label, content: { instead } });
  if (file === null) return without('the configuration lies outside of the repository');
  const found = 'cause' in git ? git : await commitNamed(git, ref);
  if (!('cause' in git) && 'sha' in found) return at(await fileAt(git, found.sha, file), file, ref, label);
  const because = 'cause' in found ? found.cause : '';
  if (contents !== null) return at(await fromApi(contents, file, { ref, isAsked }, because), file, ref, label);
  // Without a repository and without an API there is nothing that the file could differ from.
  if ('cause' in git && !isAsked) return without(`there is neither a repository nor a token to read it with`);
  throw new GateError('policy-unreadable', { ref: shortRef(ref), cause: because });
}

/** Where the configuration is in the repository, for the API; null where it is not in it. */
export function configIn({ config, cwd = process.cwd() }: PolicyReader): Promise<string | null> {
  return inRepository(cwd, path.resolve(cwd, config));
}

function at(text: string | null, file: string, ref: string, label: string): PolicyText {
  const instead = `there is no ${file} at ${shortRef(ref)}: this is its first adoption`;
  return { ref, label, content: text === null ? { instead } : { text } };
}

/** The text of a file at a commit; links are followed, as they are in a work tree. Null where there is none. */
async function fileAt(git: Git, sha: string, file: string): Promise<string | null> {
  const told = await git.answer(`${sha}:${file}\n`, 'cat-file', '--batch-check', '--follow-symlinks');
  if (told.endsWith(' missing')) return null;
  const [, blob] = /^([0-9a-f]+) blob \d+$/.exec(told) ?? [];
  if (blob !== undefined) return git.run('cat-file', 'blob', blob);
  throw new GateError('policy-unreadable', { ref: shortRef(sha), cause: `${file} is no file of the repository there` });
}

/** A commit that an event names is there; one that somebody wrote down need not be, and has no file either. */
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
async function inRepository(root: string, file: string): Promise<string | null> {
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
    const known = await git.ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
    if (known !== null) return { sha: known };
  }
  const fetched = await findCommit(git, ref);
  if (typeof fetched === 'string') return { sha: fetched };
  // A branch that a checkout of one commit does not have.
  if ((await git.ask('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', ref)) === null) return fetched;
  const tip = await git.ask('rev-parse', '--verify', '--quiet', 'FETCH_HEAD^{commit}');
  return tip === null ? fetched : { sha: tip };
}

function shortRef(ref: string): string {
  return /^[0-9a-f]{40,64}$/i.test(ref) ? ref.slice(0, 7) : ref;
}
