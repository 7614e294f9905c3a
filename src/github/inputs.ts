import { GateError } from '../errors.ts';
import { isCommentKey, LONGEST_COMMENT_KEY } from '../model/comment-key.ts';
import { COMMENT_MODES, type CommentMode } from '../model/config.ts';
import { MOST_SHARDS, readShard, type Shard } from '../model/shard.ts';
import { readPageUrl } from '../report/words/page-link.ts';
import type { Environment } from './context.ts';

const COMMANDS = ['run', 'measure', 'report'] as const;
type ActionCommand = (typeof COMMANDS)[number];

/** The action's inputs as given; null if empty. */
export interface Inputs {
  readonly config: string | null;
  readonly command: ActionCommand;
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  readonly baseSha: string | null;
  readonly headSha: string | null;
  readonly out: string | null;
  readonly token: string | null;
  /** Null: as the configuration says. */
  readonly comment: CommentMode | null;
  /** Null: the configuration says, or its path. */
  readonly commentKey: string | null;
  readonly chromePath: string | null;
  readonly shard: Shard | null;
  readonly policyRef: string | null;
  /** Where the report page can be opened. */
  readonly reportUrl: string | null;
}

/** An input as it was given, whether or not it can be; null if empty. */
export function rawInput(env: Environment, name: string): string | null {
  return env[`INPUT_${name.toUpperCase()}`]?.trim() || null;
}

/** Reads the inputs. Throws GateError if a value is invalid. */
export function readInputs(env: Environment): Inputs {
  const input = (name: string) => rawInput(env, name);
  const command = choice('command', input('command'), COMMANDS) ?? 'run';
  return {
    config: input('config'),
    command,
    baseUrl: input('base-url'),
    headUrl: input('head-url'),
    baseSha: input('base-sha'),
    headSha: input('head-sha'),
    out: input('out'),
    token: input('github-token'),
    comment: choice('comment', input('comment'), COMMENT_MODES),
    commentKey: keyOf(input('comment-key')),
    chromePath: input('chrome-path'),
    shard: shardOf(input('shard'), command),
    policyRef: input('policy-ref'),
    reportUrl: pageUrlIn(input('report-url')),
  };
}

function choice<Choice extends string>(name: string, given: string | null, choices: readonly Choice[]): Choice | null {
  const found = choices.find((each) => each === given);
  if (given === null || found !== undefined) return found ?? null;
  throw new GateError('usage', {
    what: `The input ${name} is ${JSON.stringify(given.slice(0, 80))}.`,
    todo: `Write one of ${choices.join(', ')}.`,
  });
}

function pageUrlIn(given: string | null): string | null {
  return given === null ? null : readPageUrl('The input report-url', given);
}

function keyOf(given: string | null): string | null {
  if (given === null || isCommentKey(given)) return given;
  throw new GateError('usage', {
    what: `The input comment-key is ${JSON.stringify(given.slice(0, 80))}.`,
    todo: `Write at most ${LONGEST_COMMENT_KEY} letters and digits, with single dots, dashes, underscores or slashes between them, for example apps/web.`,
  });
}

function shardOf(given: string | null, command: ActionCommand): Shard | null {
  if (given === null) return null;
  const shard = readShard(given);
  if (shard === null)
    throw new GateError('usage', {
      what: `The input shard is ${JSON.stringify(given.slice(0, 80))}, which is not a valid INDEX/TOTAL.`,
      todo: `Write for example 2/4; at most ${MOST_SHARDS} parts.`,
    });
  if (command === 'measure') return shard;
  throw new GateError('usage', {
    what: `The input shard has no effect with \`command: ${command}\`.`,
    todo: 'Add `command: measure`, and judge all shards with `command: report`.',
  });
}
