// A namespace, so that a bundler leaves out what is not used: `{ z }` brings every language of the messages along.
import * as z from 'zod';

import { HIGHEST_CLS, LONGEST_MS, MOST_FLAGS, MOST_PARTS } from './beacon-limits.ts';
import type { Breakdown } from './breakdown.ts';

/**
 * What a visitor's browser says of one page view: the contract of the beacon, the collector, the files and the tables. One
 * record is one line of NDJSON. `start` is sent once the page has loaded, `final` whenever it is hidden; the last `final`
 * of a view counts, and a view without one is what coverage counts.
 *
 * Everything in it comes from outside: all text is bounded, all numbers are finite and plausible, nothing else is allowed.
 */

/** No control characters, and none that reorder the text around them. */
const PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ud800-\udfff]+$/u;
const text = (most: number) => z.string().min(1).max(most).regex(PRINTABLE, 'must contain only printable characters');

/** How far parts may lie from their whole because each was rounded: half of this for each number. */
export const ROUNDING = { lcp: 1, inp: 1, cls: 0.001 } as const;

type BeaconMetric = keyof typeof ROUNDING;
export const BEACON_METRICS = ['lcp', 'inp', 'cls'] as const satisfies readonly BeaconMetric[];

function nodeSchema(depth: number, most: number, rounding: number): z.ZodType<Breakdown> {
  const below = depth === 0 ? z.never() : nodeSchema(depth - 1, most, rounding);
  return summed(z.strictObject({ id: text(200), value: z.number().min(0).max(most), parts: partsOf(below) }), rounding);
}

const partsOf = (part: z.ZodType<Breakdown>) => z.array(part).max(MOST_PARTS);

function summed(schema: z.ZodType<Breakdown>, rounding: number): z.ZodType<Breakdown> {
  return schema.superRefine(({ value, parts }, context) => {
    if (parts.length === 0) return;
    const sum = parts.reduce((total, part) => total + part.value, 0);
    if (Math.abs(sum - value) > (rounding / 2) * (parts.length + 1))
      context.addIssue({ code: 'custom', message: `the parts sum to ${sum}, not to ${value}`, path: ['parts'] });
    if (new Set(parts.map(({ id }) => id)).size < parts.length)
      context.addIssue({ code: 'custom', message: 'two parts have the same id', path: ['parts'] });
  });
}

/** `lcp.ttfb.request.db`: no metric is deeper. */
const DEPTH = 3;

function metricSchema(id: BeaconMetric, most: number) {
  const rounding = ROUNDING[id];
  const parts = partsOf(nodeSchema(DEPTH - 1, most, rounding));
  const root = z.strictObject({ id: z.literal(id), value: z.number().min(0).max(most), parts });
  return summed(root, rounding)
    .nullable()
    .optional()
    .describe(`The breakdown of ${id.toUpperCase()}; null if the view had none.`);
}

export const DATA_STATES = ['fresh', 'stale', 'failed'] as const;
export const NAVIGATIONS = [
  'navigate',
  'reload',
  'back-forward',
  'back-forward-cache',
  'prerender',
  'restore',
  'soft-navigation',
] as const;

/** Counted first: to hold thousands of names against the pattern takes longer than all the rest of a record. */
const variantSchema = z.preprocess(
  (value, context) => {
    if (typeof value === 'object' && value !== null && Object.keys(value).length > MOST_FLAGS)
      context.addIssue({ code: 'too_big', origin: 'object', maximum: MOST_FLAGS, inclusive: true, input: value });
    return value;
  },
  z.record(text(100), text(100)).meta({ maxProperties: MOST_FLAGS }),
);

const HEAD = {
  v: z.literal(1),
  view: text(100).describe('One page view: unique, not guessable, and not kept.'),
  session: text(100).describe('What a visitor does in one sitting, in one tab.'),
  t: z.iso.datetime({ offset: true }).describe("When the view began, by the visitor's clock."),
  sha: text(100).describe('The commit that was served.'),
  route: text(100).describe('The route by its name in vitals-gate.yml.'),
  path: text(2000).optional().describe('The path of the page, without its query.'),
  device: text(100).optional().describe('The condition by its name in vitals-gate.yml: mobile or desktop.'),
  connection: text(20).optional().describe('The effective connection type: 4g.'),
  country: z
    .string()
    .regex(/^[A-Z0-9]{2}$/, 'must be a code of two letters')
    .optional()
    .describe('A code of two letters. The collector knows it from a header of its proxy; a beacon does not send it.'),
  pageType: text(100).optional(),
  variant: variantSchema.optional().describe('Feature flags and experiments by their names.'),
  state: z.enum(DATA_STATES).optional().describe('Whether the page showed fresh data, stale data or an error.'),
  navigation: z.enum(NAVIGATIONS).optional(),
};

const startSchema = z.strictObject({ ...HEAD, type: z.literal('start') });

export const finalSchema = z.strictObject({
  ...HEAD,
  type: z.literal('final'),
  lcp: metricSchema('lcp', LONGEST_MS),
  inp: metricSchema('inp', LONGEST_MS),
  cls: metricSchema('cls', HIGHEST_CLS),
  serverTiming: z
    .array(z.strictObject({ name: text(200), dur: z.number().min(0).max(LONGEST_MS) }))
    .max(MOST_PARTS)
    .optional()
    .describe('The Server-Timing entries of the document that the site allows.'),
});

export const beaconSchema = z.discriminatedUnion('type', [startSchema, finalSchema]);

export type FinalBeacon = z.infer<typeof finalSchema>;
export type Beacon = z.infer<typeof beaconSchema>;
