import { selectorSchema, stepSyntax } from './syntax.ts';

export const hover = stepSyntax(
  selectorSchema.describe('Moves the mouse over the element. Not an interaction that INP counts.'),
  (selector) => ({ action: 'hover', selector }),
);
