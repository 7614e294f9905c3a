import { statusOf } from './client.ts';
import type { Comment, CommentApi } from './comments.ts';
import { isNewer, stamped, stampOf, type Stamp } from './marker.ts';

/** What became of a comment. Nothing here is an error to the gate: the verdict stands whatever happens. */
export type Delivery =
  | Placed
  /** The token may not comment. */
  | { readonly status: 'refused' }
  | { readonly status: 'failed'; readonly cause: unknown };

/** A comment of ours stands at `url`. */
interface Placed {
  readonly status: 'created' | 'updated' | 'unchanged' | 'superseded';
  readonly url: string;
}

export interface Post {
  readonly markdown: string;
  readonly stamp: Stamp;
  /** Leave a comment alone that already says the same. */
  readonly onlyOnChange: boolean;
  /** Edit a comment that is there, but do not make one. */
  readonly onlyUpdate: boolean;
}

/**
 * Keeps one comment of ours on the pull request: edits the one that is there, else creates it. Never throws. A newer
 * run's comment is left alone; duplicates of ours are removed, the oldest stays.
 */
export async function postComment(api: CommentApi, post: Post): Promise<Delivery | null> {
  try {
    const own = await api.own();
    if (own.length > 0) {
      const settled = await settle(api, own, post);
      if (settled !== null) return settled;
    }
    return post.onlyUpdate ? null : await create(api, post);
  } catch (error) {
    const refused = statusOf(error) === 403 || statusOf(error) === 404;
    return refused ? { status: 'refused' } : { status: 'failed', cause: error };
  }
}

/**
 * Another run may have commented between our list and our create, and a create that failed may have worked: so a second
 * list follows either way, and a failed create is repeated only once it has shown nothing of ours.
 */
async function create(api: CommentApi, post: Post): Promise<Delivery> {
  const body = stamped(post.markdown, post.stamp);
  try {
    await api.create(body);
  } catch (error) {
    if ((statusOf(error) ?? 500) < 500) throw error;
    if ((await api.own()).length === 0) await api.create(body);
  }
  const settled = await settle(api, await api.own(), { ...post, onlyOnChange: false });
  if (settled === null) return { status: 'failed', cause: new Error('the comment was gone as soon as it was made') };
  return settled.status === 'updated' ? { ...settled, status: 'created' } : settled;
}

/** Brings several comments of ours down to the oldest, with the newest run's report in it. Null where it is gone. */
async function settle(api: CommentApi, own: readonly Comment[], post: Post): Promise<Placed | null> {
  const [oldest, ...duplicates] = own;
  if (oldest === undefined) return null;
  const newest = own.reduce((best, comment) => (isLater(comment, best) ? comment : best));
  const status = statusFor(stampOf(newest.body), post);
  const body = status === 'updated' ? stamped(post.markdown, post.stamp) : newest.body;
  if (oldest.body !== body && (await api.edit(oldest.id, body)) === null) return null;
  for (const duplicate of duplicates) await api.remove(duplicate.id);
  return { status, url: oldest.url };
}

/** What our report is against the newest one that stands there. */
function statusFor(standing: Stamp | null, { stamp, onlyOnChange }: Post): 'updated' | 'unchanged' | 'superseded' {
  if (standing === null) return 'updated';
  if (isNewer(standing.run, stamp.run)) return 'superseded';
  return onlyOnChange && standing.state === stamp.state ? 'unchanged' : 'updated';
}

function isLater(one: Comment, other: Comment): boolean {
  const [run, otherRun] = [stampOf(one.body)?.run, stampOf(other.body)?.run];
  if (run === undefined) return false;
  return otherRun === undefined || isNewer(run, otherRun);
}
