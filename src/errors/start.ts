import { text, type Messages } from './message.ts';

/** What `init` cannot set up. */
export const START = {
  'init-no-repository': (d) => ({
    exit: 2,
    what: `The folder ${text(d, 'folder')} cannot be read as a git repository: ${text(d, 'cause')}.`,
    todo: 'Run `vitals-gate init` inside the repository of the site, or make one with `git init`.',
  }),
  'init-no-folder': (d) => ({
    exit: 2,
    what: `The folder ${text(d, 'directory')} has no files of the repository.`,
    todo: `Name with --dir a folder of the repository, relative to the current one${text(d, 'candidates') === '' ? '' : `: ${text(d, 'candidates')}`}.`,
  }),
  'init-no-site': (d) => ({
    exit: 2,
    what: 'No site was recognised: the repository has neither a known framework nor an index.html nor a `start` script.',
    todo: `${text(d, 'broken') === '' ? '' : `Correct ${text(d, 'broken')}, which is not a JSON object. `}Name the folder of the site with --dir, or a running site with --url.`,
  }),
  'init-several-sites': (d) => ({
    exit: 2,
    what: `The repository has several sites: ${text(d, 'candidates')}.`,
    todo: `Name one of them, for example --dir ${text(d, 'example')}.`,
  }),
  'init-exists': (d) => ({
    exit: 2,
    what: `${text(d, 'files')} would be overwritten: ${text(d, 'differ')} from what \`init\` proposes. Nothing was written.`,
    todo: 'Edit it by hand, or replace it with --force.',
  }),
  'init-stopped': () => ({
    exit: 2,
    what: 'Stopped before anything was written.',
    todo: 'Run `vitals-gate init --yes` to write without questions.',
  }),
  'init-unwritable': (d) => ({
    exit: 2,
    what: `${text(d, 'file')} cannot be written: ${text(d, 'cause')}.`,
    todo: 'Remove what is in its place, or check the permissions of the folder.',
  }),
} satisfies Messages;
