import { z } from 'zod';

import type { Config } from '../model/config.ts';

const DEFAULT_MINUTES = 2;

/** How to find why a budget broke. */
export const explainSchema = z
  .strictObject({
    'max-minutes': z
      .number()
      .positive()
      .max(60)
      .default(DEFAULT_MINUTES)
      .describe('The extra time that looking for causes may take.'),
  })
  .describe('When a budget breaks, a few diagnostic visits look for the cause. Their numbers do not count.');

/** A folder. Whether it is there is looked at when a budget broke: a build may make it meanwhile. */
export const sourceMapsSchema = z
  .string()
  .min(1)
  .max(4000)
  .describe('A folder with source maps that were built but not deployed, relative to this file.');

export function resolveExplain(input: z.infer<typeof explainSchema> | undefined): Config['explain'] {
  return { maxMs: (input?.['max-minutes'] ?? DEFAULT_MINUTES) * 60_000 };
}
