import { z } from 'zod';

import { comparisonSchema } from './comparison.ts';
import { codePlaceSchema } from './diagnosis.ts';
import { costText } from './graphql.ts';

/** What can be found, the most specific first: of two that explain the same milliseconds the first one counts. */
export const CAUSE_IDS = [
  'graphql-cost-grown',
  'client-side-rendering',
  'hero-lazy-loaded',
  'hero-low-priority',
  'hero-behind-redirect',
  'redirect-added',
  'connection-added',
  'cache-lost',
  'compression-lost',
  'bundle-grown',
  'hero-larger',
  'hero-slower-host',
  'font-blocks-text',
  'render-blocking-style',
  'render-blocking-script',
  'server-layer-slower',
  'server-slower',
  'forced-reflow',
  'large-style-recalculation',
  'third-party-script',
  'long-task-before-input',
  'slow-handler',
  'slow-frame-callback',
  'unsized-image',
  'font-swap-shift',
  'late-style',
  'late-insert',
  'hero-discovered-late',
] as const;
export type CauseId = (typeof CAUSE_IDS)[number];

const FACT_KINDS = [
  'new', // whether it is there
  'later', // when it was there, ms
  'longer', // how long it took, ms
  'larger', // bytes, elements, or the score of a shift
  'elements', // how many elements it was about
  'initiator', // what made the browser ask
  'created-by', // who made the element: the parser or a script
  'asked-by', // where it was asked for
  'priority', // Chrome's word
  'blocking', // whether a paint waits for it
  'preload', // whether it is preloaded
  'attribute', // `name=value`
  'cache-header', // `name: value`
  'compression', // the content encoding
  'requests', // how often it was sent
  'redirects', // how many
  'connection', // what a new connection cost, ms
  'host', // who answers
  'layer', // a layer of the server, ms
  'unsized', // whether the image has no size before it is loaded
  'inserted', // whether it comes in above what is shown
  'cost', // of GraphQL
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

const factSchema = z.strictObject({
  kind: z.enum(FACT_KINDS),
  base: z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
  head: z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
});
export type Fact = z.infer<typeof factSchema>;

const foundPlaceSchema = z.discriminatedUnion('kind', [
  /** In what head serves; its URL is as it was sent, so that the script and its source map can be found by it. */
  z.strictObject({
    kind: z.literal('served'),
    role: z.enum(['creator', 'initiator', 'function', 'caller', 'forces', 'moves']),
    place: codePlaceSchema,
  }),
  /** In the repository: `file:line`, as the check of GraphQL costs says it. */
  z.strictObject({ kind: z.literal('source'), role: z.literal('operation'), where: costText }),
]);
export type FoundPlace = z.infer<typeof foundPlaceSchema>;

const foundCauseSchema = z.strictObject({
  id: z.enum(CAUSE_IDS),
  route: z.string().max(200),
  condition: z.string().max(200),
  metric: comparisonSchema.shape.metric,
  unit: comparisonSchema.shape.unit,
  /** Of the broken budget. */
  path: z.string().max(1000),
  /** The ids from the metric down to the phase that most of it lies in. */
  part: z.array(z.string().max(500)).min(1),
  /** By how much the budget's node and that phase got worse, as measured; null: without bound. */
  change: z.number().nullable(),
  partChange: z.number().nullable(),
  /** How much of it this accounts for, as far as diagnostic visits can say: no measurement. */
  amount: z.number().nullable(),
  /** `amount` of `change`, from 0 to 1; null where the change is without bound. */
  share: z.number().min(0).max(1).nullable(),
  /** Whether it accounts for enough of the change to be called its reason; otherwise it also changed. */
  because: z.boolean(),
  facts: z.array(factSchema).max(20),
  /** Where to look, the most telling first. */
  places: z.array(foundPlaceSchema).max(20),
  /** What it is about: a path below the deploy or another URL, without its query; an element; a function, layer or field. */
  subject: z.strictObject({
    url: z.string().max(2000).nullable(),
    selector: z.string().max(500).nullable(),
    name: costText.nullable(),
  }),
});
export type FoundCause = z.infer<typeof foundCauseSchema>;

/** Why one budget is broken. */
export const causeSearchSchema = z.strictObject({
  route: z.string().max(200),
  condition: z.string().max(200),
  path: z.string().max(1000),
  /** Whether the diagnostic visits show the change again; if not, nothing in them is its reason. */
  reproduced: z.boolean(),
  causes: z.array(foundCauseSchema).max(30),
});
export type CauseSearch = z.infer<typeof causeSearchSchema>;
