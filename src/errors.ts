import { COLLECTOR } from './errors/collector.ts';
import { CONFIGURATION } from './errors/configuration.ts';
import { DEPLOYS } from './errors/deploys.ts';
import { FIELD } from './errors/field.ts';
import { GITHUB } from './errors/github.ts';
import { GRAPHQL } from './errors/graphql.ts';
import { HISTORY } from './errors/history.ts';
import { MACHINE } from './errors/machine.ts';
import type { Detail } from './errors/message.ts';
import { SAMPLES } from './errors/samples.ts';
import { START } from './errors/start.ts';
import { SUGGEST } from './errors/suggest.ts';
import { trimEndOf } from './text/trim.ts';

/** Every message that a user can be shown, by code. */
const MESSAGES = {
  ...CONFIGURATION,
  ...MACHINE,
  ...DEPLOYS,
  ...GITHUB,
  ...GRAPHQL,
  ...SAMPLES,
  ...FIELD,
  ...COLLECTOR,
  ...START,
  ...SUGGEST,
  ...HISTORY,
};

export type ErrorCode = keyof typeof MESSAGES;

/** A further problem of the same file. */
interface FurtherProblem {
  readonly where: string;
  readonly what: string;
  readonly todo: string;
}

interface GateErrorOptions {
  readonly where?: string;
  readonly cause?: unknown;
  readonly others?: readonly FurtherProblem[];
}

/** The one error class: something must stop, and the user can do something about it. Only entry files catch it. */
export class GateError extends Error {
  override readonly name = 'GateError';
  readonly code: ErrorCode;
  /** `file:line:column` for configuration; null if no place can be named. */
  readonly where: string | null;
  readonly todo: string;
  readonly exitCode: 2 | 3;
  /** What else is wrong, in the order of its places. */
  readonly others: readonly FurtherProblem[];
  readonly #detail: Detail;

  constructor(code: ErrorCode, detail: Detail = {}, options: GateErrorOptions = {}) {
    const message = MESSAGES[code](detail);
    super(message.what, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.#detail = detail;
    this.where = options.where ?? null;
    this.todo = message.todo;
    this.exitCode = message.exit;
    this.others = options.others ?? [];
  }

  /** The same error at a place in the configuration, unless it has one. */
  at(where: string): GateError {
    return this.where === null ? new GateError(this.code, this.#detail, { where, cause: this.cause }) : this;
  }
}

/**
 * The error block a user reads: where (first, so that editors can jump to it), what, what to do; for each further problem
 * the same.
 *
 * @param linesAt the lines of a file at `file:line:column`, to be shown below what is wrong with them; null for none
 */
export function formatError(error: GateError, linesAt: (where: string) => string | null = () => null): string {
  const { where, message: what, todo, others } = error;
  return [{ where, what, todo }, ...others].map((problem) => problemBlock(problem, linesAt)).join('\n');
}

function problemBlock(
  { where, what, todo }: Omit<FurtherProblem, 'where'> & { readonly where: string | null },
  linesAt: (where: string) => string | null,
): string {
  const head = where === null ? `error: ${what}` : `${where}: error: ${what}`;
  const lines = where === null ? null : linesAt(where);
  return [head, ...(lines === null ? [] : [lines]), ...(todo === '' ? [] : [`  → ${todo}`])].join('\n');
}

/** The first line of whatever was thrown, for the `cause` of a message. */
export function causeOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return trimEndOf(message.split('\n', 1).join(''), '. \t\r\f\v\u00a0');
}
