import { selectorSchema, stepSyntax } from './syntax.ts';

export const tap = stepSyntax(
  selectorSchema.describe('Taps the element with a finger; a click where the condition has no touch screen.'),
  (selector) => ({ action: 'tap', selector }),
);
