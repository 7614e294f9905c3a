import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { adoptable } from './adoption.ts';
import { ONCE, statusOf, type GitHubClient } from './client.ts';
import type { CommentKey } from './comment-key.ts';
import type { Repository } from './context.ts';
import type { IsOurs } from './identity.ts';
import { hasMarker } from './marker.ts';

export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
}

/** Our comments of one key on one pull request. */
export interface CommentApi {
  /** The gate's own comments with the marker, oldest first, from every page; without any, an adopted one. */
  readonly own: () => Promise<Comment[]>;
  readonly create: (body: string) => Promise<Comment>;
  /** Null if it is gone. */
  readonly edit: (id: number, body: string) => Promise<Comment | null>;
  readonly remove: (id: number) => Promise<void>;
  /** Waits, but not beyond the time that there is for all of this. */
  readonly pause: (ms: number) => Promise<void>;
}

const commentSchema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
});

/** Where a comment belongs. */
interface CommentPlace extends Repository, CommentKey {
  /** Of the pull request. */
  readonly number: number;
}

type ListedComment = z.infer<typeof commentSchema>;

export function commentApi(client: GitHubClient, where: CommentPlace, isOurs: IsOurs): CommentApi {
  const { octokit, retried } = client;
  const { owner, repo, number: issue_number, key, isDerived } = where;
  const { issues } = octokit.rest;
  /** The author of the comments that this run created. */
  let self: string | null = null;
  /** Whether a comment may be ours: it has our key, or may be older than keys. */
  const isMarked = (body: string) => hasMarker(body, key) || (isDerived && hasMarker(body, null));
  const isOwn = async ({ body, user }: ListedComment) =>
    isMarked(body ?? '') && ((user !== null && user.login === self) || (await isOurs(user)));
  return {
    own: async () => {
      const all = await retried(() =>
        octokit.paginate(issues.listComments, { owner, repo, issue_number, per_page: 100 }),
      );
      const listed = read(z.array(commentSchema), all);
      const own = await Promise.all(listed.map(isOwn));
      const comments = listed
        .filter((_, index) => own[index])
        .map(toComment)
        .toSorted((one, other) => one.id - other.id);
      return ofKey(comments, where);
    },
    create: async (body) => {
      const { data } = await retried(() => issues.createComment({ owner, repo, issue_number, body, ...ONCE }));
      const created = read(commentSchema, data);
      self = created.user?.login ?? null;
      return toComment(created);
    },
    edit: async (id, body) =>
      unlessGone(async () => {
        const { data } = await retried(() => issues.updateComment({ owner, repo, comment_id: id, body, ...ONCE }));
        return toComment(read(commentSchema, data));
      }),
    remove: async (id) => {
      await unlessGone(() => retried(() => issues.deleteComment({ owner, repo, comment_id: id })));
    },
    pause: (ms) => retried(() => sleep(ms)),
  };
}

function ofKey(comments: readonly Comment[], { key, isDerived }: CommentKey): Comment[] {
  const keyed = comments.filter(({ body }) => hasMarker(body, key));
  if (keyed.length > 0 || key === null || !isDerived) return keyed;
  const adopted = adoptable(comments, key);
  return adopted === null ? [] : [adopted];
}

/** What a schema makes of an answer. The error of the schema itself is lines of JSON. */
function read<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(answer);
  if (success) return data;
  throw new Error('GitHub’s answer is not a list of comments', { cause: error });
}

async function unlessGone<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request();
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 410) return null;
    throw error;
  }
}

function toComment({ id, body, html_url: url }: ListedComment): Comment {
  return { id, body: body ?? '', url };
}
