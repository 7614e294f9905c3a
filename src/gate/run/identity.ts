import { compareAnswers } from '../../identity/compare-answers.ts';
import { measured, measuredFor } from '../../identity/measured.ts';
import { maxWithoutHeadroom, toleranceMsOf } from '../../identity/tolerance.ts';
import { slowerWarmUp } from '../../identity/warm-ups.ts';
import { looksAtHead } from '../../judge/identical.ts';
import type { Answer } from '../../model/answers.ts';
import { SIDES, type Deploy, type Side } from '../../model/deploy.ts';
import { routeOf, type HostMap } from '../../model/hosts.ts';
import type { Identity } from '../../model/identity.ts';
import type { RunRecord } from '../../model/record.ts';
import type { Condition, Route } from '../../model/route.ts';
import { MAX_LINE } from '../../record/read.ts';
import type { ReplayedRoute } from '../../replay/replayed-route.ts';
import type { Replayer } from '../../replay/replayer.ts';
import type { Run } from './run.ts';
import type { Served } from './served.ts';

/** What repeats the requests of a batch of campaigns. */
export type Replays = Pick<Replayer, 'identityOf' | 'explained'>;

/** A campaign whose warm-up visits are over. */
export interface Visited {
  readonly route: Route;
  readonly condition: Condition;
  readonly served: Served;
}

/**
 * Whether base and head serve a campaign identical bytes in the same time, or why it is measured. Nothing else may run
 * meanwhile: response times are compared.
 */
export async function identityOf(
  { deploys, config }: Pick<Run, 'deploys' | 'config'>,
  { route, condition, served }: Visited,
  replays: Replays,
): Promise<Identity> {
  const { answers, failure, readings } = served;
  if (route.budgets.some((budget) => looksAtHead(budget, config.policy))) return measured('absolute-budget');
  if (failure !== null) return measured('warm-up-failed', { side: failure.side, what: failure.reason });
  const { base, head } = answers;
  if (base === undefined || head === undefined || readings.base === undefined || readings.head === undefined)
    return measured('unseen');
  const same = compareAnswers(base, head);
  const hosts = { base: hostsOf(condition, deploys.base), head: hostsOf(condition, deploys.head) };
  if (same.kind === 'measured') return replays.explained(same, { base, head, hosts });
  const elsewhere = base.answers.find((answer) => isElsewhere(answer, hosts));
  if (elsewhere !== undefined) return measuredFor('unreadable', elsewhere, { what: OTHER_SERVERS });
  const countsBytes = route.budgets.some(({ metric }) => metric === 'bytes');
  if (deploys.servesFolders && !isLeftToReplay({ base, head, same, countsBytes }))
    return { kind: 'identical', responses: same.responses, replay: null };
  const reached = maxWithoutHeadroom(route.budgets, readings.base);
  if (reached !== null) return measured('absolute-budget', { what: reached });
  const toleranceMs = toleranceMsOf(route.budgets, readings.base);
  if (toleranceMs === null) return measured('unseen', { what: 'server-timing' });
  const slower = slowerWarmUp(readings.base, readings.head, toleranceMs);
  if (slower !== null) return slower;
  return recordable(await replays.identityOf({ base, head, same, toleranceMs, countsBytes, hosts }));
}

/** Whether a campaign is served the same bytes, and is measured only because head's warm-up visit took clearly longer. */
export function seemsSlower(
  { deploys, config }: Pick<Run, 'deploys' | 'config'>,
  { route, condition }: Pick<Visited, 'route' | 'condition'>,
  { answers: { base, head }, readings, failure }: Served,
): boolean {
  if (base === undefined || head === undefined || readings.base === undefined || readings.head === undefined)
    return false;
  const toleranceMs = toleranceMsOf(route.budgets, readings.base);
  if (
    deploys.servesFolders ||
    failure !== null ||
    toleranceMs === null ||
    slowerWarmUp(readings.base, readings.head, toleranceMs) === null
  )
    return false;
  if (route.budgets.some((budget) => looksAtHead(budget, config.policy))) return false;
  if (maxWithoutHeadroom(route.budgets, readings.base) !== null) return false;
  const hosts = { base: hostsOf(condition, deploys.base), head: hostsOf(condition, deploys.head) };
  return !base.answers.some((each) => isElsewhere(each, hosts)) && compareAnswers(base, head).kind !== 'measured';
}

/** Whether only a replay tells whether the gate's own server sends both the same. */
function isLeftToReplay({ base, head, same, countsBytes }: Omit<ReplayedRoute, 'toleranceMs'>): boolean {
  return same.pairs.some(
    ({ isUnsettled, ...pair }) =>
      isUnsettled || (countsBytes && base.answers[pair.base]?.body?.raw !== head.answers[pair.head]?.body?.raw),
  );
}

const OTHER_SERVERS = '`hosts` leads to another server on base than on head';

/** Whether a third party is another server on each side: its times are not compared. */
function isElsewhere({ url, isSameOrigin }: Answer, hosts: Readonly<Record<Side, HostMap>>): boolean {
  if (isSameOrigin) return false;
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const target = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  const [onBase, onHead] = SIDES.map((side) => routeOf(hosts[side], target));
  return onBase?.host !== onHead?.host || onBase?.port !== onHead?.port;
}

/** Where hosts are, as for the visits: over those of the condition a deploy has its own. */
function hostsOf({ hosts }: Condition, deploy: Deploy | null): HostMap {
  return { ...hosts, ...deploy?.hosts };
}

/** What cannot be read back must not be written. */
function recordable(identity: Identity): Identity {
  const isTooLong = JSON.stringify(identity).length > MAX_LINE / 2;
  return isTooLong ? measured('unseen', { what: 'too-many-requests' }) : identity;
}

/** Whether a run looks at what its deploys serve: not if it has no base, or measures whatever they serve. */
export function looksAtBytes(
  { config, rules, deploys }: Pick<Run, 'config' | 'rules' | 'deploys'>,
  purpose: RunRecord['purpose'],
): boolean {
  const isAsked = config.policy.measureIdentical === true || rules.plan.kind === 'fixed' || purpose === 'calibration';
  return !isAsked && deploys.base !== null;
}
