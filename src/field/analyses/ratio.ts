import type { Cell } from './rows.ts';

/** A percentile of the field with its 95 % interval; null bounds where the data cannot give them. In ms, of CLS in score. */
export interface FieldValue extends Cell {
  readonly path: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A node's mean over the lab's visits with its 95 % interval. In ms, of CLS in score. */
export interface LabValue {
  readonly route: string;
  readonly condition: string;
  readonly path: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export type NoRatio =
  /** The lab did not measure the node, or not this route under this condition. */
  | 'no-lab'
  | 'no-field'
  /** A ratio to 0 does not exist. */
  | 'lab-zero'
  | 'field-zero';

/** How much larger the field's percentile is than the lab's value: 1.4 is 40 % more. */
export interface RatioRow {
  readonly route: string;
  readonly condition: string | null;
  readonly by: string | null;
  readonly path: string;
  readonly field: number | null;
  readonly lab: number | null;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason: NoRatio | null;
}

/** One row per node that either side knows. */
export type CompareWithLab = (field: readonly FieldValue[], lab: readonly LabValue[]) => RatioRow[];
