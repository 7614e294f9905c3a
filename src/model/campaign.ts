import { z } from 'zod';

import { SIDES, type Side } from './deploy.ts';
import type { Identity } from './identity.ts';
import { learntSettle, type LearntSettle, type MeasuredOutcome, type CampaignStage, type Visit } from './sample.ts';

/** One visit of a block: of the route and, where the run has one, of the control page on the same deploy just after it. */
export interface BlockVisit {
  readonly side: Side;
  readonly outcome: MeasuredOutcome;
  readonly control: MeasuredOutcome | null;
}

/**
 * One complete block: four visits in the order they were made, two on each side (or four on head in a run without
 * base).
 */
export interface Block {
  readonly visits: readonly BlockVisit[];
}

/** Whether the first attempt at a visit failed. */
export interface FirstAttempt {
  readonly side: Side;
  readonly failed: boolean;
}

/** Failure codes that blame neither side: it is not known what was measured, or one of the gate's own servers is gone. */
export const DOUBTS = ['sha-mismatch', 'sha-unknown', 'deploy-changed', 'login-wall', 'server-gone'] as const;
export type DoubtCode = (typeof DOUBTS)[number];

/** Why a campaign gave no (or not enough) blocks. */
export const unmeasurableSchema = z.strictObject({
  /** The sides that could not be visited. */
  sides: z.array(z.enum(SIDES)).max(2),
  code: z.string().max(100),
  reason: z.string().max(5000),
});
export type Unmeasurable = z.infer<typeof unmeasurableSchema>;

/**
 * Why a campaign took no more blocks: its gated comparisons are all decided, or its plan is at an end, or the run's time
 * is; `unmeasurable` where too many blocks were incomplete. `identical-bytes`: it took none, because base and head serve
 * the same bytes in the same time.
 */
export const STOPS = ['decided', 'maximum', 'time', 'unmeasurable', 'identical-bytes'] as const;
export type Stop = (typeof STOPS)[number];

/** Per side, why no server listens at its deploy's address, or null. */
export type Unreachable = Readonly<Record<Side, string | null>>;

/** Fresh blocks after a red, with the first attempts of all that were begun. */
export interface Confirmation {
  readonly blocks: readonly Block[];
  readonly firstAttempts: readonly (readonly FirstAttempt[])[];
  /** Why no more of them could be made; null if they could. */
  readonly unmeasurable: Unmeasurable | null;
}

/** All blocks of one route under one condition. `unmeasurable` says why there are fewer than were asked for. */
export interface Campaign {
  readonly route: string;
  readonly condition: string;
  readonly hasBase: boolean;
  readonly blocks: readonly Block[];
  /** The first attempts of every block that was begun, dropped ones included. */
  readonly firstAttempts: readonly (readonly FirstAttempt[])[];
  /** Those of the unrecorded visits before the first block; absent: none are known. */
  readonly warmUps?: readonly FirstAttempt[];
  /** The fresh blocks after a red; null if none were made. */
  readonly confirmation: Confirmation | null;
  readonly unmeasurable: Unmeasurable | null;
  /** The settle window that the warm-up visits learnt; null if it was configured. */
  readonly settle?: LearntSettle | null;
  /** Whether base and head serve the same bytes in the same time; null or absent: that was not asked. */
  readonly identity?: Identity | null;
  /** What base's first visit measured, before the first block; null or absent: nothing. */
  readonly baseWarmUp?: MeasuredOutcome['readings'] | null;
  /** The same of head's. */
  readonly headWarmUp?: MeasuredOutcome['readings'] | null;
  /** Null: it was interrupted. */
  readonly stopped: Stop | null;
}

/** How a phase of a campaign ended. */
interface CampaignEnd {
  readonly stopped: Stop;
  readonly unmeasurable: Unmeasurable | null;
}

export interface CampaignFacts {
  readonly route: string;
  readonly condition: string;
  readonly hasBase: boolean;
  /** Every visit made for it, failed and unrecorded ones too, in the order they were made. */
  readonly visits: readonly Visit[];
  readonly end: CampaignEnd | null;
  /** How the fresh blocks ended; null or absent: they did not, or none were begun. */
  readonly freshEnd?: Pick<CampaignEnd, 'unmeasurable'> | null;
  readonly identity?: Identity | null;
}

