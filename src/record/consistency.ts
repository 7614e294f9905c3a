import { assertSums, type Breakdown } from '../model/breakdown.ts';
import { LEAST_SHARE } from '../cause/weigh.ts';
import type { KnownSearch } from '../model/cause.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Side } from '../model/deploy.ts';
import { definitionOf, isGraphMetric, METRICS } from '../model/metric.ts';
import { keyOf, type Place } from '../model/place.ts';
import type { LaterRecord, RunRecord } from '../model/record.ts';
import { readingOf, type Visit } from '../model/sample.ts';
import { blockOrder, seededRandom } from '../stats/random.ts';
import { isComplete } from './campaigns.ts';
import { contradictionIn } from './identical-bytes.ts';
import type { Outline } from './log.ts';
import type { OutlinedRecord, OutlinedVisit } from './outline.ts';
import { gapIn } from './structure.ts';

/**
 * Why these samples cannot come from a job of this gate, or null. Consistent but invented numbers cannot be detected;
 * they remain the job's claim.
 *
 * @param found what speaks against a single record
 */
export function doubtAbout(log: Outline, found: Doubt | null): string | null {
  const { run, later } = log;
  if (run.purpose !== 'gate') return 'they are of a calibration';
  const places = placesOf(run);
  const known = new Set(places.map(keyOf));
  if (known.size < places.length) return 'their configuration names a route or a condition twice';
  const stray = later.flatMap(placeOf).find((place) => !known.has(keyOf(place)));
  if (stray !== undefined) return `${stray.route} · ${stray.condition} is not one of their campaigns`;
  if (!isComplete(log)) return 'they are cut off: the record of the end is missing';
  return (found ?? recordDoubt(log))?.why ?? null;
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

const OF_CAMPAIGN = ['visit', 'identity', 'look', 'campaign', 'confirmation', 'explanation'] as const;
type OfCampaign = Extract<OutlinedRecord, { type: (typeof OF_CAMPAIGN)[number] }>;

function isOfCampaign(record: OutlinedRecord): record is OfCampaign {
  return OF_CAMPAIGN.some((type) => type === record.type);
}

/** The campaign that a record is of; costs are of operations, and of none. */
function placeOf(record: OutlinedRecord): Place[] {
  if (isOfCampaign(record)) return [record];
  if (record.type === 'attribution') return [record.attribution];
  return record.type === 'causes' ? [record.search] : [];
}

/** A record that no run makes. */
export interface Doubt {
  readonly record: OutlinedRecord;
  readonly why: string;
}

/**
 * The first record that cannot have its place among those of this run; null if all can. It says nothing against a run
 * that was stopped.
 */
export function recordDoubt({ run, later }: Outline): Doubt | null {
  const visits = later.filter((record) => record.type === 'visit');
  return outOfOrder(run, visits) ?? gapIn({ run, later }) ?? contradictionIn({ run, later });
}

/** Why no run makes a record, whatever is around it; null if a run may. */
export function impossible(record: LaterRecord): string | null {
  if (record.type === 'visit') return impossibleVisit(record);
  if (record.type === 'causes') return impossibleCauses(record.search);
  return record.type === 'cost' ? impossibleCost(record.comparison) : null;
}

/** A reason needs a change that was seen again, and accounts for a part of it. */
function impossibleCauses({ route, condition, path, reproduced, causes }: KnownSearch): string | null {
  const isOf = (cause: KnownSearch['causes'][number]): boolean =>
    cause.route === route && cause.condition === condition && cause.path === path;
  const isReason = ({ because, share }: KnownSearch['causes'][number]): boolean =>
    !because || (reproduced && (share === null || share >= LEAST_SHARE));
  if (!causes.every(isOf)) return `a cause of ${path} of ${route} · ${condition} is of another budget`;
  return causes.every(isReason) ? null : `a cause of ${path} of ${route} · ${condition} accounts for too little`;
}

/** Costs may be without bound. */
function impossibleCost({ route, condition, metric, unit, base, head, difference }: Comparison): string | null {
  if (unit !== 'cost' || !isGraphMetric(metric)) return `${metric} of ${route} · ${condition} is not a cost`;
  return [base, head, difference].every((tree) => tree === null || addsUp(tree))
    ? null
    : `the parts of ${metric} of ${route} · ${condition} do not add up`;
}

// --- visits --------------------------------------------------------------------------------------------------------

function impossibleVisit({ route, condition, outcome }: Visit): string | null {
  if (outcome.status === 'failed') return null;
  for (const metric of METRICS) {
    const reading = readingOf(outcome.readings, metric);
    if (reading.status === 'unmeasured') continue;
    const why = impossibleReading(reading.breakdown, definitionOf(metric).range);
    if (why !== null) return `${metric} of a visit to ${route} · ${condition} ${why}`;
  }
  return null;
}

/** What speaks against a reading, as the end of a sentence about it. */
function impossibleReading(breakdown: Breakdown, { least, most }: Range): string | null {
  if (!isFiniteTree(breakdown) || !addsUp(breakdown)) return 'has parts that do not add up';
  if (countUpTo(MOST_PARTS, breakdown) > MOST_PARTS) return 'has more parts than a visit tells apart';
  if (breakdown.value < least || breakdown.value > most) return `is ${breakdown.value}, which no browser measures`;
  return isBelow(most, breakdown) ? null : 'has parts that are larger than any visit';
}

/** The lab tells a hundred parts apart, and only one or two nodes of a metric have so many. */
const MOST_PARTS = 1000;

interface Range {
  readonly least: number;
  readonly most: number;
}

function addsUp(breakdown: Breakdown): boolean {
  try {
    assertSums(breakdown);
    return true;
  } catch {
    return false;
  }
}

function isFiniteTree({ value, parts }: Breakdown): boolean {
  return Number.isFinite(value) && parts.every(isFiniteTree);
}

/** The nodes of a tree; of a larger one any number above `most`. */
function countUpTo(most: number, { parts }: Breakdown): number {
  let count = 1;
  for (const part of parts) {
    if (count > most) break;
    count += countUpTo(most, part);
  }
  return count;
}

/** Whether no part exceeds `most`; they may be 0, and less by what rounding leaves. */
function isBelow(most: number, { value, parts }: Breakdown): boolean {
  return Math.abs(value) <= most && parts.every((part) => isBelow(most, part));
}

/** More take a day and a half on a page that loads in a second, and are in no job. */
const MOST_BLOCKS = 10_000;

/** The sides of every block are drawn from a generator that the SHAs seed, so a genuine job cannot choose the order. */
function outOfOrder(run: RunRecord, visits: readonly OutlinedVisit[]): Doubt | null {
  const recorded = visits.filter(({ block }) => block >= 0);
  const phases = Map.groupBy(recorded, ({ phase, ...place }) => JSON.stringify([phase, keyOf(place)]));
  for (const made of phases.values()) {
    const visit = firstUndrawn(run, made);
    if (visit === null) continue;
    const name = `${visit.route} · ${visit.condition}`;
    const why =
      visit.block < MOST_BLOCKS
        ? `the visits to ${name} are not in the order that was drawn`
        : `${name} has more blocks than a campaign takes`;
    return { record: visit, why };
  }
  return null;
}

/**
 * The first visit of one phase of a campaign that does not follow the one before it: blocks come one after the other, in
 * each the positions, at each the route and then the control page, of each the attempts.
 */
function firstUndrawn(run: RunRecord, visits: readonly OutlinedVisit[]): OutlinedVisit | null {
  const draw = orderOf(run, visits);
  let block = -1;
  let sides: readonly Side[] = [];
  let rank = -1;
  for (const visit of visits) {
    if (visit.block === block + 1) {
      block = visit.block;
      sides = draw();
    }
    if (visit.block !== block || block >= MOST_BLOCKS) return visit;
    if (visit.side !== sides[visit.position] || rankOf(visit) <= rank) return visit;
    rank = rankOf(visit);
  }
  return null;
}

/** Gives the sides of one block after the other, as the run drew them. */
function orderOf({ base, seed }: RunRecord, [first]: readonly OutlinedVisit[]): () => readonly Side[] {
  if (first === undefined || base === null) return () => ['head', 'head', 'head', 'head'];
  const { route, condition, phase } = first;
  const random = seededRandom(seed.base, seed.head, route, condition, ...(phase === 'confirm' ? [phase] : []));
  return () => blockOrder(random);
}

/** Where in its phase a visit stands. */
function rankOf({ block, position, page, attempt }: OutlinedVisit): number {
  return ((block * 4 + position) * 2 + (page === 'control' ? 1 : 0)) * 3 + attempt - 1;
}
