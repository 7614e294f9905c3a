import { z } from 'zod';

import type { Interaction } from '../../../model/interaction.ts';
import type { Recordings } from '../recordings.ts';

/** How a kind of step is written in the configuration: as the value of its key. */
interface StepSyntax<Schema extends z.ZodType, Step extends Interaction> {
  /** Its description is what an editor shows. */
  readonly schema: Schema;
  readonly resolve: (written: z.output<Schema>, recordings: Recordings) => Step;
}

/** A syntax whose types are those of its parts. */
export function stepSyntax<Schema extends z.ZodType, Step extends Interaction>(
  schema: Schema,
  resolve: (written: z.output<Schema>, recordings: Recordings) => Step,
): StepSyntax<Schema, Step> {
  return { schema, resolve };
}

export const selectorSchema = z.string().min(1).max(1000);

/** What to do about an entry that holds several things to do. */
export const ONE_EACH = 'Make an entry of its own for each.';
