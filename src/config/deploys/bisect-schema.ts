import { z } from 'zod';

import type { Config } from '../../model/config.ts';

/** How to find which commit made a budget break. */
export const bisectSchema = z
  .strictObject({
    'max-minutes': z.number().positive().max(600).describe('The extra time that looking for the commit may take.'),
  })
  .describe('When a budget breaks, look for the commit that did it. Absent: no such search.');

export function resolveBisect(input: z.infer<typeof bisectSchema> | undefined): Config['bisect'] {
  return input === undefined ? null : { maxMs: input['max-minutes'] * 60_000 };
}
