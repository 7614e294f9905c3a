import { text, type Messages } from './message.ts';

/** The history of main. */
export const HISTORY = {
  'history-newer': (d) => ({
    exit: 3,
    what: `A newer vitals-gate wrote this entry of the history, in format ${text(d, 'format')}.`,
    todo: 'Use a newer vitals-gate: at least the version that writes on the default branch.',
  }),
  'history-strange': (d) => ({
    exit: 3,
    what: `Nothing in ${text(d, 'name')} is an entry of a history, so nothing is added to it.`,
    todo: 'Remove that file or rename it, or keep the history elsewhere: `history.branch` or `history.folder`.',
  }),
  'history-folder': (d) => ({
    exit: 3,
    what: `The history in the folder ${text(d, 'folder')} cannot be ${text(d, 'action') === 'read' ? 'read' : 'written'}: ${text(d, 'cause')}.`,
    todo: 'Check the folder and its permissions.',
  }),
  'unknown-anchor': (d) => ({
    exit: 2,
    what: `The commit ${text(d, 'anchor')}, which \`history.anchor\` names, cannot be found: ${text(d, 'cause')}.`,
    todo: 'Name a commit of this repository by its SHA or a tag; or give actions/checkout `fetch-depth: 0`.',
  }),
  'history-no-repository': (d) => ({
    exit: 2,
    what: `The folder ${text(d, 'folder')} cannot be read as a git repository: ${text(d, 'cause')}.`,
    todo: 'Run `vitals-gate history` inside the repository, or name the folder of a history with --dir.',
  }),
  'history-missing': (d) => ({
    exit: 2,
    what: `The history in ${text(d, 'place')} cannot be read: ${text(d, 'cause')}.`,
    todo: 'Fetch the branch (`git fetch origin BRANCH:refs/remotes/origin/BRANCH`), or name another place with --branch or --dir.',
  }),
  'history-empty': (d) => ({
    exit: 2,
    what: `The file history.ndjson is missing in ${text(d, 'place')}.`,
    todo: 'Name another place with --branch or --dir.',
  }),
  'history-unreadable': (d) => ({
    exit: 3,
    what: `The history ${text(d, 'place')} cannot be read: ${text(d, 'cause')}.`,
    todo: 'Fetch the branch again, or check the file and its permissions.',
  }),
  'history-nothing-compared': (d) => ({
    exit: 2,
    what: `The run in ${text(d, 'folder')} is not an entry of a history: ${text(d, 'cause')}.`,
    todo: 'Record a run whose base is the anchor build and whose head is a commit of the default branch, both with their SHA.',
  }),
} satisfies Messages;
