import { assertSums, type Breakdown } from '../model/breakdown.ts';
import { METRICS } from '../model/metric.ts';
import type { LaterRecord, RunRecord } from '../model/record.ts';
import type { Visit } from '../model/sample.ts';
import { blockOrder, seededRandom } from '../stats/random.ts';
import { isComplete, keyOf, type Place } from './campaigns.ts';
import type { RunLog } from './log.ts';

/**
 * Why these cannot be the samples that a job of ours made; null where nothing speaks against it. Somebody who makes up
 * numbers that fit is not found out: what an untrusted job measured stays its own word.
 */
export function doubtAbout(log: RunLog): string | null {
  const { run, later } = log;
  if (run.purpose !== 'gate') return 'they are of a calibration';
  const known = new Set(placesOf(run).map(keyOf));
  const stray = later.flatMap(placeOf).find((place) => !known.has(keyOf(place)));
  if (stray !== undefined) return `${stray.route} · ${stray.condition} is no campaign of theirs`;
  const visits = later.filter((record) => record.type === 'visit');
  if (!isComplete(log)) return 'they are cut off: the record of the end is missing';
  return visits.map(impossible).find((doubt) => doubt !== null) ?? wrongOrder(run, visits);
}

/** The campaigns that these samples may be of. */
export function placesOf({ config, shard }: RunRecord): Place[] {
  const all = config.routes.flatMap(({ name: route, conditions }) =>
    conditions.map((condition) => ({ route, condition })),
  );
  if (shard === undefined) return all;
  const own = new Set(shard.campaigns.map(keyOf));
  return all.filter((place) => own.has(keyOf(place)));
}

const OF_CAMPAIGN = ['visit', 'look', 'campaign', 'confirmation', 'explanation'] as const;
type OfCampaign = Extract<LaterRecord, { type: (typeof OF_CAMPAIGN)[number] }>;

function isOfCampaign(record: LaterRecord): record is OfCampaign {
  return OF_CAMPAIGN.some((type) => type === record.type);
}

/** The campaign that a record is of; costs are of operations, and of none. */
function placeOf(record: LaterRecord): Place[] {
  if (isOfCampaign(record)) return [record];
  return record.type === 'attribution' ? [record.attribution] : [];
}

function impossible({ route, condition, outcome }: Visit): string | null {
  if (outcome.status === 'failed') return null;
  for (const metric of METRICS) {
    const reading = outcome.readings[metric];
    if (reading.status === 'measured' && !isPossible(reading.breakdown))
      return `the parts of ${metric} of a visit to ${route} · ${condition} do not add up`;
  }
  return null;
}

function isPossible(breakdown: Breakdown): boolean {
  if (!isBounded(breakdown)) return false;
  try {
    assertSums(breakdown);
    return true;
  } catch {
    return false;
  }
}

function isBounded({ value, parts }: Breakdown): boolean {
  return Number.isFinite(value) && parts.every(isBounded);
}

/** More are in no plan, and `--blocks` of that size in no job. */
const MOST_BLOCKS = 100_000;

/** The sides of every block were drawn from a generator that the SHAs seed: a job of ours has no choice. */
function wrongOrder({ base, seed }: RunRecord, visits: readonly Visit[]): string | null {
  const made = Map.groupBy(visits, ({ route, condition, phase }) => JSON.stringify([route, condition, phase]));
  for (const ofPhase of made.values()) {
    const [first] = ofPhase;
    if (first === undefined) continue;
    const { route, condition, phase } = first;
    const random = seededRandom(seed.base, seed.head, route, condition, ...(phase === 'confirm' ? [phase] : []));
    const last = Math.max(...ofPhase.map(({ block }) => block));
    if (last > MOST_BLOCKS) return `${route} · ${condition} has more blocks than a campaign takes`;
    const orders = Array.from({ length: last + 1 }, () => (base === null ? null : blockOrder(random)));
    const isDrawn = ({ block, position, side }: Visit): boolean =>
      block < 0 || (orders[block]?.[position] ?? 'head') === side;
    if (!ofPhase.every(isDrawn)) return `the visits to ${route} · ${condition} are not in the order that was drawn`;
  }
  return null;
}
