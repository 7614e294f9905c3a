import type { Limit } from '../../model/budget.ts';
import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { formatBytes, parseBytes, SIZE_PATTERNS, type SizeUnit } from './sizes.ts';

/** Milliseconds in each unit of time, as a power of ten and a factor, so that `2.3 s` is exactly 2300 ms. */
const TIME_UNITS = { ms: [0, 1], s: [3, 1], min: [3, 60] } as const;
type TimeUnit = keyof typeof TIME_UNITS;
type WrittenUnit = TimeUnit | SizeUnit | '%';

const UNIT_PATTERNS: Record<WrittenUnit, string> = {
  ms: '[mM][sS]',
  s: '[sS]',
  min: '[mM][iI][nN]',
  '%': '%',
  ...SIZE_PATTERNS,
};
const NUMBER = '\\d{1,15}(?:\\.\\d{1,15})?|\\.\\d{1,15}';
const ANY = /^ *(\d{1,15}(?:\.\d{1,15})?|\.\d{1,15}) *(ms|s|min|%) *$/i;

/** A kind of value with a unit: which units it may have, and whether it must be more than zero. */
export interface Quantity {
  readonly units: readonly WrittenUnit[];
  readonly positive: boolean;
  /** Matches exactly the valid texts; without flags, as JSON Schema has none. */
  readonly pattern: RegExp;
}

function quantity(units: readonly WrittenUnit[], positive: boolean): Quantity {
  const unit = units.map((name) => UNIT_PATTERNS[name]).join('|');
  const more = positive ? '(?=.*[1-9])' : '';
  return { units, positive, pattern: new RegExp(`^${more} *(?:${NUMBER}) *(?:${unit}) *$`) };
}

/** An absolute limit on a time. */
export const TIME = quantity(['ms', 's'], true);
/** A tolerance on the increase of a time. */
export const TOLERANCE = quantity(['ms', 's', '%'], false);
/** A delay that may be none. */
export const DELAY = quantity(['ms', 's'], false);
/** A span of time in the gate's own settings. */
export const DURATION = quantity(['ms', 's', 'min'], true);

const SIZE_UNITS = Object.keys(SIZE_PATTERNS) as SizeUnit[];
/** An absolute limit on a size. */
export const SIZE = quantity(SIZE_UNITS, true);
/** A tolerance on the increase of a size. */
export const SIZE_TOLERANCE = quantity([...SIZE_UNITS, '%'], false);

/** A share of a whole. */
export const PERCENTAGE = quantity(['%'], true);

/** `2.5 s` → 2500 ms, `5 %` → 5 %, `300 kB` → 300000 bytes. Undefined if the text has none of them. */
export function parseLimit(text: string): Limit | undefined {
  const bytes = parseBytes(text);
  if (bytes !== undefined) return { value: bytes, unit: 'bytes' };
  const match = ANY.exec(text);
  const digits = match?.[1];
  const unit = match?.[2]?.toLowerCase();
  if (digits === undefined || unit === undefined) return undefined;
  if (unit === '%') return { value: Number(digits), unit: '%' };
  const [power, factor] = TIME_UNITS[unit as TimeUnit];
  return { value: Number(`${digits}e${power}`) * factor, unit: 'ms' };
}

/** A duration in ms; undefined if the text is not one. */
export function parseDurationMs(text: string): number | undefined {
  const limit = parseLimit(text);
  return limit?.unit === 'ms' ? limit.value : undefined;
}

/** A limit as a user would write it: `2500 ms`, `5 %`, `300 kB`, `0.1`. At most nine decimals, never an exponent. */
export function formatLimit(limit: Limit): string {
  const numbers = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 9 });
  const format = (value: number): string => numbers.format(value);
  if (limit.unit === 'bytes') return formatBytes(limit.value, format);
  return limit.unit === 'score' ? format(limit.value) : `${format(limit.value)} ${limit.unit}`;
}

