import { createHash } from 'node:crypto';

import { formatError, GateError } from '../errors.ts';
import { remainsOf } from '../gate/verdict/broken-config.ts';
import { Redactor } from '../text/redactor.ts';
import { soundsSecret } from '../text/tokens.ts';
import { isCommentKey } from '../model/comment-key.ts';
import { COMMENT_MARKER } from '../report/comment/comment.ts';
import { renderFailure, type Failure } from '../report/words/failure.ts';
import { DEFAULT_CONFIG, keyFor, type CommentKey } from './comment-key.ts';
import { slugOf, type Environment, type GitHubContext } from './context.ts';
import { rawInput } from './inputs.ts';
import { appendSummary } from './job-summary.ts';
import { logLine } from './log.ts';
import type { Apis } from './options.ts';
import { describe, LIMITS, put, type Limits } from './publish.ts';
import type { Subject } from './subject.ts';

/** What was known about a run when it failed; fields are null if it failed earlier. */
export interface Situation {
  readonly env: Environment;
  readonly context: GitHubContext;
  readonly apis: Apis | null;
  readonly subject: Subject | null;
  /** A stopped job has some seconds left. */
  readonly isStopped: boolean;
  /** Those of a job that is not stopped. */
  readonly limits: Limits;
}

/** Errors about untrusted pages or deploys: the run that judges them writes the comment. */
const NOT_OURS: readonly string[] = ['fork-visit', 'unknown-owner'];
const STOPPED: Limits = { patience: { ...LIMITS.patience, totalMs: 4_000 }, settleMs: 0 };

/**
 * Writes into the job summary, and into an earlier run's comment, that this run has no verdict, because yesterday's ✅
 * must not stand for today's commit. Creates no comment. Never throws.
 */
export async function tellFailure(error: unknown, situation: Situation): Promise<void> {
  try {
    const { env, subject, apis } = situation;
    const config = rawInput(env, 'config') ?? DEFAULT_CONFIG;
    const policyAt = situation.isStopped ? null : (subject?.policyAt ?? null);
    const withoutClone = subject?.untrustedRepository != null;
    const remains = await remainsOf(policyAt, { config, contents: apis?.contents ?? null, withoutClone });
    const redactor = new Redactor(secretsOf(env, remains.secretNames));
    const failure = failureOf(error, situation);
    // Before anything is cut: the beginning of a secret is one, too.
    const markdown = renderFailure({ ...failure, text: redactor.text(failure.text) });
    await appendSummary(markdown.replace(`${COMMENT_MARKER}\n`, ''), env);
    const asked = rawInput(env, 'comment-key');
    const key = keyFor(config, [asked !== null && isCommentKey(asked) ? asked : null, remains.commentKey]);
    logLine(await updateComment(markdown, key, error, situation));
  } catch (cause) {
    logLine(`GitHub could not be told that this run has no verdict: ${String(cause)}`);
  }
}

function failureOf(error: unknown, { context, subject }: Situation): Failure {
  const pullRequest = subject?.pullRequest ?? null;
  const headSha =
    pullRequest !== null && 'headSha' in pullRequest
      ? pullRequest.headSha
      : (subject?.event?.headSha ?? context.pullRequest?.headSha ?? null);
  if (error instanceof GateError)
    return { text: formatError(error), exitCode: error.exitCode, isInternal: false, headSha };
  return { text: String(error), exitCode: 3, isInternal: true, headSha };
}

async function updateComment(markdown: string, key: CommentKey, error: unknown, situation: Situation): Promise<string> {
  const because = whyNot(error, situation);
  const { env, context, subject, isStopped } = situation;
  if (because !== null || subject === null)
    return `No comment: ${because ?? 'the run stopped before it knew where to comment'}.`;
  const state = createHash('sha256').update(markdown).digest('hex').slice(0, 16);
  const limits = isStopped ? STOPPED : situation.limits;
  const message = { markdown, state, onlyOnChange: false, onlyUpdate: true };
  const placed = await put(message, { context, subject, token: rawInput(env, 'github-token'), ...key }, limits);
  return placed === null ? 'No comment: there is no earlier one to correct.' : describe(placed);
}

/** Why this run may not write the comment, or null. */
function whyNot(error: unknown, { env, context, subject }: Situation): string | null {
  if (rawInput(env, 'comment') === 'never') return '`comment` is `never`';
  if (rawInput(env, 'command') === 'measure') return 'the job that judges the samples comments';
  if (subject === null) return 'it is not known what this run is about';
  if (error instanceof GateError && NOT_OURS.includes(error.code)) return 'the job that judges the samples comments';
  const isFork = context.eventName === 'pull_request' && isForeign(subject, context);
  return isFork ? 'the head is another repository’s, and this job runs its workflow' : null;
}

function isForeign({ pullRequest }: Subject, { repository }: GitHubContext): boolean {
  if ('because' in pullRequest) return false;
  const ours = repository === null ? null : slugOf(repository).toLowerCase();
  return pullRequest.headRepository?.toLowerCase() !== ours;
}

const SHORTEST = { named: 4, guessed: 8 } as const;

function secretsOf(env: Environment, named: readonly string[]): string[] {
  const guessed = Object.keys(env).filter(soundsSecret);
  const values = (names: readonly string[], shortest: number): string[] =>
    names.map((name) => env[name]?.trim() ?? '').filter((value) => value.length >= shortest);
  return [...values(named, SHORTEST.named), ...values(guessed, SHORTEST.guessed)];
}
