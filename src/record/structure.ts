import type { Place } from '../model/place.ts';
import { keyOf } from '../model/place.ts';
import type { CampaignStage } from '../model/sample.ts';
import { constantsOf } from '../stats/versions.ts';
import { decisionOf } from './decision.ts';
import type { Outline } from './log.ts';
import { misfitOf, type LookRecord } from './look-structure.ts';
import type { OutlinedRecord, OutlinedVisit } from './outline.ts';

/** What a run makes of a block, as the lab does: attempts at a visit, at one that timed out, and blocks it may replace. */
const MOST_ATTEMPTS = 3;
const MOST_ATTEMPTS_AT_A_TIMEOUT = 2;
const MOST_DROPPED = 3;
const POSITIONS = [0, 1, 2, 3] as const;

/** A record at which something is missing that a run would have written. */
interface Gap {
  readonly record: OutlinedRecord;
  readonly why: string;
}

/**
 * The first gap in a run's records of its blocks, or null. A block that was begun has all attempts at all of its
 * positions, and other records agree with its blocks. Only an interrupted run may end in the middle of a block. Without
 * this check, removing a line could change the verdict unnoticed.
 */
export function gapIn({ run, later }: Outline): Gap | null {
  const { lanes = 1 } = run;
  const freshLooks = constantsOf(decisionOf(run)).proof.looks.map(({ blocks }) => blocks);
  const visits = later.filter((record): record is OutlinedVisit => record.type === 'visit' && record.block >= 0);
  const isOver = later.some(({ type }) => type === 'end');
  const controlled = later.some((record) => record.type === 'visit' && record.page === 'control');
  const last = later.findLast((record) => record.type === 'visit') ?? null;
  const phases = Map.groupBy(visits, ({ phase, ...place }) => JSON.stringify([phase, keyOf(place)]));
  const ends = endsIn(later);
  const complete = new Map<string, number>();
  let cuts = 0;
  for (const [key, made] of phases) {
    const [first] = made;
    if (first === undefined) continue;
    const end = ends.get(key);
    const givesUp = end?.some((record) => record.unmeasurable?.code === 'server-gone') ?? false;
    // In one lane it is the very last visit; in several, the last of a campaign that was under way.
    const own = end === undefined ? (made.at(-1) ?? null) : null;
    const cut = lanes === 1 ? last : own;
    const found = gapInPhase(made, { controlled, cut: isOver ? null : cut, givesUp });
    if ('why' in found) return found;
    if (found.isCut && (cuts += 1) > lanes) return gap(first, MISSING);
    complete.set(key, found.complete);
    const atEnd = isOver ? gapAtEnd(first, end, found, freshLooks) : null;
    if (atEnd !== null) return atEnd;
  }
  return gapInWords(later, visits, complete) ?? gapInLooks({ run, later }, ends, complete);
}

type End = Extract<OutlinedRecord, { type: 'campaign' | 'confirmation' }>;

/** The records that end a phase, in order; a run that does not trust its deploys ends its campaigns a second time. */
function endsIn(later: readonly OutlinedRecord[]): Map<string, End[]> {
  const ends = later.filter((record): record is End => record.type === 'campaign' || record.type === 'confirmation');
  return Map.groupBy(ends, (end) => phaseKey(end.type === 'campaign' ? 'measure' : 'confirm', end));
}

function phaseKey(phase: CampaignStage, place: Place): string {
  return JSON.stringify([phase, keyOf(place)]);
}

interface BlockCounts {
  readonly complete: number;
  readonly dropped: number;
  /** Whether the last block was under way when the run was stopped. */
  readonly isCut: boolean;
}

interface Circumstances {
  readonly controlled: boolean;
  /** The visit at which the run was stopped; null if it was not. */
  readonly cut: OutlinedRecord | null;
  /** Whether a server that is gone ended the phase: then its last block is given up at once. A run that was stopped does not say. */
  readonly givesUp: boolean;
}

/** All blocks of one phase of a campaign. */
function gapInPhase(visits: readonly OutlinedVisit[], { controlled, cut, givesUp }: Circumstances): Gap | BlockCounts {
  const blocks = [...Map.groupBy(visits, ({ block }) => block).values()];
  const found = { complete: 0, dropped: 0, isCut: false };
  for (const [index, block] of blocks.entries()) {
    const [first] = block;
    if (first === undefined) continue;
    if (found.dropped > MOST_DROPPED) return gap(first, 'have blocks after those that end a campaign');
    const isLast = index === blocks.length - 1;
    const checked = checkBlock(block, {
      controlled,
      isCut: block.at(-1) === cut,
      givesUp: isLast && (givesUp || cut !== null),
    });
    if (typeof checked !== 'string') return checked;
    if (checked === 'complete') found.complete += 1;
    else if (checked === 'dropped') found.dropped += 1;
    else found.isCut = true;
  }
  return found;
}

interface BlockTerms {
  readonly controlled: boolean;
  readonly isCut: boolean;
  readonly givesUp: boolean;
}

