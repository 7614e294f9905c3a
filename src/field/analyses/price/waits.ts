import { wilson } from '../../../stats/wilson.ts';
import { outcomesIn, sessionsIn, type SessionGroup } from './sessions.ts';

/** Sessions that waited about as long, with the share of them that converted and its 95 % interval. */
export interface CurveStep {
  /** Ms. */
  readonly from: number;
  readonly to: number;
  readonly sessions: number;
  readonly conversions: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

const STEPS = 10;
const SLOWEST = 0.01;
/** Buckets are left out as a whole: more than this is not the slowest few. */
const MOST_LEFT_OUT = 0.05;

interface Bucket {
  readonly at: number;
  readonly n: number;
  readonly y: number;
  readonly ms: number;
}

/** Sessions by how long they waited, the fastest first. */
function bucketsOf(groups: readonly SessionGroup[], stepMs: number): Bucket[] {
  return [...Map.groupBy(groups, ({ ms }) => Math.floor(ms / stepMs))]
    .map(([at, those]) => {
      const n = sessionsIn(those);
      return { at, n, y: outcomesIn(those), ms: those.reduce((sum, each) => sum + each.ms * each.n, 0) / n };
    })
    .toSorted((one, other) => one.at - other.at);
}

/** From the 1st to the 99th percentile of what sessions waited, as the means of their buckets; null without sessions. */
export function rangeOf(groups: readonly SessionGroup[], stepMs: number): { from: number; to: number } | null {
  const buckets = bucketsOf(groups, stepMs);
  const total = sessionsIn(groups);
  const at = (share: number): number | undefined => {
    let before = 0;
    return buckets.find(({ n }) => (before += n) >= share * total)?.ms;
  };
  const [from, to] = [at(SLOWEST), at(1 - SLOWEST)];
  return from === undefined || to === undefined ? null : { from: Math.round(from), to: Math.round(to) };
}

/** Conversions by what sessions waited, in at most ten groups of about as many sessions. */
export function curveOf(groups: readonly SessionGroup[], stepMs: number): CurveStep[] {
  const total = sessionsIn(groups);
  let before = 0;
  const numbered = bucketsOf(groups, stepMs).map((bucket) => {
    const step = Math.min(STEPS - 1, Math.floor(((before + bucket.n / 2) / total) * STEPS));
    before += bucket.n;
    return { ...bucket, step };
  });
  return [...Map.groupBy(numbered, ({ step }) => step).values()].map((those) => {
    const sessions = those.reduce((sum, { n }) => sum + n, 0);
    const conversions = those.reduce((sum, { y }) => sum + y, 0);
    const [first, last] = [those.at(0)?.at ?? 0, those.at(-1)?.at ?? 0];
    const rate = { rate: conversions / sessions, ...wilson(conversions, sessions) };
    return { from: first * stepMs, to: (last + 1) * stepMs, sessions, conversions, ...rate };
  });
}

/** The sessions without the slowest 1 %, in whole buckets; null if so few cannot be told from the rest. */
export function withoutSlowest(groups: readonly SessionGroup[], stepMs: number): SessionGroup[] | null {
  const total = sessionsIn(groups);
  let left = 0;
  const last = bucketsOf(groups, stepMs).findLast(({ n }) => (left += n) >= SLOWEST * total);
  if (last === undefined || left > MOST_LEFT_OUT * total) return null;
  return groups.filter(({ ms }) => Math.floor(ms / stepMs) < last.at);
}
