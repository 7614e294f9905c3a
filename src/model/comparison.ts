import { z } from 'zod';

import { breakdownSchema } from './breakdown.ts';

/** The change of one node from base to head with its 95 % interval, and those of its parts; they sum as a breakdown does. */
export interface Difference {
  readonly id: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly parts: readonly Difference[];
}

const differenceSchema: z.ZodType<Difference> = z.lazy(() =>
  z.strictObject({
    id: z.string().max(500),
    value: z.number(),
    low: z.number(),
    high: z.number(),
    parts: z.array(differenceSchema).max(1000),
  }),
);

const EFFECTS = ['worse', 'same', 'better', 'unclear'] as const;
export type Effect = (typeof EFFECTS)[number];

/** One metric of one route under one condition, base against head. Base, difference, relative and effect are null on a first run. */
export const comparisonSchema = z.strictObject({
  route: z.string().max(200),
  condition: z.string().max(200),
  metric: z.enum(['lcp', 'inp', 'cls']),
  unit: z.enum(['ms', 'score']),
  blocks: z.number().int().nonnegative(),
  base: breakdownSchema.nullable(),
  head: breakdownSchema,
  difference: differenceSchema.nullable(),
  /** Fractions (0.1 is +10 %); null where unbounded or undefined. */
  relative: z
    .strictObject({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })
    .nullable(),
  effect: z.enum(EFFECTS).nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
