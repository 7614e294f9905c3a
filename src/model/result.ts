import { z } from 'zod';

import { comparisonSchema } from './comparison.ts';
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
});
export type Result = z.infer<typeof resultSchema>;
