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
} satisfies Messages;