/** Goes through a block as the lab does: after a position that failed for good the others get one attempt each. */
function checkBlock(
  block: readonly OutlinedVisit[],
  { controlled, isCut, givesUp }: BlockTerms,
): Gap | 'complete' | 'dropped' | 'cut' {
  let allowed = MOST_ATTEMPTS;
  for (const position of POSITIONS) {
    const pages: readonly OutlinedVisit['page'][] = controlled ? ['route', 'control'] : ['route'];
    for (const page of pages) {
      const made = block.filter((visit) => visit.position === position && visit.page === page);
      const outcome = attemptsOutcome(made, allowed, givesUp);
      const isAtCut = isCut && (made.length === 0 || made.at(-1) === block.at(-1));
      if (outcome === 'missing') return isAtCut ? 'cut' : gap(made.at(-1) ?? nearest(block, position), MISSING);
      if (outcome === 'measured') continue;
      allowed = 1;
      // A page that failed is not compared with the control page.
      if (block.some((visit) => visit.position === position && visit.page === 'control' && page === 'route'))
        return gap(nearest(block, position), 'visit the control page after a visit that failed');
      break;
    }
  }
  return allowed === 1 ? 'dropped' : 'complete';
}

const MISSING = 'lack an attempt that a run would have made';

/** The outcome of the attempts at one page; `missing` if an attempt that every run makes is absent. */
function attemptsOutcome(
  made: readonly OutlinedVisit[],
  allowed: number,
  givesUp: boolean,
): 'measured' | 'failed' | 'missing' {
  for (const [index, { attempt, outcome }] of made.entries()) {
    const isLast = index === made.length - 1;
    if (attempt !== index + 1) return 'missing';
    if (outcome.status === 'measured') return isLast ? 'measured' : 'missing';
    const most = outcome.code === 'timeout' ? Math.min(allowed, MOST_ATTEMPTS_AT_A_TIMEOUT) : allowed;
    const isEnd = attempt >= most || (givesUp && isLast);
    if (isEnd !== isLast) return 'missing';
    if (isEnd) return 'failed';
  }
  return 'missing';
}

/** A visit of the block at or before the position, for its line. */
function nearest(block: readonly OutlinedVisit[], position: number): OutlinedRecord {
  const visit = block.findLast((each) => each.position <= position) ?? block[0];
  if (visit === undefined) throw new Error('a block has visits');
  return visit;
}

/** What ends a phase must be there where the run came to its end, and fit its blocks. */
function gapAtEnd(
  first: OutlinedVisit,
  ends: readonly End[] | undefined,
  { complete, dropped }: BlockCounts,
  freshLooks: readonly number[],
): Gap | null {
  const [end] = ends ?? [];
  if (end === undefined) return gap(first, 'are of a campaign whose end is not recorded');
  if (dropped > MOST_DROPPED && end.unmeasurable === null) return gap(end, 'are fewer than a run goes on without');
  if (end.type !== 'confirmation') return null;
  if (end.blocks !== complete)
    return gap(end, `are other fresh blocks than the ${end.blocks} that it was confirmed by`);
  // Fresh blocks end at a look, where every red is confirmed or given up, or because no more can be made.
  return end.unmeasurable === null && !freshLooks.includes(complete)
    ? gap(end, 'end between two looks at the fresh blocks')
    : null;
}

/** What looks and confirmations say of blocks must be so. */
function gapInWords(
  later: readonly OutlinedRecord[],
  visits: readonly OutlinedVisit[],
  complete: ReadonlyMap<string, number>,
): Gap | null {
  const begun = new Set(visits.map(({ phase, ...place }) => phaseKey(phase, place)));
  for (const record of later) {
    if (record.type === 'look' && record.blocks > (complete.get(phaseKey('measure', record)) ?? 0))
      return gap(record, `are fewer than the ${record.blocks} blocks that were looked at`);
    if (record.type === 'confirmation' && record.blocks > 0 && !begun.has(phaseKey('confirm', record)))
      return gap(record, 'lack the fresh blocks that confirmed it');
  }
  return null;
}

/** A campaign ends where a look says so. Its blocks could be cut off otherwise, together with the look at them. */
function gapInLooks(
  { run, later }: Outline,
  ends: ReadonlyMap<string, readonly End[]>,
  complete: ReadonlyMap<string, number>,
): Gap | null {
  const looks = Map.groupBy(
    later.filter((record): record is LookRecord => record.type === 'look'),
    (look) => phaseKey('measure', look),
  );
  for (const [key, [end]] of ends) {
    if (end?.type !== 'campaign') continue;
    const why = misfitOf(run, end, looks.get(key) ?? [], complete.get(key) ?? 0);
    if (why !== null) return gap(end, why);
  }
  return null;
}

function gap(record: OutlinedRecord, what: string): Gap {
  const place = 'route' in record ? `${record.route} · ${record.condition}` : 'a campaign';
  return { record, why: `the visits to ${place} ${what}` };
}
