import { text, type Messages } from './message.ts';

/** What the machine must have: Chrome, folders, room. */
export const MACHINE = {
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
  'temporary-folder': (d) => ({
    exit: 3,
    what: `The temporary folder ${text(d, 'folder')} cannot be used: ${text(d, 'cause')}.`,
    todo: 'Set TMPDIR (on Windows TEMP) to an existing, writable folder with a short path.',
  }),
  'environment-lost': (d) => ({
    exit: 3,
    what: `The gate restarted itself and cannot read its environment in the new process: ${text(d, 'cause')}.`,
    todo: `Check that the temporary folder ${text(d, 'folder')} works and that its disk has room, and run again.`,
  }),
  'out-unwritable': (d) => ({
    exit: 2,
    what: `The output folder ${text(d, 'path')} cannot be written: ${text(d, 'cause')}.`,
    todo: 'Name another with --out.',
  }),
  'out-taken': (d) => ({
    exit: 2,
    what: `The report would replace ${text(d, 'path')}, which is not a report of vitals-gate.`,
    todo: 'Name another output folder with --out.',
  }),
  'out-lost': (d) => ({
    exit: 3,
    what: `${text(d, 'path')} could not be written: ${text(d, 'cause')}.`,
    todo: 'Make room on the disk (or name a folder on another one with --out), and run again.',
  }),
} satisfies Messages;
