import { z } from 'zod';

const name = z.string().max(200);
const sentence = z.string().max(2000);
const count = z.number().int().nonnegative();
const bounds = { low: z.number(), high: z.number() };

const isOrdered = ({ low, high }: { readonly low: number; readonly high: number }): boolean => low <= high;
const UNORDERED = 'low is greater than high';

/** An estimate with its 95 % interval. */
const interval = z.object({ value: z.number(), ...bounds }).refine(isOrdered, UNORDERED);
/** The same with its standard error; log-odds of a conversion per 100 ms. */
const coefficient = z
  .object({ value: z.number(), ...bounds, se: z.number().nonnegative() })
  .refine(isOrdered, UNORDERED);

/** A group of sessions that waited about as long, with the rate of conversions and its 95 % interval. */
const curveStep = z
  .object({ from: z.number(), to: z.number(), sessions: count, conversions: count, rate: z.number(), ...bounds })
  .refine(isOrdered, UNORDERED);

/**
 * What slower pages of a route cost, as `vitals-gate field price` prints and writes it. A reader drops keys that it does
 * not know.
 */
export const priceSchema = z.object({
  /** Whether the figures may be quoted; if not, `reason` says why. */
  established: z.boolean(),
  /** An effect only where visitors were assigned at random. */
  kind: z.enum(['association', 'effect']),
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
    .refine(isOrdered, UNORDERED)
    .nullable(),
  /** Landing views by the state of their data. */
  states: z.object({ fresh: count, stale: count, failed: count }),
  /** The queries behind the figures. */
  sql: z.array(z.string().max(100_000)).max(20),
  writtenAt: z.iso.datetime(),
});
export type Price = z.infer<typeof priceSchema>;
