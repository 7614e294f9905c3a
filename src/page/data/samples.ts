import type { Unit } from '../../model/metric.ts';
import type { Place } from '../../model/place.ts';
import type { Side } from '../../model/deploy.ts';
import type { Visit } from '../../model/sample.ts';

/** What is stored of a value: times in steps of 0.1 ms, scores of 0.0001, bytes and costs as they are. */
const STEPS: Readonly<Record<Unit, number>> = { ms: 0.1, score: 0.0001, bytes: 1, cost: 1 };

/** One node of a breakdown in every visit of a campaign. */
export interface Column {
  /** The ids from the metric down: `["lcp", "ttfb"]`. */
  readonly path: readonly string[];
  readonly unit: Unit;
  /** In steps of the unit, one for each visit; null where the visit has no such reading. */
  readonly steps: readonly (number | null)[];
}

/** The visits of one campaign to its route, in the order they were made; those that failed included. */
export interface CampaignSamples extends Place {
  /** One for each visit, as in the other lists. */
  readonly sides: readonly Side[];
  readonly phases: readonly Visit['phase'][];
  /** -1 for the unrecorded warm-up. */
  readonly blocks: readonly number[];
  readonly attempts: readonly number[];
  /** Whether it is one of a complete block: only those decide. */
  readonly counted: readonly boolean[];
  /** Why a visit failed; null if it did not. */
  readonly failures: readonly (string | null)[];
  readonly columns: readonly Column[];
}

/** How a value of this unit is stored. */
export function stepsOf(value: number, unit: Unit): number {
  return Math.round(value / STEPS[unit]);
}

/** The values of a column in its unit: ms, the unitless score, bytes. */
export function valuesOf({ steps, unit }: Column): (number | null)[] {
  return steps.map((step) => (step === null ? null : step * STEPS[unit]));
}

/** The column of a node; undefined if no visit has it. */
export function columnAt({ columns }: CampaignSamples, path: readonly string[]): Column | undefined {
  return columns.find((column) => column.path.length === path.length && column.path.every((id, at) => id === path[at]));
}
