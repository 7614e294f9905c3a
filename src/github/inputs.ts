import { GateError } from '../errors.ts';
import type { Environment } from './context.ts';

const COMMENT_MODES = ['always', 'on-change', 'on-failure', 'never'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** The action's inputs as given; null where empty. */
export interface Inputs {
  readonly config: string | null;
  readonly command: string | null;
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  readonly baseSha: string | null;
  readonly headSha: string | null;
  readonly out: string | null;
  readonly token: string | null;
  readonly comment: CommentMode;
  readonly chromePath: string | null;
}

/** Reads the inputs. Throws GateError where one has a value it cannot have. */
export function readInputs(env: Environment): Inputs {
  const input = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() || null;
  return {
    config: input('config'),
    command: command(input('command')),
    baseUrl: input('base-url'),
    headUrl: input('head-url'),
    baseSha: input('base-sha'),
    headSha: input('head-sha'),
    out: input('out'),
    token: input('github-token'),
    comment: commentMode(input('comment')),
    chromePath: input('chrome-path'),
  };
}

function command(given: string | null): string | null {
  if (given === null || given === 'run') return given;
  throw new GateError('usage', {
    what: `The input command is ${JSON.stringify(given)}, which is no command of this action.`,
    todo: 'Leave it out, or write `command: run`.',
  });
}

function commentMode(given: string | null): CommentMode {
  const mode = COMMENT_MODES.find((each) => each === (given ?? 'always'));
  if (mode !== undefined) return mode;
  throw new GateError('usage', {
    what: `The input comment is ${JSON.stringify(given)}.`,
    todo: `Write one of ${COMMENT_MODES.join(', ')}.`,
  });
}
