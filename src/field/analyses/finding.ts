/** Something about the page views that a reader should know. */
export interface CheckFinding {
  readonly id: string;
  /** Whether page views cannot be compared because of it. */
  readonly voids: boolean;
  readonly what: string;
  readonly count: number;
  readonly of: number;
  readonly example: string | null;
  readonly todo: string;
  /** The first of the lines that it is about; none if it is not about lines. */
  readonly lines: readonly RefusedLine[];
}

/** A line of a file that is not a record. */
export interface RefusedLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What the schema refuses, in visible characters. */
  readonly why: string;
}

/** Up to this share of records may be wrong without moving a percentile much. */
const TOLERATED = 0.01;

export const isMany = (count: number, of: number): boolean => count > TOLERATED * of;

type Found = Omit<CheckFinding, 'voids' | 'example' | 'lines'> & Partial<CheckFinding>;

/** A finding without an example that voids nothing, unless it says so; none if it counts nothing. */
export function finding(found: Found): CheckFinding[] {
  return found.count === 0 ? [] : [{ voids: false, example: null, lines: [], ...found }];
}
