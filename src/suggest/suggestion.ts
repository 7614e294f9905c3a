import type { Limit } from '../model/limit.ts';

/** A 75th percentile of one node, in ms, of CLS in score. */
export interface Reading {
  /** Null: of all routes together. */
  readonly route: string | null;
  /** Null: of several, or unknown. */
  readonly condition: string | null;
  readonly path: string;
  readonly p75: number;
  /** What it may really be at most; null if that is unknown. */
  readonly high: number | null;
  /** The share by which single readings vary; null if that is unknown. */
  readonly noise: number | null;
  /** What was read: `60 visits on mobile`. */
  readonly of: string;
}

/** What a budget should be, and why. At least one of `max` and `maxIncrease` is set. */
export interface Suggestion {
  /** Null: every route, at the top of the file. */
  readonly route: string | null;
  readonly path: string;
  readonly max: Limit | null;
  readonly maxIncrease: readonly Limit[] | null;
  /** One sentence for each of them. */
  readonly why: readonly string[];
}

/** Suggestions of one source, and what a reader has to know of them. */
export interface Suggestions {
  /** The source, as a title. */
  readonly title: string;
  readonly budgets: readonly Suggestion[];
  /** What the source has and the file does not, or the other way round. */
  readonly leftOut: readonly string[];
  readonly notes: readonly string[];
}

/** Google's limit for a "good" value, in the units of the readings, and how to say it. */
export interface GoodLimit {
  readonly value: number;
  /** A clause: `Google's "good" limit is 2.5 s`. */
  readonly text: string;
}
export type GoodLimitOf = (reading: Reading) => GoodLimit | null;

/** What limits that come from visitors mean in the lab. */
export const ABOUT_VISITORS =
  'These are limits for visitors, and `vitals-gate field slo` holds page views against them. The lab holds its visits against the same `max`, but an emulated device is not what visitors have: add --from DIR with a calibration to get limits for the lab.';
