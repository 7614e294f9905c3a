import type { Unit } from '../../model/metric.ts';

/** A report as a page has it: the sentences and the cells of its text, apart from each other. */
export interface ReportPage {
  readonly title: string;
  /** Of which page views it is. */
  readonly about: string;
  readonly parts: readonly PagePart[];
}

/** What stands together, in this order. */
export interface PagePart {
  readonly title?: string;
  readonly table?: PageTable;
  readonly intervals?: Intervals;
  readonly lines?: readonly string[];
  readonly list?: readonly string[];
}

interface PageTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Numbers with their 95 % intervals to one scale. They stand in the table beside them. */
export interface Intervals {
  readonly caption: string;
  /** `fraction`: shown in percent. */
  readonly unit: Unit | 'fraction';
  /** Whether they are changes, which have a sign. */
  readonly isSigned: boolean;
  /** Drawn as a line down all of them, by its name; null: none. */
  readonly limit: { readonly at: number; readonly name: string } | null;
  readonly rows: readonly IntervalRow[];
}

interface IntervalRow {
  readonly name: string;
  readonly value: number;
  /** Null: not known. */
  readonly low: number | null;
  readonly high: number | null;
  /** As the table has it. */
  readonly text: string;
}

/** A table whose first row is its head; none without another row. */
export function tablePart([head = [], ...rows]: readonly (readonly string[])[], caption: string): PagePart[] {
  return rows.length === 0 ? [] : [{ table: { caption, head, rows } }];
}

/** A drawing of those numbers that have a place on a line; none where there is no interval. */
export function intervalsPart({ rows, ...about }: Intervals): PagePart[] {
  const shown = rows.filter(({ value, low, high }) => [value, low ?? value, high ?? value].every(Number.isFinite));
  return shown.some(({ low, high }) => low !== null || high !== null) ? [{ intervals: { ...about, rows: shown } }] : [];
}
