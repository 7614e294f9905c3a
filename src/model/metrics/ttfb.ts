import type { Part } from './definition.ts';
import { TTFB_PARTS } from './time-parts.ts';

const BELOW: Readonly<Partial<Record<(typeof TTFB_PARTS)[number], Omit<Part, 'id'>>>> = {
  dns: { name: 'DNS' },
  request: { parts: { open: 'a Server-Timing layer', ids: 'names' } },
};

/** Time to first byte: the phase that every metric of a page's load begins with. */
export const ttfb = {
  id: 'ttfb',
  name: 'TTFB',
  parts: { known: TTFB_PARTS.map((id) => ({ id, ...BELOW[id] })) },
} as const satisfies Part;
