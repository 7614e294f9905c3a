import { z } from 'zod';

import { SIDES } from './deploy.ts';

/** Why a route is measured although it may serve identical bytes. */
export const MEASURED_BECAUSE = [
  /** The configuration, the command line or the kind of run asks for it. */
  'asked',
  /** There is no base, or the budgets look at head alone. */
  'no-base',
  'absolute-budget',
  /** A warm-up visit failed, or could not see everything: `what` says what it met. */
  'warm-up-failed',
  'unseen',
  /** Base and head were served something different: `what` is `body`, `status`, `kind`, `protocol`, `header NAME`, `header size`, `cookie NAME`, `transfer size`, `only on base` or `only on head`. */
  'differs',
  /** One side is served something different from request to request. */
  'varies',
  /** A request that cannot be repeated was sent before LCP. */
  'not-repeatable',
  /** A response cannot be compared or asked for again. */
  'unreadable',
  /** The times of the responses are not clearly the same. */
  'slower',
] as const;
export type MeasuredBecause = (typeof MEASURED_BECAUSE)[number];

const url = z.string().max(2100);
const MOST_REQUESTS = 5000;

/** A side's response times, ms, one for each of `Replay.urls`; and from the first request to the last answer. */
const passSchema = z.strictObject({
  side: z.enum(SIDES),
  times: z.array(z.number().nonnegative()).max(MOST_REQUESTS),
  /** Of all requests that were made, up to six at a time: those that another route made before are left out. */
  wallMs: z.number().nonnegative(),
});

/** Response times of both sides, without Chrome and without an emulated network. */
const replaySchema = z.strictObject({
  /**
   * What is timed: the responses of the route that come from the deploy, without query. One that comes in pieces is listed
   * once for each piece, also for its head where that comes before them, and last for its end.
   */
  urls: z.array(url).max(MOST_REQUESTS),
  /** Positions in `urls` whose times must be the same: each with those that had to come before it; and all before LCP. */
  sums: z.array(z.array(z.number().int().nonnegative()).max(MOST_REQUESTS)).max(MOST_REQUESTS + 1),
  /** What an increase may be to be the same, ms. */
  toleranceMs: z.number().positive(),
  /** Four passes a block, two on each side, in random order. */
  blocks: z.array(z.array(passSchema).length(4)).max(20),
});
export type Replay = z.infer<typeof replaySchema>;

/** Whether base and head serve a route the same bytes in the same time. */
export const identitySchema = z.discriminatedUnion('kind', [
  /** Nothing is measured. `replay` is null where a server of the gate's own serves both: it takes the same time for the same bytes. */
  z.strictObject({
    kind: z.literal('identical'),
    /** Responses that were compared, per side. */
    responses: z.number().int().positive(),
    replay: replaySchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('measured'),
    because: z.enum(MEASURED_BECAUSE),
    /** The response, without its query; null where it is about no single one. */
    url: url.nullable(),
    side: z.enum(SIDES).nullable(),
    what: z.string().max(300).nullable(),
  }),
]);
export type Identity = z.infer<typeof identitySchema>;
