import { selectorSchema, stepSyntax } from './syntax.ts';

export const click = stepSyntax(
  selectorSchema.describe('Clicks the element, with real input. CSS, text/…, aria/… or pierce/….'),
  (selector) => ({ action: 'click', selector }),
);
