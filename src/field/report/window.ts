import { wholePercent } from '../analyses/whole-percent.ts';
import { shortSha } from '../../text/short-sha.ts';

/** What a report is about. */
export interface About {
  /** Null: there are no page views. */
  readonly scope: { readonly from: string; readonly to: string } | null;
  readonly days: number;
  /** Whether the window has no page views. */
  readonly isEmpty: boolean;
  readonly by: string | null;
  readonly sha: string | null;
}

/** `Page views of the 28 days up to 2026-11-01 10:00 UTC.` */
export function windowWords({ scope, days, sha, isEmpty }: About): string {
  if (scope === null) return 'No page views are recorded.';
  const until = scope.to.slice(0, 16).replace('T', ' ');
  const of = sha === null ? '' : ` that ${shortSha(sha)} served`;
  const window = `the ${days} ${days === 1 ? 'day' : 'days'} up to ${until} UTC`;
  return isEmpty ? `There are no page views${of} in ${window}.` : `Page views${of} of ${window}.`;
}

/** `94 %`, or `unknown` for null. */
export function sharePercent(share: number | null): string {
  return share === null ? 'unknown' : `${wholePercent(share)} %`;
}
