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
const REF = /^[A-Za-z0-9_][\w./@^~{}-]{0,199}$/;

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
  if (!('cause' in git) && 'sha' in found) return at(await git.ask('show', `${found.sha}:${file}`), file, ref, label);
  const because = 'cause' in found ? found.cause : '';
  if (contents !== null) return at(await fromApi(contents, file, ref, because), file, ref, label);
  // Without a repository and without an API there is nothing that the file could differ from.
  if ('cause' in git && !isAsked) return without(`there is neither a repository nor a token to read it with`);
  throw new GateError('policy-unreadable', { ref: shortRef(ref), cause: because });
}

function at(text: string | null, file: string, ref: string, label: string): PolicyText {
  const instead = `there is no ${file} at ${shortRef(ref)}: this is its first adoption`;
  return { ref, label, content: text === null ? { instead } : { text } };
}

async function fromApi(contents: ContentsApi, file: string, ref: string, because: string): Promise<string | null> {
  try {
    return await contents.fileAt(file, ref);
  } catch (cause) {
    throw new GateError('policy-unreadable', { ref: shortRef(ref), cause: `${because}; ${causeOf(cause)}` }, { cause });
  }
}

/** Relative to the repository's root, with slashes; null for a file that is not in it. */
async function inRepository(root: string, file: string): Promise<string | null> {
  // The file itself need not exist, its folder does.
  const folder = await realpath(path.dirname(file)).catch(() => path.dirname(file));
  const relative = path.relative(await realpath(root), path.join(folder, path.basename(file)));
  if (relative.startsWith('..') || path.isAbsolute(relative)) return null;
  return relative.split(path.sep).join('/');
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
