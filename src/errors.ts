import { trimEndOf } from './text/trim.ts';

/** What an error tells: what happened, and what to do about it. `exit` is 2 for wrong use, 3 for "could not measure". */
interface Message {
  readonly exit: 2 | 3;
  readonly what: string;
  readonly todo: string;
}

type Detail = Readonly<Record<string, string | number>>;

const text = (detail: Detail, key: string): string => String(detail[key] ?? '');

/** The last lines of a log below a message. */
function logTail(detail: Detail): string {
  const tail = text(detail, 'tail');
  return tail === '' ? ' It printed nothing.' : ` Its last lines:\n${tail.replaceAll(/^/gm, '  | ')}`;
}

/** Every message a user can be shown, by code. One place, so that they stay alike. */
const MESSAGES = {
  // --- wrong use and configuration -------------------------------------------------------------------------------
  usage: (d) => ({ exit: 2, what: text(d, 'what'), todo: text(d, 'todo') || 'See `vitals-gate --help`.' }),
  'config-unreadable': (d) => ({
    exit: 2,
    what: `The configuration file cannot be read: ${text(d, 'cause')}.`,
    todo: 'Write a vitals-gate.yml in the root of the repository, where the gate runs, or name another file with --config (the input config).',
  }),
  'config-invalid': (d) => ({ exit: 2, what: text(d, 'what'), todo: text(d, 'todo') }),
  'no-head': () => ({
    exit: 2,
    what: 'No head deploy is configured, so there is nothing to measure.',
    todo: 'Add `deploys: { head: { url: https://staging.example } }` (or `{ static: ./build }`) to the configuration, or pass --head-url.',
  }),
  'too-few-blocks': (d) => ({
    exit: 2,
    what: `${text(d, 'blocks')} blocks cannot turn any of the ${text(d, 'budgets')} blocking budgets red at a family-wise error of ${text(d, 'alpha')}.`,
    todo: `Pass --blocks ${text(d, 'needed')} or more, or declare fewer blocking budgets.`,
  }),
  'operation-too-deep': (d) => ({
    exit: 2,
    what: `The selections here lie more than ${text(d, 'depth')} levels deep in each other.`,
    todo: 'Split the operation: a response is never nested like that.',
  }),
  'cost-directive': (d) => ({
    exit: 2,
    what: `A cost directive of the schema cannot be read: ${text(d, 'what')}.`,
    todo: 'Write for example `@cost(weight: 5)` or `@listSize(assumedSize: 10, slicingArguments: ["first"])`.',
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
  // --- deploys -----------------------------------------------------------------------------------------------------
  'no-repository': (d) => ({
    exit: 2,
    what: `${text(d, 'provider')} deploys need a git repository: ${text(d, 'cause')}.`,
    todo: 'Run inside the repository (in a workflow: after actions/checkout).',
  }),
  'unknown-commit': (d) => ({
    exit: 2,
    what: `The ${text(d, 'side')} commit ${text(d, 'sha')} cannot be found: ${text(d, 'cause')}.`,
    todo: 'Check the SHA. In a workflow give actions/checkout `fetch-depth: 0`; after a force-push run again on the new head.',
  }),
  'no-merge-base': (d) => ({
    exit: 2,
    what: `The commits ${text(d, 'base')} and ${text(d, 'head')} have no common ancestor.`,
    todo: 'Name the base with --base-sha, or give actions/checkout `fetch-depth: 0`.',
  }),
  placeholder: (d) => ({
    exit: 2,
    what: `${text(d, 'template')} needs {${text(d, 'name')}}, and this run has none.`,
    todo: text(d, 'todo'),
  }),
  'temporary-folder': (d) => ({
    exit: 3,
    what: `The temporary folder ${text(d, 'folder')} cannot be used: ${text(d, 'cause')}.`,
    todo: 'Set TMPDIR (on Windows TEMP) to a folder that is there, that can be written to and that has a short path.',
  }),
  'environment-lost': (d) => ({
    exit: 3,
    what: `The gate has started itself anew, and cannot read its environment there: ${text(d, 'cause')}.`,
    todo: `Check that the temporary folder ${text(d, 'folder')} works and that its disk has room, and run again.`,
  }),
  'worktree-failed': (d) => ({
    exit: 3,
    what: `The ${text(d, 'side')} commit ${text(d, 'sha')} cannot be checked out: ${text(d, 'cause')}.`,
    todo: 'Check that the disk has room and that git works in this repository.',
  }),
  'worktree-directory': (d) => ({
    exit: 2,
    what: `The commit ${text(d, 'sha')} has no folder ${text(d, 'directory')}.`,
    todo: "Correct `directory:` (it is relative to the repository's root).",
  }),
  'build-failed': (d) => ({
    exit: 3,
    what: `\`${text(d, 'command')}\` ${text(d, 'problem')} at the ${text(d, 'side')} commit ${text(d, 'sha')}.${logTail(d)}`,
    todo: `The whole log is ${text(d, 'log')}. Try the command in a fresh checkout of the commit.`,
  }),
  'server-ended': (d) => ({
    exit: 3,
    what: `\`${text(d, 'command')}\` ${text(d, 'problem')} at the ${text(d, 'side')} commit ${text(d, 'sha')}.${logTail(d)}`,
    todo: `The whole log is ${text(d, 'log')}. It must serve until it is ended, in the foreground.`,
  }),
  'server-not-ready': (d) => ({
    exit: 3,
    what: `The server of the ${text(d, 'side')} commit ${text(d, 'sha')} was not ready after ${text(d, 'seconds')} s: ${text(d, 'problem')}.${logTail(d)}`,
    todo: 'It must listen on {port} (in the environment as PORT) and answer `ready:` with 2xx within `ready-timeout:`.',
  }),
  'port-taken': (d) => ({
    exit: 3,
    what: `The server of the ${text(d, 'side')} commit ${text(d, 'sha')} found its port taken.${logTail(d)}`,
    todo: 'It must listen on {port} (in the environment as PORT), which is another one for each commit.',
  }),
  'no-repository-api': () => ({
    exit: 2,
    what: 'GitHub deployments are configured, but there is no GitHub repository and token to ask.',
    todo: 'Run as the action, on pull_request or push, with `permissions: { deployments: read }`.',
  }),
  'api-refused': (d) => ({
    exit: 2,
    what: `GitHub refuses to ${text(d, 'action')}: ${text(d, 'cause')}.`,
    todo: 'Give the job `permissions: { contents: read, deployments: read, statuses: read }`.',
  }),
  'api-failed': (d) => ({
    exit: 3,
    what: `GitHub did not ${text(d, 'action')}: ${text(d, 'cause')}.`,
    todo: 'Run again; see githubstatus.com.',
  }),
  'deployment-none': (d) => ({
    exit: 3,
    what: `No deployment${text(d, 'pattern')} of the ${text(d, 'side')} commit ${text(d, 'sha')} was ready within ${text(d, 'seconds')} s. ${text(d, 'list') === '' ? 'GitHub knows of none at all.' : `GitHub knows of:${text(d, 'list')}`}`,
    todo: 'Check `environment:` against this list, and `timeout:`; a deployment must be a GitHub deployment of this very commit.',
  }),
  'deployment-several': (d) => ({
    exit: 2,
    what: `Several deployments of the ${text(d, 'side')} commit ${text(d, 'sha')} match:${text(d, 'list')}`,
    todo: 'Write `environment:` so that it matches one of them.',
  }),
  'deployment-failed': (d) => ({
    exit: 3,
    what: `The deployment of the ${text(d, 'side')} commit ${text(d, 'sha')} failed:${text(d, 'list')}`,
    todo: "See the deployment's own log.",
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
  'record-unreadable': (d) => ({
    exit: 2,
    what: `The samples ${text(d, 'path')} cannot be read: ${text(d, 'cause')}.`,
    todo: 'Name the output folder of a run: it holds samples.ndjson.',
  }),
  'record-invalid': (d) => ({
    exit: 2,
    what: text(d, 'what'),
    todo: 'Only what this version of vitals-gate wrote can be judged again.',
  }),
  // A schema, a manifest or an operation: what is wrong depends on its format.
  'graphql-input': (d) => ({ exit: 2, what: text(d, 'what'), todo: text(d, 'todo') }),
  'composition-failed': (d) => ({
    exit: 2,
    what: `The subgraphs do not compose: ${text(d, 'first')}${text(d, 'others')}`,
    todo: text(d, 'todo') || 'Correct the subgraphs; `rover supergraph compose` names the same rules.',
  }),
  'plan-unknown': (d) => ({
    exit: 3,
    what: `The query plan of this operation has ${text(d, 'what')}, so its requests cannot be counted.`,
    todo: 'Install the version of @graphql-hive/router-query-planner that docs/graphql.md names, or report its plan.',
  }),
  'operation-not-found': (d) => ({
    exit: 2,
    what: `There is no ${text(d, 'kind')} ${text(d, 'name')} to hold to a budget.`,
    todo: text(d, 'todo'),
  }),
  'too-few-looks': (d) => ({
    exit: 2,
    what: `At most ${text(d, 'blocks')} blocks cannot turn any of the ${text(d, 'budgets')} blocking budgets red at false-alarms: ${text(d, 'alpha')}.`,
    todo: 'Raise max-blocks or false-alarms, or declare fewer blocking budgets.',
  }),
  'only-a-calibration': (d) => ({
    exit: 2,
    what: `The samples in ${text(d, 'out')} are of a calibration: one deploy against itself has nothing to judge.`,
    todo: 'Use `vitals-gate calibrate --from`, or name the output folder of a run.',
  }),
  'calibration-interrupted': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before every route was measured.`,
    todo: `\`vitals-gate calibrate --from ${text(d, 'out')}\` says what the samples made so far are good for.`,
  }),
  'not-a-calibration': (d) => ({
    exit: 2,
    what: `The samples in ${text(d, 'out')} compare two deploys: what they differ by is no noise.`,
    todo: 'Run `vitals-gate calibrate`, which compares the base deploy with itself.',
  }),
  'out-unwritable': (d) => ({
    exit: 2,
    what: `The output folder ${text(d, 'path')} cannot be written: ${text(d, 'cause')}.`,
    todo: 'Name another with --out.',
  }),
  'out-lost': (d) => ({
    exit: 3,
    what: `${text(d, 'path')} could not be written: ${text(d, 'cause')}.`,
    todo: 'Make room on the disk (or name a folder on another one with --out), and run again.',
  }),
  interrupted: (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before every route was measured.`,
    todo: `What was measured until then is in ${text(d, 'out')}/samples.ndjson, and judged in comment.md beside it. Run again to get a verdict.`,
  }),
  'measure-interrupted': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before every route was measured.`,
    todo: `What was measured until then is in ${text(d, 'out')}/samples.ndjson, but an unfinished shard cannot be reported. Run \`measure\` again.`,
  }),
  'policy-unreadable': (d) => ({
    exit: 2,
    what: `The policy cannot be read at ${text(d, 'ref')}: ${text(d, 'cause')}.`,
    todo:
      text(d, 'todo') ||
      'Give actions/checkout `fetch-depth: 0`, or the job `permissions: { contents: read }`; or name another commit as policy-ref.',
  }),
  'blob-refused': (d) => ({
    exit: 2,
    what: `The samples ${text(d, 'path')} are refused: ${text(d, 'cause')}.`,
    todo: text(d, 'todo') || 'Give `report` the samples.ndjson that `measure` of the same version wrote for this run.',
  }),
  'blobs-differ': (d) => ({
    exit: 2,
    what: `The samples ${text(d, 'path')} do not belong with ${text(d, 'other')}: ${text(d, 'what')}.`,
    todo: 'Give `report` the parts of one run: the same commits, configuration and options.',
  }),
  'fork-visit': (d) => ({
    exit: 2,
    what: `On ${text(d, 'event')} this would visit pages of a fork (${text(d, 'stranger')}) with this repository’s secrets at hand.`,
    todo: 'Measure in the workflow on `pull_request`, and judge here with `command: report`.',
  }),
  'unknown-owner': (d) => ({
    exit: 2,
    what: `The commit ${text(d, 'sha')} is not known to be this repository’s own (${text(d, 'cause')}): on ${text(d, 'event')} this may visit pages of a fork with this repository’s secrets at hand.`,
    todo: 'If it is a fork’s, measure in the workflow on `pull_request`, and judge there with `command: report`. If it is your own, give the job a github-token and `permissions: { contents: read, pull-requests: read }`, and run it again.',
  }),
  'no-blobs': (d) => ({
    exit: 2,
    what: `There are no samples in ${text(d, 'path')}.`,
    todo: 'Download the artifacts of the jobs that measured: each holds a samples.ndjson.',
  }),
  'only-a-shard': (d) => ({
    exit: 2,
    what: `The samples in ${text(d, 'out')} are shard ${text(d, 'index')} of ${text(d, 'of')}.`,
    todo: 'Judge all of them together: `vitals-gate report BLOB… --out DIR`.',
  }),
  'interrupted-early': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before anything was measured.`,
    todo: 'Run again to get a verdict.',
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
  return trimEndOf(message.split('\n', 1).join(''), '. \t\r\f\v\u00a0');
}
