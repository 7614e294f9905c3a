import type { DoubtCode } from '../../model/campaign.ts';
import type { FailureCode } from '../../model/failure-code.ts';

const OTHERWISE = 'Open the page in Chrome on this machine to see what it does.';

/** What to do where a route could not be visited, by the failure's code. */
const REMEDIES: Readonly<Record<FailureCode | DoubtCode, string>> = {
  'connection-failed': 'Check that the deploy is up and can be reached from this machine.',
  'bad-certificate': 'Give the deploy a certificate that Chrome trusts, or serve it over http on loopback.',
  timeout: 'Open the page by hand and look for what keeps it loading or blocks its main thread.',
  'http-status': 'Check the route’s path, and that the deploy serves it without a login.',
  'wrong-origin':
    'Point the deploy at the origin the page ends on, or let the visit in without the redirect (a login wall?).',
  'not-a-page': 'Point the route at an HTML page.',
  'navigation-failed': OTHERWISE,
  'selector-not-found':
    'Correct the selector in the route’s interactions, or wait for the element with `wait-for` first.',
  'selector-ambiguous': 'Make the selector name exactly one element.',
  'interaction-failed': 'Try the step by hand on this deploy, and correct the route’s interactions.',
  'left-the-page':
    'If the page redirects itself (a script, a meta element, a Refresh header), use the address it leads to as the route’s path; if an interaction leaves the page, leave that interaction out.',
  'element-covered': 'Close what covers the element first (a cookie banner: in `setup`), or interact with that.',
  'request-not-seen': 'Check the pattern of `wait-for: { request }` against what the page really requests.',
  'hard-navigation': 'Leave out `navigate: { soft }` and measure the page it leads to as a route of its own.',
  'no-soft-navigation':
    'Check that the click changes the URL and paints; Chrome counts nothing else as a soft navigation.',
  'soft-navigation-unsupported': 'Use Chrome 151 or newer for this route.',
  'set-up-failed': 'Perform the steps of `setup` by hand on this deploy, and correct them.',
  'page-crashed': 'Open the page in Chrome on this machine and watch its memory.',
  'probe-missing': OTHERWISE,
  'probe-failed': OTHERWISE,
  'bad-facts': OTHERWISE,
  'sha-mismatch': 'Wait until the deploy serves the commit, or correct its URL; a cache in front of it may be stale.',
  'sha-unknown': 'Correct `verify:`, or let the deploy say which commit it serves.',
  'deploy-changed': 'Run again, and do not change the deploys meanwhile; a deploy per commit never changes.',
  'login-wall': 'Let the visits in, with `bypass:`, `basic-auth:` or `setup:`.',
  'server-gone': 'Look in its log for why it ended.',
  'chrome-died': 'Look for what kills Chrome on this machine (memory, a watchdog), and run again.',
};

/** A code of another version is not known here. */
export function remedyFor(code: string): string {
  return Object.hasOwn(REMEDIES, code) ? REMEDIES[code as keyof typeof REMEDIES] : OTHERWISE;
}
