import type { PolicyChange, PolicyOrigin, PolicySource } from '../../model/policy.ts';
import type { GateReport } from '../../model/report.ts';
import type { Waiver } from '../../model/waiver.ts';
import { commitLink } from './commit-link.ts';
import { name, prose, type Phrase } from './phrase.ts';
import { removalAlerts } from './removals.ts';
import type { ReportRow } from '../rows/rows.ts';
import { shortSha } from '../../text/short-sha.ts';

/** By whose rules a report was judged: what a reader must know of waivers and of the policy. */

/** `until 2026-12-31, by @org/team: a reason` */
function grantPhrase({ until, approvedBy, reason }: Pick<Waiver, 'until' | 'approvedBy' | 'reason'>): Phrase {
  const by: Phrase = approvedBy === null ? [] : [', by ', name(approvedBy)];
  return [`until ${until}`, ...by, ': ', prose(reason)];
}

/** Who allowed it and why; empty for a row that is not waived. */
export function waivedPhrase({ budget: { waiver } }: ReportRow): Phrase {
  return waiver === undefined || waiver.expired ? [] : ['Waived ', ...grantPhrase(waiver)];
}

/** One line per waiver that does not apply any more. */
export function expiredPhrases({ expiredWaivers = [] }: GateReport): Phrase[] {
  return expiredWaivers.map((waiver) => [name(waiver.budget), ', ', ...grantPhrase(waiver)]);
}

/** Alerts shown above everything: missing shards, untrusted measurements, what is no longer gated. */
export function alertPhrases(report: GateReport): Phrase[] {
  const { alerts = [], policySource } = report;
  const own: Phrase[] =
    policySource === undefined || policySource.instead === null
      ? []
      : [
          [
            'This pull request’s own budgets and waivers apply, not those of its base ',
            commitLink(policySource.ref, report),
            ': ',
            prose(policySource.instead),
            '.',
          ],
        ];
  return [...alerts.map((alert): Phrase => [prose(alert)]), ...own, ...removalAlerts(report)];
}

/** Where the applied policy was read, for users who wait for a waiver to count. */
export function policyNotices(policySource: PolicySource | null): string[] {
  if (policySource === null) return [];
  const { origin, instead, isForkUnknown } = policySource;
  return [
    ...(origin === undefined || instead !== null ? [] : originSentence(origin)),
    ...(isForkUnknown === true
      ? ['It is not known where head left the base branch, so what the base branch has changed since is listed too.']
      : []),
  ];
}

function originSentence({ at, branch, stale }: PolicyOrigin): string[] {
  if (branch === null || at === null) return [];
  const terms = 'Budgets, waivers and enforcement are those of';
  if (stale === null) return [`${terms} ${branch} at ${shortSha(at)}, its tip when they were read.`];
  return [
    `The current tip of ${branch} could not be read: ${stale}. ${terms} ${shortSha(at)}, its tip when the event was sent; anything merged since, such as a waiver, does not count.`,
  ];
}

/** The lines of what the pull request changes in the policy, by whose value was applied. */
export function changePhrases({ policySource }: GateReport, applied: PolicyChange['applied']): Phrase[] {
  const changes = policySource?.changes.filter((change) => change.applied === applied) ?? [];
  return changes.map(({ key, base, head, now }) => [
    name(key),
    ': ',
    ...side(base),
    ' → ',
    ...side(head),
    ...(now === undefined ? [] : [...sinceThen(now)]),
  ]);
}

function sinceThen(now: string | null): Phrase {
  return now === null ? [' (by now the base branch has none)'] : [' (by now the base branch has ', name(now), ')'];
}

function side(written: string | null): Phrase {
  return written === null ? ['not set'] : [name(written)];
}
