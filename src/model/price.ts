import { z } from 'zod';

import { daySchema } from './waiver.ts';

const KINDS = ['association', 'effect'] as const;

const name = z.string().max(200);
const sentence = z.string().max(2000);
const count = z.number().int().nonnegative();
const bounds = { low: z.number(), high: z.number() };

const isOrdered = ({ low, high }: { readonly low: number; readonly high: number }): boolean => low <= high;
const UNORDERED = 'low is greater than high';
const isWithin = ({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }) =>
  low <= value && value <= high;
const OUTSIDE = 'value is not between low and high';

/** An estimate with its 95 % interval. */
const interval = z.object({ value: z.number(), ...bounds }).refine(isWithin, OUTSIDE);
/** The same with its standard error; log-odds of a conversion per 100 ms. */
const coefficient = z.object({ value: z.number(), ...bounds, se: z.number().nonnegative() }).refine(isWithin, OUTSIDE);

/** A group of sessions that waited about as long, with the rate of conversions and its 95 % interval. */
const curveStep = z
  .object({ from: z.number(), to: z.number(), sessions: count, conversions: count, rate: z.number(), ...bounds })
  .refine(isOrdered, UNORDERED);

/** What can be quoted has something to quote. */
const hasFigures = ({ established, per100ms, range, window }: Figures): boolean =>
  !established || (per100ms !== null && range !== null && window !== null);
const NO_FIGURES = { path: ['established'], error: 'an established price has per100ms, range and window' };

interface Figures {
  readonly established: boolean;
  readonly per100ms: object | null;
  readonly range: object | null;
  readonly window: object | null;
}

const priceShape = z.object({
  /** Whether the figures may be quoted; if not, `reason` says why. */
  established: z.boolean(),
  /** An effect only where visitors were assigned at random. */
  kind: z.enum(KINDS),
  reason: sentence.nullable(),
  route: name,
  /** Null: all conditions together. */
  condition: name.nullable(),
  /** The path of a metric or of a part of it: `lcp`, `lcp.ttfb`. */
  metric: z.string().max(1000),
  sessions: count,
  users: count,
  /** Log-odds of a conversion per 100 ms; null if the data cannot give them. */
  coefficient: coefficient.nullable(),
  /** Relative change of conversions per 100 ms more, 95 %: −0.01 is 1 % fewer. */
  per100ms: z
    .object({ low: z.number().gt(-1), high: z.number().gt(-1) })
    .refine(isOrdered, UNORDERED)
    .nullable(),
  /** Change of revenue per 100 ms more, 95 %. */
  money: z
    .object({ ...bounds, currency: z.string().regex(/^[A-Z]{3}$/), per: z.literal('week') })
    .refine(isOrdered, UNORDERED)
    .nullable(),
  /** How long sessions waited, ms: 1st to 99th percentile. Null if there are none. */
  range: z
    .object({ from: z.number(), to: z.number() })
    .refine(({ from, to }) => from <= to, 'from is greater than to')
    .nullable(),
  controls: z.array(name).max(100),
  /** A coefficient per 100 ms that must be null; null if none could be fitted. */
  negativeControl: interval.nullable(),
  /** What the figures do not account for; one sentence each. */
  uncontrolled: z.array(sentence).max(100),
  /** The page views that were looked at, ISO instants; null if there are none. */
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  conversions: count,
  /** The coefficient without covariates. */
  naive: coefficient.nullable(),
  negativeControlKind: z.enum(['before-landing', 'after-conversion']).nullable(),
  /** Sessions that landed on the route, and those of them that could be analysed. */
  coverage: z.object({ landings: count, analysed: count }),
  /** Conversions by milliseconds waited, in groups of about equally many sessions. */
  curve: z.array(curveStep).max(100),
  /** The coefficient without the slowest 1 % of sessions. */
  withoutSlowest: coefficient.nullable(),
  /** Field milliseconds per lab millisecond, 95 %; null if no lab was compared, or a bound is missing. */
  labToField: z
    .object({ value: z.number().positive(), low: z.number().nonnegative(), high: z.number() })
    .refine(isWithin, OUTSIDE)
    .nullable(),
  /** Landing views by the state of their data. */
  states: z.object({ fresh: count, stale: count, failed: count }),
  /** The queries behind the figures. */
  sql: z.array(z.string().max(100_000)).max(20),
  writtenAt: z.iso.datetime(),
});

/**
 * What slower pages of a route cost, as `vitals-gate field price` prints and writes it. A reader drops keys that it does
 * not know.
 */
export const priceSchema = priceShape.refine(hasFigures, NO_FIGURES);
export type Price = z.infer<typeof priceSchema>;

/** Of a price what a run needs, and its file as the configuration names it. */
const usedShape = priceShape
  .pick({ established: true, kind: true, reason: true, route: true, condition: true, metric: true })
  .extend(priceShape.pick({ per100ms: true, range: true, window: true, labToField: true }).shape);

/** A price file as far as a run reads it. */
export const usedPriceSchema = usedShape.refine(hasFigures, NO_FIGURES);

/** The prices of a run, and the day by which their age is told: recorded, so that a replay tells the same. */
export const pricesSchema = z.strictObject({
  today: daySchema,
  read: z
    .array(z.strictObject({ file: z.string().max(4000), ...usedShape.shape }).refine(hasFigures, NO_FIGURES))
    .max(100),
});
export type Prices = z.infer<typeof pricesSchema>;
export type UsedPrice = Prices['read'][number];

/** A price file as a configuration names it. */
export interface PriceFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** The place in the configuration. */
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
}

/** Why the price of a regression is not shown. */
export const NOT_SHOWN = [
  'not-established', // the file says why
  'stale', // its page views are too old
  'no-lab-to-field', // the lab's milliseconds cannot be told in those of visitors
  'out-of-range', // few visitors wait as long
  'price-reaches-zero',
  'change-reaches-zero',
  'ratio-reaches-zero',
] as const;
export type NotShown = (typeof NOT_SHOWN)[number];

/** What a confirmed regression of a priced route costs. */
export const regressionPriceSchema = z.strictObject({
  route: name,
  condition: name,
  path: z.string().max(1000),
  /** The price file, as the configuration names it. */
  file: z.string().max(4000),
  kind: z.enum(KINDS),
  /** Relative change of conversions, 95 %: −0.006 is 0.6 % fewer. Null if it is not shown. */
  conversions: z.strictObject(bounds).nullable(),
  /** Null if it is shown. */
  reason: z.enum(NOT_SHOWN).nullable(),
  window: priceShape.shape.window,
  labToField: priceShape.shape.labToField,
});
export type RegressionPrice = z.infer<typeof regressionPriceSchema>;
