import { z } from 'zod';

import { oneOf } from '../../schema-parts.ts';
import { secretNameSchema, textOf } from '../text-schema.ts';
import { selectorSchema, stepSyntax } from './syntax.ts';

const typedTextSchema = z.string().max(10_000);

const schema = z.union([
  typedTextSchema,
  oneOf(
    'A text to type',
    'Remove one.',
    {
      text: typedTextSchema.describe('What is typed.'),
      secret: secretNameSchema.describe('The environment variable that holds what is typed.'),
    },
    { selector: selectorSchema.describe('The element that has the focus first; where it has already, leave it out.') },
  ),
]);

export const type = stepSyntax(
  schema.describe('Types text: into the element, or into whatever has the focus where none is named.'),
  (written) =>
    typeof written === 'string'
      ? { action: 'type', selector: null, text: written }
      : { action: 'type', selector: written.selector ?? null, text: textOf(written.text, written.secret) },
);
