import { z } from 'zod';

import { breakdownSchema, unboundedNumber } from './breakdown-schema.ts';
import type { JsonNumber } from './breakdown.ts';
import type { Difference } from './difference.ts';
import { GRAPH_METRICS, METRICS } from './metric.ts';

export type { Difference } from './difference.ts';

interface JsonDifference {
  readonly id: string;
  readonly value: JsonNumber;
  readonly low: JsonNumber;
  readonly high: JsonNumber;
  readonly parts: readonly JsonDifference[];
}

const differenceSchema: z.ZodType<Difference, JsonDifference> = z.lazy(() =>
  z.strictObject({
    id: z.string().max(500),
    value: unboundedNumber,
    low: unboundedNumber,
    high: unboundedNumber,
    parts: z.array(differenceSchema).max(1000),
  }),
);

const EFFECTS = ['worse', 'same', 'better', 'unclear'] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * One metric of one route under one condition, base against head; or what a GraphQL operation, a subgraph or a route's
 * operations cost, whose name then stands for the route, and what it is for the condition. Base, difference, relative and
 * effect are null on a first run.
 */
export const comparisonSchema = z.strictObject({
  route: z.string().max(200),
  condition: z.string().max(200),
  metric: z.enum([...METRICS, ...GRAPH_METRICS]),
  unit: z.enum(['ms', 'score', 'bytes', 'cost']),
  blocks: z.number().int().nonnegative(),
  base: breakdownSchema.nullable(),
  head: breakdownSchema,
  difference: differenceSchema.nullable(),
  /** Fractions (0.1 is +10 %); null if unbounded or undefined. */
  relative: z
    .strictObject({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })
    .nullable(),
  effect: z.enum(EFFECTS).nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
