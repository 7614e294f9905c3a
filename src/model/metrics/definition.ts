import type { Limit } from '../limit.ts';
import type { Reason } from '../verdict.ts';

/** All that the stages ask of a metric. One file per metric has one; `index.ts` lists them. */
export interface MetricDefinition {
  /** The first segment of its paths: `lcp`. */
  readonly id: string;
  /** What a report calls it: `LCP`. */
  readonly name: string;
  readonly unit: 'ms' | 'score' | 'bytes';
  /** The smallest step that the whole metric can change by, in its unit. */
  readonly step: number;
  /** The same of every part of it. */
  readonly partStep: number;
  /**
   * `time`: it scatters by a share of itself, so that it is compared on a log scale and has relative changes, noise and a
   * smallest change that would be found. `exact`: every size means something, so that the values are compared as they are.
   */
  readonly compared: 'time' | 'exact';
  /** Whether it differs between machines, so that visits on one say less than they seem to about an absolute limit. */
  readonly isMachineDependent: boolean;
  readonly parts: Parts;
  /** What can be measured; a record with another value was not written by a run. */
  readonly range: { readonly least: number; readonly most: number };
  /**
   * Whether it is compared on every route, and warns by its defaults where a route has no budgets at all. Any other metric
   * is compared only where a budget on it, or on a part of it, is declared; samples from before it was there lack it.
   */
  readonly isCore: boolean;
  /** The default limits: `max` warns if the metric is core, `maxIncrease` labels a change. */
  readonly defaults: { readonly max: Limit; readonly maxIncrease: readonly Limit[] };
  /** Whether it has a value only where a script gives the page input. */
  readonly needsInput: boolean;
  /** Whether the control page has it too, so that it can be compared in units of that page. */
  readonly isAdjustedByControl: boolean;
  /** The reasons that a visit without a value may give. The first applies if the visits give no reason. */
  readonly unmeasured: readonly [Reason, ...Reason[]];
  /** The acronym under which Lighthouse files the savings of it; null if it does not. */
  readonly lighthouse: string | null;
}

/**
 * The parts of a node: known ones, in order, or ones that only the page knows, what such a one is called, and what its id
 * is: a name, a path to look at, or the selector of an element that shifts.
 */
export type Parts =
  | { readonly known: readonly Part[] }
  | { readonly open: string; readonly ids: 'names' | 'paths' | 'shifted-elements' };

export interface Part {
  readonly id: string;
  /** What a report calls it; absent: its id with spaces. */
  readonly name?: string;
  /** Absent: it has none. */
  readonly parts?: Parts;
}

/** Parts without parts of their own. */
export function leaves(ids: readonly string[]): readonly Part[] {
  return ids.map((id) => ({ id }));
}

/** The step of every part of a time, ms. */
export const PART_STEP_MS = 0.1;

/**
 * The times that can be measured, ms. No paint and no interaction takes no time: clocks tick in microseconds, and a value
 * of 0 is not a value. No visit takes a day.
 */
export const TIMES = { least: 1e-3, most: 86_400_000 } as const;
