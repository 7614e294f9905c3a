import { z } from 'zod';

import { pathSchema } from '../path-schema.ts';
import { selectorSchema, stepSyntax } from './syntax.ts';

const schema = z.union([
  pathSchema,
  z.strictObject({ soft: selectorSchema.describe('The element to click; Chrome 151 or later is needed.') }),
]);

export const navigate = stepSyntax(
  schema.describe(
    'Goes to another page, which is measured from then on: a path of the deploy is loaded in the same tab; { soft: SELECTOR } clicks what leads there without loading a document (a soft navigation, with its own LCP, INP and CLS).',
  ),
  (written) =>
    typeof written === 'string'
      ? { action: 'navigate', kind: 'hard', path: written }
      : { action: 'navigate', kind: 'soft', selector: written.soft },
);
