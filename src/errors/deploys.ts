import { logTail, text, type Messages } from './message.ts';

/** Commits, and what serves them. */
export const DEPLOYS = {
  'no-repository': (d) => ({
    exit: 2,
    what: `${text(d, 'provider')} deploys need a git repository: ${text(d, 'cause')}.`,
    todo: 'Run inside the repository (in a workflow: after actions/checkout).',
  }),
  'unknown-commit': (d) => ({
    exit: 2,
    what: `The ${text(d, 'side')} commit ${text(d, 'sha')} cannot be found: ${text(d, 'cause')}.`,
    todo: 'Check the SHA. In a workflow give actions/checkout `fetch-depth: 0`; after a force push, run again on the new head.',
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
    todo: `The full log is ${text(d, 'log')}. Try the command in a fresh checkout of the commit.`,
  }),
  'server-ended': (d) => ({
    exit: 3,
    what: `\`${text(d, 'command')}\` ${text(d, 'problem')} at the ${text(d, 'side')} commit ${text(d, 'sha')}.${logTail(d)}`,
    todo: `The full log is ${text(d, 'log')}. It must run in the foreground until it is stopped.`,
  }),
  'server-not-ready': (d) => ({
    exit: 3,
    what: `The server of the ${text(d, 'side')} commit ${text(d, 'sha')} was not ready after ${text(d, 'seconds')} s: ${text(d, 'problem')}.${logTail(d)}`,
    todo: 'It must listen on {port} (in the environment as PORT) and answer `ready:` with 2xx within `ready-timeout:`.',
  }),
  'port-taken': (d) => ({
    exit: 3,
    what: `The server of the ${text(d, 'side')} commit ${text(d, 'sha')} found its port taken.${logTail(d)}`,
    todo: 'It must listen on {port} (in the environment as PORT), which is different for each commit.',
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
} satisfies Messages;
