import { z } from 'zod';

import { breakdownSchema } from './breakdown-schema.ts';
import { SIDES } from './deploy.ts';
import { definitionOf, METRICS, type Metric } from './metric.ts';
import type { CoreMetric, UnmeasuredReason } from './metrics/index.ts';

/** What a visit says about one metric: its breakdown, or why it is missing. "No data" is never a number. */
const readingSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('measured'), breakdown: breakdownSchema }),
  z.strictObject({ status: z.literal('unmeasured'), reason: z.string().max(500) }),
]);
export type Reading = z.infer<typeof readingSchema>;

/** What a visit of this version says of a metric: without a value, one of the reasons that its definition knows. */
export type ReadingOf<Each extends Metric> =
  | Extract<Reading, { status: 'measured' }>
  | { readonly status: 'unmeasured'; readonly reason: UnmeasuredReason<Each> }
  | NotSettled;

/** The visit's limit came while something could still change the metric. */
export interface NotSettled {
  readonly status: 'unmeasured';
  readonly reason: 'not-settled';
}

type Readings = Record<CoreMetric, typeof readingSchema> &
  Record<Exclude<Metric, CoreMetric>, z.ZodOptional<typeof readingSchema>>;
/** Of a metric that came later than others a record may have none. */
const readingsSchema = z.strictObject(
  Object.fromEntries(
    METRICS.map((metric) => [metric, definitionOf(metric).isCore ? readingSchema : readingSchema.optional()]),
  ) as Readings,
);

const NOT_RECORDED: Reading = { status: 'unmeasured', reason: 'not-recorded' };

/** What a visit says of a metric; that it is not recorded where the visit was made before the metric was there. */
export function readingOf(readings: z.infer<typeof readingsSchema>, metric: Metric): Reading {
  return readings[metric] ?? NOT_RECORDED;
}

/** A visit lists the hosts that sent it most, at most so many. */
export const MOST_HOSTS = 20;

