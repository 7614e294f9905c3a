import { z } from 'zod';

import type { ScrollTarget } from '../../../model/interaction.ts';
import { oneOf } from '../../schema-parts.ts';
import { ONE_EACH, selectorSchema, stepSyntax } from './syntax.ts';

const schema = z.union([
  z.literal('bottom'),
  oneOf(
    'A scroll',
    ONE_EACH,
    {
      to: selectorSchema.describe('Until the element is in the middle of the viewport.'),
      by: z.int().min(-100_000).max(100_000).describe('Pixels; negative for up.'),
    },
    {},
  ),
]);

export const scroll = stepSyntax(
  schema.describe('Turns the mouse wheel: bottom, { to: SELECTOR } or { by: 600 }. Not counted by INP.'),
  (written) => ({ action: 'scroll', to: targetOf(written) }),
);

function targetOf(written: z.output<typeof schema>): ScrollTarget {
  if (written === 'bottom') return written;
  return written.to === undefined ? { byPx: written.by ?? 0 } : { selector: written.to };
}