/** A campaign from its visits: the live run and a replay see the same. */
export function campaignOf(facts: CampaignFacts): Campaign {
  const { route, condition, hasBase, visits, end, freshEnd = null, identity = null } = facts;
  const confirming = freshEnd !== null || visits.some(({ phase }) => phase === 'confirm');
  return {
    route,
    condition,
    hasBase,
    blocks: blocksOf(visits, 'measure'),
    firstAttempts: firstAttemptsOf(visits, 'measure'),
    warmUps: firstVisits(visits, 'measure')
      .filter(({ block }) => block < 0)
      .map(attemptOf),
    confirmation: confirming
      ? {
          blocks: blocksOf(visits, 'confirm'),
          firstAttempts: firstAttemptsOf(visits, 'confirm'),
          unmeasurable: freshEnd?.unmeasurable ?? null,
        }
      : null,
    unmeasurable: end?.unmeasurable ?? null,
    settle: learntSettle(visits.filter(({ page }) => page === 'route')),
    identity,
    baseWarmUp: warmUpOf('base', visits),
    headWarmUp: warmUpOf('head', visits),
    stopped: end?.stopped ?? null,
  };
}

function warmUpOf(of: Side, visits: readonly Visit[]): MeasuredOutcome['readings'] | null {
  const outcomes = visits.flatMap(({ page, side, block, outcome }) =>
    page === 'route' && side === of && block < 0 && outcome.status === 'measured' ? [outcome] : [],
  );
  return outcomes.at(-1)?.readings ?? null;
}

const POSITIONS = [0, 1, 2, 3] as const;

/** The complete blocks of a phase, in the order they were begun. */
function blocksOf(visits: readonly Visit[], phase: CampaignStage): Block[] {
  return [...byBlock(visits.filter((visit) => visit.phase === phase)).values()].flatMap((block) => {
    const complete = completeBlock(block);
    return complete === null ? [] : [complete];
  });
}

function byBlock(visits: readonly Visit[]): Map<number, Visit[]> {
  const blocks = new Map<number, Visit[]>();
  for (const visit of visits) {
    if (visit.block < 0) continue;
    const before = blocks.get(visit.block);
    if (before === undefined) blocks.set(visit.block, [visit]);
    else before.push(visit);
  }
  return blocks;
}

function completeBlock(visits: readonly Visit[]): Block | null {
  const controlled = visits.some(({ page }) => page === 'control');
  const complete = POSITIONS.flatMap((position): BlockVisit[] => {
    const route = lastOutcome(visits, 'route', position);
    const control = lastOutcome(visits, 'control', position);
    if (route === null || (controlled && control === null)) return [];
    return [{ side: route.side, outcome: route.outcome, control: control?.outcome ?? null }];
  });
  return complete.length === POSITIONS.length ? { visits: complete } : null;
}

/** What the last attempt at a position measured; null if it failed or was not made. */
function lastOutcome(
  visits: readonly Visit[],
  page: Visit['page'],
  position: number,
): { side: Side; outcome: MeasuredOutcome } | null {
  const last = visits.findLast((visit) => visit.page === page && visit.position === position);
  if (last === undefined || last.outcome.status === 'failed') return null;
  return { side: last.side, outcome: last.outcome };
}

function firstAttemptsOf(visits: readonly Visit[], of: CampaignStage): FirstAttempt[][] {
  return [...byBlock(firstVisits(visits, of)).values()]
    .filter((block) => block.length === POSITIONS.length)
    .map((block) => block.map(attemptOf));
}

function firstVisits(visits: readonly Visit[], of: CampaignStage): Visit[] {
  return visits.filter(({ phase, page, attempt }) => phase === of && page === 'route' && attempt === 1);
}

function attemptOf({ side, outcome }: Visit): FirstAttempt {
  return { side, failed: outcome.status === 'failed' };
}

/** The same as the test takes it: 1 for a first attempt that failed. */
export function failureSeries(attempts: readonly (readonly FirstAttempt[])[]): { head: boolean; value: number }[][] {
  return attempts.map(failureValues);
}

export function failureValues(attempts: readonly FirstAttempt[]): { head: boolean; value: number }[] {
  return attempts.map(({ side, failed }) => ({ head: side === 'head', value: failed ? 1 : 0 }));
}
