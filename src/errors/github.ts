import { text, type Messages } from './message.ts';

/** What GitHub is asked for, and whose code a job may visit. */
export const GITHUB = {
  'no-repository-api': () => ({
    exit: 2,
    what: 'GitHub deployments are configured, but there is no GitHub repository or token to ask with.',
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
    what: `No deployment${text(d, 'pattern')} of the ${text(d, 'side')} commit ${text(d, 'sha')} was ready within ${text(d, 'seconds')} s. ${text(d, 'list') === '' ? 'GitHub knows of none.' : `GitHub knows of:${text(d, 'list')}`}`,
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
  'fork-visit': (d) => ({
    exit: 2,
    what: `On ${text(d, 'event')} this would visit pages of a fork (${text(d, 'stranger')}) with access to this repository’s secrets.`,
    todo: 'Measure in the workflow on `pull_request`, and judge here with `command: report`.',
  }),
  'unknown-owner': (d) => ({
    exit: 2,
    what: `The commit ${text(d, 'sha')} is not known to be this repository’s own (${text(d, 'cause')}): on ${text(d, 'event')} this may visit pages of a fork with access to this repository’s secrets.`,
    todo: 'If it is a fork’s, measure in the workflow on `pull_request`, and judge there with `command: report`. If it is your own, give the job a github-token and `permissions: { contents: read, pull-requests: read }`, and run it again.',
  }),
  'history-refused': (d) => ({
    exit: 3,
    what: `GitHub refuses to ${text(d, 'action')} the branch ${text(d, 'branch')}: ${text(d, 'cause')}.`,
    todo: `Give the job \`permissions: { contents: ${text(d, 'action')} }\`.`,
  }),
  'history-failed': (d) => ({
    exit: 3,
    what: `GitHub did not ${text(d, 'action')} the branch ${text(d, 'branch')}: ${text(d, 'cause')}.`,
    todo: 'Run again; see githubstatus.com.',
  }),
  'history-protected': (d) => ({
    exit: 3,
    what: `GitHub does not let this job push to the branch ${text(d, 'branch')}: ${text(d, 'cause')}.`,
    todo: 'Exempt the branch from the protection rule or the ruleset; or set `history.branch` to a branch without one.',
  }),
  'history-busy': (d) => ({
    exit: 3,
    what: `The branch ${text(d, 'branch')} did not take the entry in ${text(d, 'tries')} attempts: ${text(d, 'cause')}.`,
    todo: 'Give the jobs that write it one `concurrency` group, with `cancel-in-progress: false`.',
  }),
  'history-foreign': (d) => ({
    exit: 3,
    what: `The branch ${text(d, 'branch')} holds something other than a history: ${text(d, 'names')}.`,
    todo: 'Set `history.branch` to a branch that does not exist yet. If the branch was overwritten, push the commit that it had before.',
  }),
} satisfies Messages;
