import { text, type Messages } from './message.ts';

/** Wrong use, and a configuration or a policy that cannot be read. */
export const CONFIGURATION = {
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
  'too-few-looks': (d) => ({
    exit: 2,
    what: `A maximum of ${text(d, 'blocks')} blocks cannot turn any of the ${text(d, 'budgets')} blocking budgets red at false-alarms: ${text(d, 'alpha')}.`,
    todo: 'Raise max-blocks or false-alarms, or declare fewer blocking budgets.',
  }),
  'policy-unreadable': (d) => ({
    exit: 2,
    what: `The policy cannot be read at ${text(d, 'ref')}: ${text(d, 'cause')}.`,
    todo:
      text(d, 'todo') ||
      'Give actions/checkout `fetch-depth: 0`, or the job `permissions: { contents: read }`; or name another commit as policy-ref.',
  }),
} satisfies Messages;
