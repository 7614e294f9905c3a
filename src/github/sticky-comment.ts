import { isLimit, Overdue, statusOf } from './client.ts';
import type { Comment, CommentApi } from './comments.ts';
import { isNewer, stamped, stampOf, type Stamp } from './marker.ts';

/** What became of a comment. Nothing here is an error to the gate: the verdict stands whatever happens. */
export type Delivery =
  | CommentPlacement
  /** The token may not comment, or comments are locked. */
  | { readonly status: 'refused' }
  | { readonly status: 'failed'; readonly cause: unknown }
  /** The time for all of this was over before the comment was known to be written. */
  | { readonly status: 'overdue'; readonly cause: Overdue };

/** Our comment is at `url`; `unchecked`: it was written, but there was no time to check that it is still there. */
interface CommentPlacement {
  readonly status: 'created' | 'updated' | 'unchanged' | 'superseded' | 'unchecked';
  readonly url: string;
  /** Another job, or step, of this run had written the comment that is replaced. */
  readonly isShared?: true;
}

/** What this run has written so far. */
interface WriteState {
  /** Whether this run had commented already when we came. */
  isShared: boolean;
  last: { readonly status: 'created' | 'updated'; readonly url: string } | null;
}

export interface Post {
  readonly markdown: string;
  readonly stamp: Stamp;
  /** Leave a comment alone that already says the same. */
  readonly onlyOnChange: boolean;
  /** Edit a comment that is there, but do not make one. */
  readonly onlyUpdate: boolean;
  /** How long after an edit it is looked whether it still stands, ms: longer than another run takes from its list to its edit. */
  readonly settleMs: number;
}

/** Each is a list and at most one write and its clean-up; more are needed only while others write at the same time. */
const MOST_ROUNDS = 8;

/**
 * Keeps one comment on the pull request: edits the existing one, or creates it. Never throws. A newer run's comment is
 * left alone; our duplicates are removed, and the oldest stays.
 *
 * GitHub has no conditional edit, so another run may write between our list and our edit. Each run therefore checks its
 * edit after a while: the newer run then finds and replaces what the older one wrote.
 */
export async function postComment(api: CommentApi, post: Post): Promise<Delivery | null> {
  const written: WriteState = { isShared: false, last: null };
  try {
    const placed = await converge(api, post, written);
    return placed?.status === 'updated' && written.isShared ? { ...placed, isShared: true } : placed;
  } catch (error) {
    return failureOf(error, written);
  }
}

function failureOf(error: unknown, { last }: WriteState): Delivery {
  if (error instanceof Overdue)
    return last === null ? { status: 'overdue', cause: error } : { status: 'unchecked', url: last.url };
  const isRefused = (statusOf(error) === 403 || statusOf(error) === 404) && !isLimit(error);
  return isRefused ? { status: 'refused' } : { status: 'failed', cause: error };
}

async function converge(api: CommentApi, post: Post, written: WriteState): Promise<CommentPlacement | null> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const own = await api.own();
    const [oldest, ...duplicates] = own;
    if (round === 0) written.isShared = own.some(({ body }) => isOfRun(body, post.stamp));
    if (oldest === undefined) {
      if (written.last?.status === 'created') throw new Error('the comment was gone as soon as it was made');
      if (post.onlyUpdate) return null;
      written.last = { status: 'created', url: (await create(api, post)).url };
      continue;
    }
    const { status, body } = wanted(own, post, written.last !== null);
    if (oldest.body !== body) {
      if (!(await edit(api, oldest, body))) continue;
      if (status === 'updated') written.last ??= { status, url: oldest.url };
    }
    for (const duplicate of duplicates) await api.remove(duplicate.id);
    // A comment that another run wrote is that run's to check.
    if (oldest.body === body || status !== 'updated')
      return { status: status === 'updated' ? (written.last?.status ?? 'unchanged') : status, url: oldest.url };
    await api.pause(post.settleMs);
  }
  throw new Error('other runs kept writing the comment');
}

/**
 * Only the next round retries, after its list shows that there is no comment, because a request that failed with 502
 * may have created one.
 */
async function create(api: CommentApi, post: Post): Promise<Comment> {
  try {
    return await api.create(stamped(post.markdown, post.stamp));
  } catch (error) {
    if ((statusOf(error) ?? 500) < 500) throw error;
    const [made] = await api.own();
    return made ?? api.create(stamped(post.markdown, post.stamp));
  }
}

/** False if the comment is gone, or the edit may have failed; the next round's list shows which. */
async function edit(api: CommentApi, { id }: Comment, body: string): Promise<boolean> {
  try {
    return (await api.edit(id, body)) !== null;
  } catch (error) {
    if ((statusOf(error) ?? 500) < 500) throw error;
    return false;
  }
}

interface TargetComment {
  readonly status: 'updated' | 'unchanged' | 'superseded';
  readonly body: string;
}

/** What the oldest of our comments should say: the newest run's report. */
function wanted(own: readonly Comment[], { markdown, stamp, onlyOnChange }: Post, hasWritten: boolean): TargetComment {
  const newest = own.reduce((best, comment) => (isLater(comment, best) ? comment : best));
  const standing = stampOf(newest.body);
  if (standing !== null && isNewer(standing.run, stamp.run)) return { status: 'superseded', body: newest.body };
  const saysTheSame = standing?.state === stamp.state && standing.key === stamp.key;
  if (onlyOnChange && !hasWritten && saysTheSame) return { status: 'unchanged', body: newest.body };
  return { status: 'updated', body: stamped(markdown, stamp) };
}

function isOfRun(body: string, { run }: Stamp): boolean {
  const standing = stampOf(body);
  return standing !== null && run.id > 0 && standing.run.id === run.id && standing.run.attempt === run.attempt;
}

function isLater(one: Comment, other: Comment): boolean {
  const [run, otherRun] = [stampOf(one.body)?.run, stampOf(other.body)?.run];
  if (run === undefined) return false;
  return otherRun === undefined || isNewer(run, otherRun);
}
