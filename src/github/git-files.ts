import { z } from 'zod';

import { causeOf, GateError } from '../errors.ts';
import { statusOf, type GitHubClient } from './client.ts';
import type { Repository } from './context.ts';

const shaSchema = z.string().regex(/^[0-9a-f]{40,64}$/);
const objectSchema = z.object({ sha: shaSchema });
const refSchema = z.object({ object: objectSchema });
const commitSchema = z.object({ tree: objectSchema });
const entrySchema = z.object({ path: z.string(), type: z.string(), sha: shaSchema, size: z.number().optional() });
const treeSchema = z.object({ tree: z.array(entrySchema) });
const encodedSchema = z.object({ encoding: z.literal('base64'), content: z.string() });

/** A file at the root of a commit. */
export interface StoredFile {
  readonly name: string;
  readonly sha: string;
  /** In bytes. */
  readonly size: number;
}

/** The last commit of a branch, with the names at its root. */
export interface Tip {
  readonly commit: string;
  readonly tree: string;
  readonly files: readonly StoredFile[];
  /** The names of folders and submodules. */
  readonly others: readonly string[];
}

/** A branch as the Git data API reads and writes it. Each call throws GateError `history-refused` or `history-failed`. */
export interface GitFiles {
  /** Null if the branch does not exist. */
  readonly tip: () => Promise<Tip | null>;
  readonly text: (sha: string) => Promise<string>;
  readonly createFile: (text: string) => Promise<string>;
  /** A commit after `tip` that sets these files; the first of its line where that is null. */
  readonly createCommit: (tip: Tip | null, files: readonly NamedBlob[], message: string) => Promise<string>;
  /** Moves the branch from `tip` to the commit, or begins it there. */
  readonly advance: (tip: Tip | null, commit: string) => Promise<Advance>;
}

interface NamedBlob {
  readonly name: string;
  readonly sha: string;
}

/** What GitHub said where the branch is not at the commit, and whether that may be for want of being newest. */
type Advance =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly refusal: string; readonly isStale: boolean };

/** Statuses of a move that a look at the branch explains: somebody was faster, it is protected, or it is done already. */
const isOpen = (status: number): boolean => status === 409 || status === 422 || status >= 500;

export function gitFiles({ octokit, retried }: GitHubClient, repository: Repository, branch: string): GitFiles {
  const { git } = octokit.rest;
  const asked = <T>(action: Action, request: () => Promise<T>): Promise<T> =>
    retried(request).catch((error: unknown) => {
      throw failure(action, branch, error);
    });
  return {
    tip: () =>
      asked('read', async () => {
        const head = await orNull(git.getRef({ ...repository, ref: `heads/${branch}` }));
        if (head === null) return null;
        const commit = refSchema.parse(head.data).object.sha;
        const found = await git.getCommit({ ...repository, commit_sha: commit });
        const tree = commitSchema.parse(found.data).tree.sha;
        const { data } = await git.getTree({ ...repository, tree_sha: tree });
        const entries = treeSchema.parse(data).tree;
        const files = entries.filter(({ type }) => type === 'blob');
        const others = entries.filter(({ type }) => type !== 'blob').map(({ path }) => path);
        return { commit, tree, files: files.map(({ path, sha, size = 0 }) => ({ name: path, sha, size })), others };
      }),
    text: (sha) =>
      asked('read', async () => {
        const { data } = await git.getBlob({ ...repository, file_sha: sha, mediaType: { format: 'raw' } });
        return textOf(data);
      }),
    createFile: (content) =>
      asked('write', async () => {
        const { data } = await git.createBlob({ ...repository, content, encoding: 'utf-8' });
        return objectSchema.parse(data).sha;
      }),
    createCommit: (tip, files, message) =>
      asked('write', async () => {
        const tree = files.map(({ name, sha }) => ({ path: name, sha, mode: '100644', type: 'blob' }) as const);
        const base = tip === null ? {} : { base_tree: tip.tree };
        const made = await git.createTree({ ...repository, ...base, tree });
        const about = { message, tree: objectSchema.parse(made.data).sha, parents: tip === null ? [] : [tip.commit] };
        const { data } = await git.createCommit({ ...repository, ...about });
        return objectSchema.parse(data).sha;
      }),
    advance: async (tip, sha) => {
      try {
        await retried<unknown>(() =>
          tip === null
            ? git.createRef({ ...repository, ref: `refs/heads/${branch}`, sha })
            : git.updateRef({ ...repository, ref: `heads/${branch}`, sha, force: false }),
        );
        return { isDone: true };
      } catch (error) {
        const status = statusOf(error) ?? 0;
        if (!isOpen(status)) throw failure('write', branch, error);
        return { isDone: false, refusal: causeOf(error), isStale: status === 422 };
      }
    },
  };
}

type Action = 'read' | 'write';

async function orNull<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

function failure(action: Action, branch: string, error: unknown): GateError {
  const status = statusOf(error);
  const isRefused = status === 401 || status === 403 || status === 404;
  const code = isRefused ? 'history-refused' : 'history-failed';
  return new GateError(code, { action, branch, cause: causeOf(error) }, { cause: error });
}

/** The text itself; as JSON where a server does not know the raw format. */
function textOf(data: unknown): string {
  if (typeof data === 'string') return data;
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString('utf8');
  return Buffer.from(encodedSchema.parse(data).content, 'base64').toString('utf8');
}
