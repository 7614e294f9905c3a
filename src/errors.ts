/** What an error tells: what happened, and what to do about it. `exit` is 2 for wrong use, 3 for "could not measure". */
interface Message {
  readonly exit: 2 | 3;
  readonly what: string;
  readonly todo: string;
}

type Detail = Readonly<Record<string, string | number>>;

const text = (detail: Detail, key: string): string => String(detail[key] ?? '');

/** Every message a user can be shown, by code. One place, so that they stay alike. */
const MESSAGES = {
  // --- wrong use and configuration -------------------------------------------------------------------------------
  usage: (d) => ({ exit: 2, what: text(d, 'what'), todo: text(d, 'todo') || 'See `vitals-gate --help`.' }),
  'config-unreadable': (d) => ({
    exit: 2,
    what: `The configuration file cannot be read: ${text(d, 'cause')}.`,
    todo: 'Write a vitals-gate.yml beside your package.json, or name another file with --config.',
  }),
  'config-invalid': (d) => ({ exit: 2, what: text(d, 'what'), todo: text(d, 'todo') }),
  'no-head': () => ({
    exit: 2,
    what: 'No head deploy is configured, so there is nothing to measure.',
    todo: 'Add `deploys: { head: { url: https://… } }` (or `{ static: ./build }`) to the configuration, or pass --head-url.',
  }),
  'too-few-blocks': (d) => ({
    exit: 2,
    what: `${text(d, 'blocks')} blocks cannot turn any of the ${text(d, 'budgets')} blocking budgets red at a family-wise error of ${text(d, 'alpha')}.`,
    todo: `Pass --blocks ${text(d, 'needed')} or more, or declare fewer blocking budgets.`,
  }),
  // --- could not measure -----------------------------------------------------------------------------------------
  'chrome-not-found': (d) => ({
    exit: 3,
    what: `No Chrome was found. Looked at: ${text(d, 'looked')}.`,
    todo: 'Install Google Chrome or Chromium, or name its binary with --chrome-path (the input chrome-path) or CHROME_PATH.',
  }),
  'chrome-unlaunchable': (d) => ({
    exit: 3,
    what: `Chrome at ${text(d, 'path')} does not start: ${text(d, 'cause')}.`,
    todo: 'Start it by hand with --headless --version to see why, or name another with --chrome-path.',
  }),
  'static-folder': (d) => ({
    exit: 2,
    what: `The ${text(d, 'side')} deploy's folder ${text(d, 'path')} ${text(d, 'problem')}.`,
    todo: 'Build it first, or correct `static:` (it is relative to the configuration file).',
  }),
  'static-server': (d) => ({
    exit: 3,
    what: `The folder ${text(d, 'path')} could not be served: ${text(d, 'cause')}.`,
    todo: 'Check that a loopback port can be opened on this machine.',
  }),
  'out-unwritable': (d) => ({
    exit: 2,
    what: `The output folder ${text(d, 'path')} cannot be written: ${text(d, 'cause')}.`,
    todo: 'Name another with --out.',
  }),
  interrupted: (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before every route was measured.`,
    todo: `The samples made so far are in ${text(d, 'out')}/samples.ndjson. Run again to get a verdict.`,
  }),
  'interrupted-early': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before anything was measured.`,
    todo: 'Run again to get a verdict.',
  }),
  'interrupted-explaining': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} while Lighthouse was explaining the verdict.`,
    todo: `Everything was measured: the verdict is in ${text(d, 'out')}/result.json, its report beside it.`,
  }),
} satisfies Record<string, (detail: Detail) => Message>;

export type ErrorCode = keyof typeof MESSAGES;

/** The one error class: something must stop, and the user can do something about it. Only entry files catch it. */
export class GateError extends Error {
  override readonly name = 'GateError';
  readonly code: ErrorCode;
  /** `file:line:column` for configuration; null where no place can be named. */
  readonly where: string | null;
  readonly todo: string;
  readonly exitCode: 2 | 3;

  constructor(code: ErrorCode, detail: Detail = {}, options: { where?: string; cause?: unknown } = {}) {
    const message = MESSAGES[code](detail);
    super(message.what, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.where = options.where ?? null;
    this.todo = message.todo;
    this.exitCode = message.exit;
  }
}

/** The error block a user reads: where (first, so that editors can jump to it), what, what to do. */
export function formatError(error: GateError): string {
  const head = error.where === null ? `error: ${error.message}` : `${error.where}: error: ${error.message}`;
  return error.todo === '' ? head : `${head}\n  → ${error.todo}`;
}

/** The first line of whatever was thrown, for the `cause` of a message. */
export function causeOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return (message.split('\n')[0] ?? '').replace(/[.\s]+$/, '');
}