/** What the page and the network said beside the numbers; quoted in reports, never compared. */
const evidenceSchema = z.strictObject({
  lcpElement: z.string().max(500).nullable(),
  lcpUrl: z.string().max(2000).nullable(),
  /** Who requested the LCP resource first; null if LCP is text or the initiator is unknown. */
  lcpRequest: z
    .strictObject({
      initiator: z.enum(['parser', 'preload', 'script', 'stylesheet', 'other']),
      /** The document, script or style sheet that asked, without its query, and the line in it (from 1). */
      url: z.string().max(2000).nullable(),
      line: z.number().int().nullable(),
      /** Chrome's words: `VeryLow` … `VeryHigh`. */
      priority: z.string().max(20),
    })
    .nullable(),
  inpTarget: z.string().max(500).nullable(),
  inpType: z.enum(['pointer', 'keyboard']).nullable(),
  /** Index into the route's interactions of the one INP reports. */
  inpStep: z.number().int().nullable(),
  /** The longest script inside that interaction, where one ran for 5 ms or more. */
  inpScript: z
    .strictObject({
      invoker: z.string().max(500),
      sourceUrl: z.string().max(2000),
      functionName: z.string().max(500),
      charPosition: z.number(),
      /** The same as line and column, from 1; null (or absent, in older samples) where the script's text is not known. */
      line: z.number().int().nullable().optional(),
      column: z.number().int().nullable().optional(),
      durationMs: z.number(),
    })
    .nullable(),
  shiftedElements: z.array(z.strictObject({ selector: z.string().max(500), score: z.number() })).max(100),
  serverTiming: z.array(z.strictObject({ name: z.string().max(200), durationMs: z.number() })).max(100),
  /** Of the main document: `http/1.1`, `h2`. */
  protocol: z.string().max(50).nullable(),
  /** The main document's headers that name a cache or a region, what differs with every answer taken out. */
  headers: z.array(z.strictObject({ name: z.string().max(50), value: z.string().max(100) })).max(20),
  /** What went over the emulated network, most bytes first. */
  traffic: z
    .array(
      z.strictObject({
        host: z.string().max(300),
        connections: z.number().int().nonnegative(),
        bytesUp: z.number().nonnegative(),
        bytesDown: z.number().nonnegative(),
      }),
    )
    .max(MOST_HOSTS),
  /** Connections that were refused because they lead to this machine or its network; absent if there were none. */
  refused: z
    .array(
      z.strictObject({
        host: z.string().max(300),
        port: z.number().int().min(0).max(65_535),
        connections: z.number().int().positive(),
      }),
    )
    .max(20)
    .optional(),
  notes: z.array(z.string().max(1000)).max(20),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Where the wall time of a visit went, ms. Overhead is what is neither the page's own time nor the settle window. */
const timingSchema = z.strictObject({
  wallMs: z.number(),
  pageMs: z.number(),
  settleMs: z.number(),
  overheadMs: z.number(),
});

/** A day of a hundred cores, ms. */
const MOST_CPU_MS = 1e10;

/**
 * What else the machine did during a visit, by which noise may be explained one day: it is recorded, and nothing is decided
 * by it. It knows nothing of the sides.
 */
const noiseSchema = z.strictObject({
  /** What the host of a virtual machine took for others, on all cores together. */
  stealMs: z.number().min(0).max(MOST_CPU_MS),
  /** The processor time of other processes than the gate's own and those that it started. */
  othersMs: z.number().min(0).max(MOST_CPU_MS),
  /** How often a fixed piece of work was done in 10 ms before the visit; null where that would have held up another one. */
  turns: z.number().int().min(0).max(1_000_000_000).nullable(),
});
export type VisitNoise = z.infer<typeof noiseSchema>;

const outcomeSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('measured'),
    readings: readingsSchema,
    evidence: evidenceSchema,
    timing: timingSchema,
    /** Null on a system that does not say; absent in older samples. */
    noise: noiseSchema.nullable().optional(),
    /** Of an unrecorded visit that watched for it: the settle window that the page asks for, ms, and what asks for more than the least. */
    learntSettle: z
      .strictObject({ settleMs: z.number().min(0).max(60_000), because: z.string().max(5000).nullable() })
      .optional(),
  }),
  /** `code` is stable, `reason` is for a reader. */
  z.strictObject({ status: z.literal('failed'), code: z.string().max(100), reason: z.string().max(2000) }),
]);
export type VisitOutcome = z.infer<typeof outcomeSchema>;

/** One visit, as a line of samples.ndjson. */
export const visitSchema = z.strictObject({
  type: z.literal('visit'),
  route: z.string().max(200),
  condition: z.string().max(200),
  side: z.enum(SIDES),
  /** Whether it is one of the blocks that decide, or of the fresh ones that confirm a red. */
  phase: z.enum(['measure', 'confirm']),
  /** The route itself, or the control page that tells whether the hosts are equally fast. */
  page: z.enum(['route', 'control']),
  /** -1 for the unrecorded warm-up. */
  block: z.number().int().min(-1),
  /** 0…3 inside its block. */
  position: z.number().int().min(0).max(3),
  /** 1 for the first try, up to 3. */
  attempt: z.number().int().min(1).max(3),
  outcome: outcomeSchema,
});
export type Visit = z.infer<typeof visitSchema>;
export type CampaignStage = Visit['phase'];
export type MeasuredOutcome = Extract<VisitOutcome, { status: 'measured' }>;

export type LearntSettle = NonNullable<MeasuredOutcome['learntSettle']>;

/** The longest settle window that unrecorded visits asked for, with its reason; null if none watched for it. */
export function learntSettle(visits: readonly Visit[]): LearntSettle | null {
  const learnt = visits.flatMap(({ outcome }) =>
    outcome.status === 'measured' && outcome.learntSettle !== undefined ? [outcome.learntSettle] : [],
  );
  return learnt.toSorted((a, b) => b.settleMs - a.settleMs)[0] ?? null;
}
