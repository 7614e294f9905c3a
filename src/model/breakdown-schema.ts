import { z } from 'zod';

import { jsonNumber, type Breakdown, type JsonNumber } from './breakdown.ts';

/** A value that may be without bound: Infinity here, a word in JSON, which has no Infinity. */
export const unboundedNumber = z.codec(
  z.union([z.number(), z.enum(['unbounded', '-unbounded'])]),
  z.union([z.number(), z.literal([Infinity, -Infinity])]),
  {
    decode: (json) => (typeof json === 'number' ? json : json === 'unbounded' ? Infinity : -Infinity),
    encode: jsonNumber,
  },
);

interface JsonBreakdown {
  readonly id: string;
  readonly value: JsonNumber;
  readonly parts: readonly JsonBreakdown[];
}

export const breakdownSchema: z.ZodType<Breakdown, JsonBreakdown> = z.lazy(() =>
  z.strictObject({ id: z.string().max(500), value: unboundedNumber, parts: z.array(breakdownSchema).max(1000) }),
);
