import { text, type Messages } from './message.ts';

/** What the collector of the field needs: an address and a folder. */
export const COLLECTOR = {
  'collector-address': (d) => ({
    exit: 2,
    what: `The collector cannot listen on ${text(d, 'address')}: ${text(d, 'cause')}.`,
    todo: 'Choose another port with --port or another address with --host, or stop what listens there.',
  }),
  'collector-folder': (d) => ({
    exit: 2,
    what: `The folder ${text(d, 'path')} cannot take records: ${text(d, 'cause')}.`,
    todo: 'Name a folder with --dir that this user can write to.',
  }),
  'collector-file': (d) => ({
    exit: 2,
    what: `The file ${text(d, 'path')} may end with half a line, which cannot be cut: ${text(d, 'cause')}.`,
    todo: 'Let this user read and write the file, or move it out of the folder, and start again.',
  }),
} satisfies Messages;
