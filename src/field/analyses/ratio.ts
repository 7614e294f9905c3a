import type { PathGroup } from '../questions/scope.ts';

/** A percentile of the field with its 95 % interval; null bounds where the data cannot give them. In ms, of CLS in score. */
export interface FieldValue extends PathGroup {
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
  | 'lab-zero';

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

/** One row per node that either side knows: those of the field in their order, then what only the lab has. */
export function compareWithLab(field: readonly FieldValue[], lab: readonly LabValue[]): RatioRow[] {
  const labs = new Map(lab.map((each) => [keyOf(each.route, each.condition, each.path), each]));
  const seen = new Set(field.map(({ route, device, path }) => keyOf(route, device, path)));
  const rows = field.map((each) => rowOf(each, labs.get(keyOf(each.route, each.device, each.path))));
  const unseen = lab.filter(({ route, condition, path }) => !seen.has(keyOf(route, condition, path)));
  return [...rows, ...unseen.map(labOnly)];
}

const keyOf = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);

const NOTHING = { field: null, lab: null, ratio: null, low: null, high: null };

function labOnly({ route, condition, path, value }: LabValue): RatioRow {
  return { route, condition, by: null, path, ...NOTHING, lab: value, reason: 'no-field' };
}

function rowOf(field: FieldValue, lab: LabValue | undefined): RatioRow {
  const { route, device: condition, by, path } = field;
  const of = { route, condition, by, path, ...NOTHING, field: field.value };
  if (lab === undefined) return { ...of, reason: 'no-lab' };
  if (lab.value <= 0) return { ...of, lab: lab.value, reason: 'lab-zero' };
  return { ...of, lab: lab.value, ...ratioOf(field, lab), reason: null };
}

/**
 * The ratio with an interval from both intervals: their distances on the log scale are added as squares, each side its own
 * (Zou & Donner 2008, "Construction of confidence limits about effect measures", Statistics in Medicine 27). A bound is null
 * if one of the two that it is made of is missing, or is 0 for the lab.
 */
function ratioOf(field: FieldValue, lab: LabValue): Pick<RatioRow, 'ratio' | 'low' | 'high'> {
  const ratio = field.value / lab.value;
  const low = lower(field, lab);
  const high = upper(field, lab);
  return { ratio, low: low === null ? null : ratio * low, high: high === null ? null : ratio * high };
}

/** The factor from the ratio to its lower bound. */
function lower(field: FieldValue, lab: LabValue): number | null {
  if (field.low === null || lab.high === null) return null;
  if (field.low <= 0) return 0;
  return Math.exp(-Math.hypot(Math.log(field.value / field.low), Math.log(lab.high / lab.value)));
}

function upper(field: FieldValue, lab: LabValue): number | null {
  if (field.high === null || lab.low === null || lab.low <= 0 || field.value <= 0) return null;
  return Math.exp(Math.hypot(Math.log(field.high / field.value), Math.log(lab.value / lab.low)));
}