/** What is wrong with a value that `kind.pattern` refused. */
export function quantityComplaint(kind: Quantity, value: unknown): Diagnostic {
  const example = exampleOf(kind);
  if (value === undefined || value === null) return { what: 'A value is missing here.', todo: `Write ${example}.` };
  if (typeof value !== 'number' && typeof value !== 'string')
    return { what: `${quote(value)} is not ${nameOf(kind)}.`, todo: `Write ${example}.` };
  const text = String(value).trim();
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return bareNumberComplaint(kind, Number(text));
  if (text.startsWith('-')) return { what: `${quote(value)} is negative.`, todo: `Write ${example}.` };
  if (/^\d+,\d+/.test(text)) {
    const pointed = text.replace(',', '.');
    return {
      what: `${quote(value)} has a decimal comma.`,
      todo: `Write ${kind.pattern.test(pointed) ? pointed : example}.`,
    };
  }
  const known = parseLimit(text);
  if (known?.unit === '%' && !kind.units.includes('%'))
    return { what: `${quote(value)} is a percentage, but this limit is absolute.`, todo: `Write ${example}.` };
  if (known?.unit === 'bytes' && !isOfSize(kind))
    return { what: `${quote(value)} is a size, but this limit is on a time.`, todo: `Write ${example}.` };
  if (known?.unit === 'ms' && isOfSize(kind))
    return { what: `${quote(value)} is a time, but this limit is on a size.`, todo: `Write ${example}.` };
  if (known?.value === 0 && kind.positive)
    return { what: `The ${nounOf(kind)} must be greater than 0.`, todo: `Write ${example}.` };
  return {
    what: `${quote(value)} is not ${nameOf(kind)}.`,
    todo: `Write a number and one of ${unitsOf(kind)}: ${example}.`,
  };
}

/** A bare number below it is taken for seconds. */
const LEAST_LIKELY_MS = 50;

function bareNumberComplaint(kind: Quantity, value: number): Diagnostic {
  const number = formatLimit({ value: Math.abs(value), unit: 'score' });
  if (value < 0) return { what: `${value} is negative.`, todo: `Write ${exampleOf(kind)}.` };
  if (value === 0 && kind.positive)
    return {
      what: `The ${nounOf(kind)} must be greater than 0.`,
      todo: `Write ${exampleOf(kind)}.`,
    };
  if (isOfSize(kind))
    return { what: `${number} has no unit.`, todo: `Write ${alternatives(sizeReadings(kind, value, number))}.` };
  // Of spans of time some are too long for what they are for: the likely reading alone.
  const likely = value < LEAST_LIKELY_MS ? 's' : 'ms';
  const units = kind.units.includes('min') ? [likely] : kind.units;
  const readings = units.map((unit) => `${number} ${unit}`);
  return { what: `${number} has no unit.`, todo: `Write ${alternatives(readings)}.` };
}

function isOfSize({ units }: Quantity): boolean {
  return units.includes('B');
}

/** A bare number below it is taken for kB. */
const LEAST_LIKELY_BYTES = 10_000;

function sizeReadings(kind: Quantity, value: number, number: string): string[] {
  const size = `${number} ${value < LEAST_LIKELY_BYTES ? 'kB' : 'B'}`;
  return kind.units.includes('%') ? [size, `${number} %`] : [size];
}

function nounOf(kind: Quantity): string {
  return kind === TIME || kind === SIZE ? 'limit' : 'value';
}

function nameOf(kind: Quantity): string {
  if (isOfSize(kind)) return kind.units.includes('%') ? 'a size or a percentage' : 'a size';
  if (kind.units.length === 1) return 'a percentage';
  return kind.units.includes('%') ? 'a time or a percentage' : 'a time';
}

function unitsOf(kind: Quantity): string {
  return alternatives(kind.units);
}

function exampleOf(kind: Quantity): string {
  if (isOfSize(kind)) return kind.units.includes('%') ? 'for example 5 kB or 2 %' : 'for example 300 kB or 1.2 MB';
  if (kind.units.length === 1) return 'for example 1 %';
  if (kind.units.includes('%')) return 'for example 50 ms or 5 %';
  return kind.units.includes('min') ? 'for example 500 ms or 2 s' : 'for example 2500 ms or 2.5 s';
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
