import { z } from 'zod';

import type { InteractionsByKind } from '../../../model/interaction.ts';
import { quote, type Diagnostic } from '../../../source/diagnostic.ts';
import { quantitySchema } from '../../budgets/limit-schema.ts';
import { checked, oneOf } from '../../schema-parts.ts';
import { parseDurationMs, TIME } from '../../units/time-and-percent.ts';
import { ONE_EACH, selectorSchema, stepSyntax } from './syntax.ts';

/** Longest fixed wait, ms. */
const MAX_WAIT_MS = 30_000;

const schema = z.union([
  selectorSchema,
  oneOf(
    'A wait-for',
    ONE_EACH,
    {
      selector: selectorSchema.describe('Until the element is there.'),
      request: z
        .string()
        .min(1)
        .max(2000)
        .describe('Until such a request is answered: a glob of its path (/api/*), or of its whole URL.'),
      time: checked(quantitySchema(TIME, 'A fixed time.'), waitComplaint).describe('For this long, at most 30 s.'),
    },
    {},
  ),
]);

export const waitFor = stepSyntax(schema.describe('Waits for an element (a selector), a request, or a time.'), resolve);

function resolve(written: z.output<typeof schema>): InteractionsByKind['wait-for'] {
  if (typeof written === 'string') return { action: 'wait-for', selector: written };
  if (written.selector !== undefined) return { action: 'wait-for', selector: written.selector };
  if (written.request !== undefined) return { action: 'wait-for', request: written.request };
  return { action: 'wait-for', timeMs: parseDurationMs(written.time ?? '') ?? 0 };
}

function waitComplaint(text: string): Diagnostic | null {
  const ms = parseDurationMs(text);
  if (ms === undefined || ms <= MAX_WAIT_MS) return null;
  return { what: `${quote(text)} is longer than 30 s.`, todo: 'Wait for an element or a request instead.' };
}
