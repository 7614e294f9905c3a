import { text, type Messages } from './message.ts';

/** The history of main. */
export const HISTORY = {
  'history-newer': (d) => ({
    exit: 3,
    what: `A newer vitals-gate wrote this entry of the history, in format ${text(d, 'format')}.`,
    todo: 'Use a newer vitals-gate: at least the version that writes on the default branch.',
  }),
} satisfies Messages;
