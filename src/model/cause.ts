import { z } from 'zod';

import { comparisonSchema } from './comparison.ts';
import { picturesSchema, type CodePlace } from './diagnosis.ts';
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

const ROLES = [
  'component', // the innermost that is in the repository
  'ancestor', // a component around that one
  'creator',
  'initiator',
  'function',
  'hottest', // where in a function the time went
  'caller',
  'forces',
  'moves',
  'operation',
  'server',
  'source', // of a script, of which it has more
  'removed', // what base had there
] as const;

/** Where to look, as the diagnostic visits and the check of GraphQL costs say it. */
export type FoundPlace =
  /** In what head serves; its URL is as it was sent, so that the script and its source map can be found by it. */
  | { readonly kind: 'served'; readonly role: ServedRole; readonly place: CodePlace }
  /** In what base serves: it is a place if head took it away. */
  | { readonly kind: 'gone'; readonly role: 'removed'; readonly place: CodePlace }
  /** In the sources of a script of head; `earlier`: its URL on base, null for a new one. */
  | { readonly kind: 'script'; readonly role: 'source'; readonly url: string; readonly earlier: string | null }
  /** In the repository, from its root, as the check of GraphQL costs says it. */
  | { readonly kind: 'source'; readonly role: 'operation'; readonly file: string; readonly line: number };
export type PlaceRole = (typeof ROLES)[number];

/** Whether a place is around the one that it is about: what else stands there is not the reason. */
export function isOuter(role: PlaceRole): boolean {
  return role === 'caller' || role === 'ancestor';
}

type ServedRole = Exclude<PlaceRole, 'operation' | 'server' | 'source' | 'removed'>;

const url = z.string().max(4000);

const placeShape = {
  /** From the root of the repository, with `/`; null where it is not known. */
  file: z.string().max(4000).nullable(),
  /** In the file, or in what was served where there is no file; both from 1. */
  line: z.number().int().positive(),
  column: z.number().int().positive().nullable(),
  /** Of what was served, without its query; null for what is known from the repository alone. */
  url: url.nullable(),
  /** Whether head changed that line; null where that cannot be told. */
  inChange: z.boolean().nullable(),
  /** The commit that changed it; null where it is not known, or not changed. */
  commit: z.string().max(200).nullable(),
  /** What the place is to the cause. */
  role: z.enum(ROLES),
};

/** A place of a cause, looked up in the repository and in what head changed. */
const knownPlaceSchema = z.strictObject({
  ...placeShape,
  /** What was served there, on one line; empty where there is a file. */
  excerpt: z.string().max(500),
});
export type KnownPlace = z.infer<typeof knownPlaceSchema>;

const aboutShape = {
  route: z.string().max(200),
  condition: z.string().max(200),
  /** Of the broken budget. */
  path: z.string().max(1000),
};

const knownCauseSchema = z.strictObject({
  id: z.enum(CAUSE_IDS),
  ...aboutShape,
  metric: comparisonSchema.shape.metric,
  unit: comparisonSchema.shape.unit,
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
  places: z.array(knownPlaceSchema).max(20),
  /** What it is about: a path below the deploy or another URL, without its query; an element; a function, layer or field. */
  subject: z.strictObject({
    url: z.string().max(2000).nullable(),
    selector: z.string().max(500).nullable(),
    name: costText.nullable(),
  }),
  /** Of the largest shift that it is about, in the folder of the diagnosis; absent where there are none. */
  pictures: picturesSchema.optional(),
});
/** A cause whose places are looked up. */
export type KnownCause = z.infer<typeof knownCauseSchema>;

/** A cause as the diagnostic visits have it. */
export interface FoundCause extends Omit<KnownCause, 'places'> {
  /** Where to look, the most telling first. */
  readonly places: readonly FoundPlace[];
}

/** Why one budget is broken. */
export interface CauseSearch {
  readonly route: string;
  readonly condition: string;
  readonly path: string;
  /** Whether the diagnostic visits show the change again; if not, nothing in them is its reason. */
  readonly reproduced: boolean;
  readonly causes: readonly FoundCause[];
}

/** Why one budget is broken, as it is recorded. */
export const knownSearchSchema = z.strictObject({
  ...aboutShape,
  reproduced: z.boolean(),
  causes: z.array(knownCauseSchema).max(30),
});
export type KnownSearch = z.infer<typeof knownSearchSchema>;

/** A cause in result.json. */
export const causeSchema = z.strictObject({
  id: z.enum(CAUSE_IDS),
  ...aboutShape,
  /** How much of the change of the budget's node it accounts for, from 0 to 1; null where the change is without bound. */
  share: z.number().nullable(),
  /** Whether it accounts for enough of it to be called its reason; otherwise it also changed. */
  because: z.boolean(),
  /** One sentence, as the comment and the terminal have it. */
  text: z.string().max(5000),
  facts: z.array(factSchema).max(20),
  /** Where to look: what head changed first. */
  places: z.array(z.strictObject(placeShape)).max(20),
  /** What the page looked like before and after the largest shift that it is about: names in `diagnostics/`. Absent where there are none. */
  pictures: picturesSchema.optional(),
  /** The page that says how to fix it, in the repository of vitals-gate. */
  doc: z.string().max(200),
});
export type Cause = z.infer<typeof causeSchema>;
