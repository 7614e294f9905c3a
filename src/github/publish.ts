import type { GateOutcome } from '../gate/verdict/publish.ts';
import { causeOf } from '../errors.ts';
import type { CommentMode } from '../model/config.ts';
import { renderComment } from '../report/comment/comment.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { code } from '../report/comment/markdown.ts';
import { createClient, deadlineIn, PATIENCE, type Patience } from './client.ts';
import type { CommentKey } from './comment-key.ts';
import { commentApi } from './comments.ts';
import type { GitHubContext } from './context.ts';
import { recognise } from './identity.ts';
import { stateOf } from './marker.ts';
import { pullsApi } from './pulls-api.ts';
import { postComment, type Delivery, type Post } from './sticky-comment.ts';
import type { Subject } from './subject.ts';
import { shortSha } from '../text/short-sha.ts';

/** What became of the comment; `skipped` says why none was attempted. */
export type PublishResult = Delivery | { readonly status: 'skipped'; readonly because: string };

/** Where a comment is to be put, and as whom. */
export interface Destination extends CommentKey {
  readonly context: GitHubContext;
  readonly subject: Pick<Subject, 'pullRequest'>;
  readonly token: string | null;
}

export interface Publication extends Destination {
  readonly outcome: GateOutcome;
  readonly mode: CommentMode;
}

/** What is to be said, in Markdown that begins with the marker. */
export type Message = Pick<Post, 'markdown' | 'onlyOnChange' | 'onlyUpdate'> & {
  /** Digest of what is said. */
  readonly state: string;
};

/** How long publishing may take. */
export interface Limits {
  /** Its total is for everything together that publishing asks of GitHub. */
  readonly patience: Patience;
  readonly settleMs: number;
}

/** An edit follows its list within a fraction of a second; only a stalled connection takes longer than `settleMs`. */
export const LIMITS: Limits = { patience: PATIENCE, settleMs: 3_000 };

/**
 * Of a job that was cancelled: the runner ends the process 10 s after the first signal, and Chrome and the servers take a
 * part of that to close.
 */
export const HURRIED: Limits = {
  patience: { ...PATIENCE, requestMs: 2_500, totalMs: 4_000, pauseMs: 250 },
  settleMs: 500,
};

/**
 * Puts the report on the pull request, within the time that the patience has in all. Never throws: a report that cannot
 * be delivered changes no verdict.
 */
export async function publish(publication: Publication, limits: Limits = LIMITS): Promise<PublishResult> {
  const { outcome, mode } = publication;
  if (mode === 'never') return skipped('`comment` is `never`');
  const { report, exitCode } = outcome;
  const message: Message = {
    markdown: renderComment(report, { runUrl: publication.context.runUrl }),
    state: stateOf(report.result),
    onlyOnChange: mode === 'on-change',
    onlyUpdate: mode === 'on-failure' && exitCode === 0,
  };
  return (await put(message, publication, limits)) ?? skipped('nothing is broken, as before');
}

/** Puts a message in place of the report. Null if there is no comment to edit, and creating one is not allowed. */
export async function put(
  message: Message,
  { context, subject, token, key, isDerived }: Destination,
  { patience, settleMs }: Limits = LIMITS,
): Promise<PublishResult | null> {
  const { repository, apiUrl, run, runUrl } = context;
  const { pullRequest } = subject;
  if ('because' in pullRequest) return skipped(pullRequest.because);
  if (repository === null) return skipped('this is not a pull request event');
  if (token === null) return skipped('there is no github-token');
  const client = createClient(token, apiUrl, patience, deadlineIn(patience.totalMs));
  // If the pull request's state cannot be read, the state in the event applies.
  const now = await pullsApi(client, repository)
    .now(pullRequest.number)
    .catch(() => null);
  if (now?.isOpen === false) return skipped('the pull request has been closed');
  const note = now === null || now.headSha === pullRequest.headSha ? '' : movedOn(pullRequest.headSha, now.headSha);
  const where = { ...repository, number: pullRequest.number, key, isDerived };
  const api = commentApi(client, where, recognise(client, token));
  const { markdown, state, onlyOnChange, onlyUpdate } = message;
  const isLinked = runUrl === null || markdown.includes(`(${runUrl})`);
  const footer = note + (isLinked ? '' : `\n[Workflow run](${runUrl})\n`);
  const stamp = { key, run: run ?? { id: 0, attempt: 0 }, state };
  return postComment(api, { markdown: named(markdown, key) + footer, stamp, onlyOnChange, onlyUpdate, settleMs });
}

/** The head was replaced during the run; the run of the new one will replace the comment. */
function movedOn(measured: string, present: string): string {
  return `\nThis report is for ${code(shortSha(measured))}; the head of the pull request is now ${code(shortSha(present))}.\n`;
}

/** Of several comments on a pull request each says in its headline which it is. */
function named(markdown: string, key: string | null): string {
  return key === null ? markdown : markdown.replace(/^#+ .*$/m, (headline) => `${headline} · ${code(key)}`);
}

function skipped(because: string): PublishResult {
  return { status: 'skipped', because };
}

const DELIVERED = {
  created: 'The comment was created',
  updated: 'The comment was updated',
  unchanged: 'The comment is already up to date',
  superseded: 'A newer run has already commented; its comment stays',
  unchecked: 'The comment was written, but GitHub did not confirm in time that it is still there',
} as const;

const SHARED = '. It replaces what another job or step of this run wrote: give each its own `comment-key`.';

/** The log's line about the comment, with what to do if it failed. */
export function describe(published: PublishResult): string {
  if ('url' in published) return `${DELIVERED[published.status]}: ${published.url}${published.isShared ? SHARED : ''}`;
  if (published.status === 'skipped') return `No comment: ${published.because}.`;
  if (published.status === 'refused')
    return 'The token may not comment on this pull request: add `permissions: { pull-requests: write }` to the job, or unlock the conversation. The report is in the job summary.';
  if (published.status === 'overdue')
    return `${published.cause.message}: this run’s comment was probably not posted; an existing comment may be from an earlier run. The report is in the job summary.`;
  return `The comment could not be delivered (${sanitizeLine(causeOf(published.cause), 300)}). The report is in the job summary.`;
}

export function isUndelivered({ status }: PublishResult): boolean {
  return status === 'refused' || status === 'failed' || status === 'overdue';
}

/** Whether the user should check the comment. */
export function isDoubtful(published: PublishResult): boolean {
  return (
    isUndelivered(published) || published.status === 'unchecked' || ('url' in published && published.isShared === true)
  );
}
