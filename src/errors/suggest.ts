import { text, type Messages } from './message.ts';

/** What budgets cannot be suggested from, or written to. */
export const SUGGEST = {
  'suggest-no-source': (d) => ({
    exit: 2,
    what: `There is nothing to suggest budgets from: ${text(d, 'folder')} has no calibration.`,
    todo: `Choose one of three sources:\n  --from DIR    visits of the lab: run \`${text(d, 'calibrate')}\` first\n  --field       page views of your visitors (docs/field.md)\n  --crux FILE   what Chrome's users measured on your site:\n    ${text(d, 'curl')}`,
  }),
  'suggest-no-config': (d) => ({
    exit: 2,
    what: `There is no ${text(d, 'file')} to suggest budgets for.`,
    todo: 'Run `vitals-gate init`, which writes it, or name another file with --config.',
  }),
  'suggest-unwritable': (d) => ({
    exit: 2,
    what: `${text(d, 'file')} cannot be written: ${text(d, 'cause')}. Nothing was changed.`,
    todo: 'Make it writable, or apply the diff by hand.',
  }),
  'suggest-no-blocks': (d) => ({
    exit: 3,
    what: `The calibration in ${text(d, 'folder')} measured no route of the configuration in three blocks or more.`,
    todo: 'Run `vitals-gate calibrate` again with this configuration.',
  }),
  'suggest-few-sessions': (d) => ({
    exit: 3,
    what: `The page views have too few sessions to suggest budgets from: ${text(d, 'most')} at most of one route and condition, and ${text(d, 'least')} are needed.`,
    todo: 'Collect more page views, set a longer `field.window`, or use --from or --crux.',
  }),
  'crux-unreadable': (d) => ({
    exit: 3,
    what: `The CrUX response ${text(d, 'source')} cannot be read: ${text(d, 'cause')}.`,
    todo: `Save one with:\n    ${text(d, 'curl')}`,
  }),
  'crux-refused': (d) => ({
    exit: 3,
    what: `The CrUX response ${text(d, 'source')} cannot be used: ${text(d, 'cause')}.`,
    todo: `Save the answer of records:queryRecord as it is:\n    ${text(d, 'curl')}`,
  }),
  'crux-none': (d) => ({
    exit: 3,
    what: `CrUX has no data for this page or origin (${text(d, 'message')}): it had too few visitors, or it is not public.`,
    todo: 'Ask for the origin in place of the url, or leave formFactor out; or use --from, which needs no visitors.',
  }),
  'crux-no-route': (d) => ({
    exit: 2,
    what: `The CrUX response is of the path ${text(d, 'path')}, and no route of the configuration has it.`,
    todo: `Ask CrUX for the path of a route, or add the route. The routes are: ${text(d, 'known')}.`,
  }),
} satisfies Messages;
