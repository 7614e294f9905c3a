import { isClear } from '../identity/times.ts';
import { SIDES } from '../model/deploy.ts';
import { keyOf } from '../model/place.ts';
import type { RunRecord } from '../model/record.ts';
import { isOfCampaign, type Outline, type OutlinedCampaignRecord } from './log.ts';
import type { OutlinedRecord } from './outline.ts';
import { replayDoubt } from './replay-doubt.ts';

type IdentityRecord = Extract<OutlinedRecord, { type: 'identity' }>;

/** A record that no run makes. */
interface Contradiction {
  readonly record: OutlinedRecord;
  readonly why: string;
}

/**
 * The first record that contradicts what else is recorded of identical bytes, or null. A route that serves them is kept
 * without a measurement, so an invented record of it must at least agree with its warm-up visits and its end.
 */
export function contradictionIn({ run, later }: Outline): Contradiction | null {
  const campaigns = Map.groupBy(later.filter(isOfCampaign), keyOf);
  for (const records of campaigns.values()) {
    const found = contradictionOf(run, records);
    if (found !== null) return found;
  }
  return null;
}

function contradictionOf(run: RunRecord, records: readonly OutlinedCampaignRecord[]): Contradiction | null {
  const [record, another] = records.filter((each): each is IdentityRecord => each.type === 'identity');
  const end = records.find((each) => each.type === 'campaign');
  const isSkipped = end?.stopped === 'identical-bytes';
  if (another !== undefined) return said(another, 'is said twice to serve identical bytes or not');
  if (record?.identity.kind !== 'identical')
    return end !== undefined && isSkipped ? said(end, 'is not measured, and does not serve identical bytes') : null;
  if (end !== undefined && !isSkipped && end.unmeasurable === null)
    return said(record, 'serves identical bytes, and its end says something else');
  const why = whyMeasured(run, record) ?? whyUnseen(records);
  return why === null ? null : said(record, `serves identical bytes, ${why}`);
}

/** Why a run measures a route whatever it serves, or null. */
function whyMeasured(run: RunRecord, { identity }: IdentityRecord): string | null {
  if (run.base === null) return 'and there is no base to compare it with';
  if (run.plan.kind === 'fixed') return 'and the run is one of a fixed number of blocks';
  if (identity.kind !== 'identical') return null;
  const doubt = replayDoubt(run, identity);
  if (doubt !== null) return doubt;
  const isSlow = identity.replay !== null && !isClear(identity.replay);
  return isSlow ? 'and the times of its responses do not say so' : null;
}

/** What the visits of the campaign say against it, or null. */
function whyUnseen(records: readonly OutlinedCampaignRecord[]): string | null {
  const visits = records.filter((each) => each.type === 'visit');
  if (visits.some(({ block }) => block >= 0) || records.some(({ type }) => type === 'confirmation'))
    return 'and was measured';
  if (visits.some(({ outcome }) => outcome.status === 'failed')) return 'and a visit to it failed';
  return SIDES.every((side) => visits.some((visit) => visit.side === side))
    ? null
    : 'and was not visited on both sides';
}

function said(record: Extract<OutlinedCampaignRecord, { route: string }>, what: string): Contradiction {
  return { record, why: `${record.route} · ${record.condition} ${what}` };
}
