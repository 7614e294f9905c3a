import { z } from 'zod';

import { unboundedNumber } from './breakdown-schema.ts';
import { comparisonSchema } from './comparison.ts';
import { costText } from './graphql.ts';

const selector = z.string().max(500);
const url = z.string().max(2000);
const ms = z.number();

/** What every clue says. */
const aboutShape = {
  route: z.string().max(200),
  condition: z.string().max(200),
  metric: comparisonSchema.shape.metric,
  unit: comparisonSchema.shape.unit,
  /** Of the broken budget. */
  path: z.string().max(1000),
  /** The node that it is about: ids from the metric down. */
  part: z.array(z.string().max(500)).min(1),
  /**
   * The fraction of the change of the budget's node that it accounts for: above 1 if other parts went the other way.
   * Null if it is not known.
   */
  share: z.number().nullable(),
  /** Where to look: the path of a URL with line and column as far as known, a selector, or `file:line`. */
  place: costText.nullable(),
  /** The commit of head; null if head has no SHA. */
  sha: z.string().max(200).nullable(),
};

const changeSchema = z.strictObject({ value: unboundedNumber, low: unboundedNumber, high: unboundedNumber });

/** A node that holds most of the change; `before` is its value on base, `after` on head, in the metric's unit. */
const movedShape = { ...aboutShape, before: unboundedNumber, after: unboundedNumber, change: changeSchema };

/** Who asked for a resource; its URL is below the deploy, content hashes replaced by `*`. */
const requesterSchema = z.strictObject({
  initiator: z.enum(['parser', 'preload', 'script', 'stylesheet', 'other']),
  url: url.nullable(),
  /** Of a script; from 1. */
  line: z.number().int().nullable(),
});

/**
 * Why a budget is broken: a part of the metric, or a difference between the sides, that accounts for the change. One that
 * is added here without its words does not compile (`report/words/why.ts`). Nothing in it is a sentence.
 */
export const clueSchema = z.discriminatedUnion('kind', [
  /** The deepest part that holds most of the change. */
  z.strictObject({ kind: z.literal('part'), ...movedShape }),
  /** The element that moves most; `place` is its selector. */
  z.strictObject({ kind: z.literal('shifted-element'), ...movedShape }),
  /** Without a base there is no change: the largest part of what head takes. */
  z.strictObject({ kind: z.literal('largest-part'), ...aboutShape, after: unboundedNumber }),
  /** The LCP element, where both sides have the same; `before` and `after` are what it loads, as a requester's URL. */
  z.strictObject({
    kind: z.literal('lcp-element'),
    ...aboutShape,
    element: selector.nullable(),
    before: url.nullable(),
    after: url.nullable(),
  }),
  /** Each side has an LCP element of its own: the phases are not compared. */
  z.strictObject({ kind: z.literal('lcp-element-changed'), ...aboutShape, before: selector, after: selector }),
  /** The LCP resource has another requester than on base. `place` is the requester on head. */
  z.strictObject({
    kind: z.literal('lcp-request-changed'),
    ...aboutShape,
    before: requesterSchema,
    after: requesterSchema,
  }),
  /** The longest script in the slow interaction, ms; `before` is null if base's longest is another one. */
  z.strictObject({
    kind: z.literal('script'),
    ...aboutShape,
    invoker: z.string().max(500),
    functionName: z.string().max(500),
    /** As a requester's URL; empty if Chrome does not name it. */
    source: url,
    before: ms.nullable(),
    after: ms,
  }),
  /** What made a GraphQL operation's cost change. */
  z.strictObject({
    kind: z.literal('graphql-cost'),
    ...aboutShape,
    by: z.enum(['document', 'schema', 'settings', 'interaction']),
    /** What it adds; null if the cost is without bound. */
    amount: z.number().nullable(),
    /** The response path that an operation's text asks for; null for other changes. */
    responsePath: costText.nullable(),
    /** `Type.field` or `Type`. */
    coordinate: costText.nullable(),
    subgraph: costText.nullable(),
    owner: costText.nullable(),
    commit: z.strictObject({ sha: z.string().max(200), subject: costText }).nullable(),
    note: costText.nullable(),
    /** How many such clues the change has; only the largest are listed. */
    among: z.number().int().positive(),
  }),
  /** A commit that did it. */
  z.strictObject({
    kind: z.literal('commit'),
    ...aboutShape,
    commit: z.strictObject({ sha: z.string().max(200), subject: z.string().max(500) }),
    change: changeSchema.nullable(),
  }),
  /** A range of commits that contains the cause; `commits` lists them. */
  z.strictObject({
    kind: z.literal('commit-range'),
    ...aboutShape,
    commits: z.string().max(500),
    change: changeSchema,
  }),
]);
export type Clue = z.infer<typeof clueSchema>;
export type ClueKind = Clue['kind'];
export type ClueOf<Kind extends ClueKind> = Extract<Clue, { kind: Kind }>;
/** The one of them that asked for a resource. */
export type Requester = z.infer<typeof requesterSchema>;
/** What clues of one budget have in common. */
export type ClueAbout = Pick<Clue, 'route' | 'condition' | 'metric' | 'unit' | 'path' | 'sha'>;
