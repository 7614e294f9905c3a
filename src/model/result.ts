import { z } from 'zod';

import { attributionSchema, manifestSchema } from './attribution.ts';
import { causeSchema } from './cause.ts';
import { clueSchema } from './clue.ts';
import { comparisonSchema } from './comparison.ts';
import { regressionPriceSchema } from './price.ts';
import { skippedSchema } from './skipped.ts';
import { budgetRowSchema, VERDICTS } from './verdict.ts';

const deploySchema = z.strictObject({ sha: z.string().max(200).nullable(), url: z.string().max(2000).nullable() });

/** The contents of result.json: fixed key order, no clock times. */
export const resultSchema = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(VERDICTS),
  base: deploySchema,
  head: deploySchema,
  comparisons: z.array(comparisonSchema),
  budgets: z.array(budgetRowSchema),
  /** What diagnostic visits found, the worst budget first, then the larger share; absent if nothing was looked for. */
  causes: z.array(causeSchema).optional(),
  /** What the counted visits say of each budget that the change broke is broken, in the order of the budgets; of each budget first why, then which commits. */
  clues: z.array(clueSchema).optional(),
  /** What the confirmed regressions of priced routes cost, in the order of the budgets; absent if the run has no prices. */
  prices: z.array(regressionPriceSchema).optional(),
  /** The learnt settle windows, ms, each with the reason for more than the minimum. */
  settles: z
    .array(
      z.strictObject({
        route: z.string().max(200),
        condition: z.string().max(200),
        settleMs: z.number(),
        because: z.string().max(5000).nullable(),
      }),
    )
    .optional(),
  /** What was not measured because base and head serve identical bytes; absent if that was not looked at. */
  skipped: skippedSchema.optional(),
  /** Which commits broke each budget; empty if it was not looked for. */
  attribution: z.array(attributionSchema).optional(),
  /** What changed from base to head; null if the history is not known. */
  manifest: manifestSchema.nullable().optional(),
});
export type Result = z.infer<typeof resultSchema>;
