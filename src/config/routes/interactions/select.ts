import { z } from 'zod';

import { selectorSchema, stepSyntax } from './syntax.ts';

const schema = z.strictObject({
  selector: selectorSchema.describe('The <select>.'),
  value: z.string().max(1000).describe('The value of the option, or its label.'),
});

export const select = stepSyntax(schema.describe('Chooses an option of a <select>, with the keyboard.'), (written) => ({
  action: 'select',
  ...written,
}));
