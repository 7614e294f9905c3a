import { z } from 'zod';

import { attributionSchema, manifestSchema } from './attribution.ts';
import { knownSearchSchema } from './cause.ts';
import { STOPS, unmeasurableSchema } from './campaign.ts';
import { comparisonSchema } from './comparison.ts';
import { COMMENT_KEY, LONGEST_COMMENT_KEY } from './comment-key.ts';
import { COMMENT_MODES, type Config } from './config.ts';
import { SIDES } from './deploy.ts';
import { costText, graphqlReportSchema, MOST_COST_ITEMS } from './graphql.ts';
import { followedMainSchema } from './history.ts';
import { identitySchema } from './identity.ts';
import { machineSpreadSchema } from './machine-spread.ts';
import { definitionOf, METRICS, type Metric } from './metric.ts';
import type { CoreMetric } from './metrics/index.ts';
import type { Explanation } from './report.ts';
import { originsSchema } from './origin.ts';
import { policySourceSchema } from './policy.ts';
import { pricesSchema } from './price.ts';
import { visitSchema } from './sample.ts';
import { shardNumbersSchema, shardSchema } from './shard.ts';
import { waiversSchema } from './waiver.ts';
import { budgetRowSchema } from './verdict.ts';

const name = z.string().max(200);
/** Fifteen digits of minutes are all that a configuration can say. */
const MOST_LIMIT = 1e20;

const limitSchema = z
  .strictObject({ value: z.number().nonnegative(), unit: z.enum(['ms', '%', 'score', 'bytes']) })
  .refine(({ value, unit }) => unit === 'score' || value <= MOST_LIMIT, 'no time, size or percentage is that large');

const budgetSchema = z.strictObject({
  path: z.string().max(1000),
  segments: z.array(z.string().max(500)).min(1).max(20),
  metric: z.enum(METRICS),
  max: limitSchema.nullable(),
  percentile: z.number().int().min(1).max(99),
  maxIncrease: z.array(limitSchema).min(1).max(8).nullable(),
  enforce: z.enum(['block', 'warn']),
  isDefault: z.literal(true).optional(),
});

/** Of a step what says whether it is input: INP has a default where it is. */
const stepSchema = z.looseObject({
  action: z.string().max(100),
  file: z.string().max(1000).optional(),
  steps: z
    .array(z.looseObject({ type: z.string().max(1000) }))
    .max(100_000)
    .optional(),
});

/** Of the configuration what judging takes; the rest is there for a reader. */
const recordedConfigSchema = z.looseObject({
  routes: z
    .array(
      z.looseObject({
        name,
        path: z.string().max(2100),
        conditions: z.array(name).max(100),
        interactions: z.array(stepSchema).max(100).optional(),
        budgets: z.array(budgetSchema).max(1000),
      }),
    )
    .max(1000),
  policy: z.strictObject({
    onInconclusive: z.enum(['pass', 'block']),
    onUnmeasured: z.enum(['pass', 'block']),
    preExisting: z.enum(['warn', 'block']),
    measureIdentical: z.boolean().optional(),
    isSinceAnchor: z.literal(true).optional(),
  }),
  comment: z.enum(COMMENT_MODES).optional(),
  commentKey: z.string().max(LONGEST_COMMENT_KEY).regex(COMMENT_KEY).nullable().optional(),
});

const toleranceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('relative'), fraction: z.number() }),
  z.strictObject({ kind: z.literal('absolute'), amount: z.number() }),
]);

const tolerancesSchema = z.array(toleranceSchema).max(8);

const labelSchema = z.strictObject({ sha: name.nullable(), url: z.string().max(2100) });

/** The first record of samples.ndjson: all that was decided before the first visit. No secrets. */
export const runRecordSchema = z.strictObject({
  type: z.literal('run'),
  version: z.literal(1),
  /** A calibration compares a deploy with itself. */
  purpose: z.enum(['gate', 'calibration']),
  /** Of vitals-gate, and of Chrome. */
  tool: z.string().max(100),
  chrome: z.string().max(200),
  base: labelSchema.nullable(),
  head: labelSchema,
  /** What the order of the visits is drawn from, beside route, condition and phase. */
  seed: z.strictObject({ base: name, head: name }),
  plan: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), blocks: z.number().int().min(3).max(1_000_000) }),
    z.strictObject({ kind: z.literal('looks'), maxBlocks: z.literal([10, 15, 20]) }),
  ]),
  alpha: z.number().positive().max(1),
  /** The version of the rule of decision that the run was planned by; absent: the first. */
  decision: z.number().int().positive().max(1_000_000).optional(),
  /** The tolerances that label an effect where no budget on the whole metric declares one. */
  tolerances: z.strictObject(
    Object.fromEntries(
      METRICS.map((metric) => [metric, definitionOf(metric).isCore ? tolerancesSchema : tolerancesSchema.optional()]),
    ) as Record<CoreMetric, typeof tolerancesSchema> &
      Record<Exclude<Metric, CoreMetric>, z.ZodOptional<typeof tolerancesSchema>>,
  ),
  /** Whether the control page's slowness is taken out of LCP (difference in differences). */
  differences: z.boolean(),
  config: recordedConfigSchema,
  /** Absent: none. */
  waivers: waiversSchema.optional(),
  /** What slower pages cost; absent: nothing is known. */
  prices: pricesSchema.optional(),
  /** What becomes of the numbers of a run that follows main; absent: it does not. */
  followed: followedMainSchema.optional(),
  /** What the history of main has taught of the machines; absent: nothing. */
  machineSpread: machineSpreadSchema.optional(),
  /** Where the policy is from; absent: from the configuration file on disk. */
  policySource: policySourceSchema.optional(),
  /** The commits in words, and how it is known that the deploys serve them; absent: the record is older. */
  origins: originsSchema.optional(),
  /** The part of the run that this is; absent: all of it. */
  shard: shardSchema.optional(),
  /** The shards whose samples are not there, of a run that was merged from several; absent: none. */
  missingShards: shardNumbersSchema.optional(),
  /** `owner/name` of the repository whose workflow measured; absent outside of workflows. */
  repository: z.string().max(200).optional(),
  /** Whether the gate itself served both deploys, as folders of files; absent: no. */
  servesFolders: z.literal(true).optional(),
  /** The page of that repository, to link commits to: what the runner of the job that judges says. */
  repositoryUrl: z.string().max(500).optional(),
  /** Where the report page can be opened: what the workflow of the job that judges says. */
  pageUrl: z.string().max(6000).optional(),
  /** Whether a job measured whose word does not count; absent: no. */
  isUntrusted: z.literal(true).optional(),
  /** What every reader must see. */
  alerts: z.array(z.string().max(2000)).max(100).optional(),
  /** How many routes were visited at a time; absent: one. */
  lanes: z.literal([1, 2]).optional(),
  notices: z.array(z.string().max(5000)).max(1000),
  reproduce: z.string().max(20_000),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

/** What the first record keeps of the configuration; secrets appear only as the names of their variables. */
export type RecordedConfig = Pick<
  Config,
  'routes' | 'conditions' | 'settleMs' | 'policy' | 'deciding' | 'control' | 'comment' | 'commentKey'
>;

const place = { route: name, condition: name };

/** Of a file of Lighthouse's in the output folder, and nowhere else. */
const reportPath = z
  .string()
  .max(1000)
  .regex(/^[^/\\]+(?:\/[^/\\]+)*$/, 'it is not a path inside the output folder')
  .refine((file) => !file.split('/').includes('..'), 'it leads out of the output folder');

const explanationSchema: z.ZodType<Explanation> = z.strictObject({
  insights: z
    .array(
      z.strictObject({
        id: z.string().max(200),
        title: z.string().max(1000),
        base: z.string().max(2000).nullable(),
        head: z.string().max(2000).nullable(),
        savingsMs: z
          .record(z.string().max(20), z.number())
          .refine((savings) => Object.keys(savings).length <= 100, 'it has more than 100 metrics'),
        items: z.array(z.string().max(2100)).max(20),
      }),
    )
    .max(1000),
  reports: z.strictObject(
    Object.fromEntries(SIDES.map((side) => [side, reportPath.nullable()])) as Record<
      (typeof SIDES)[number],
      z.ZodNullable<typeof reportPath>
    >,
  ),
  failure: z.string().max(5000).nullable(),
});

/** One line of samples.ndjson after the first. */
export const laterRecordSchema = z.discriminatedUnion('type', [
  visitSchema,
  /** Whether base and head serve a route the same bytes in the same time, before its first block; for a reader if not. */
  z.strictObject({ type: z.literal('identity'), ...place, identity: identitySchema }),
  /** A look at a campaign, and the budgets that are open after it; for a reader: judging looks again. */
  z.strictObject({
    type: z.literal('look'),
    ...place,
    blocks: z.number().int().nonnegative(),
    open: z.array(z.string().max(1100)).max(2000),
  }),
  /** A campaign takes no more blocks. */
  z.strictObject({
    type: z.literal('campaign'),
    ...place,
    stopped: z.enum(STOPS),
    unmeasurable: unmeasurableSchema.nullable(),
  }),
  /** Fresh blocks were made after a red; for a reader: judging confirms again. */
  z.strictObject({
    type: z.literal('confirmation'),
    ...place,
    blocks: z.number().int().nonnegative(),
    unmeasurable: unmeasurableSchema.nullable(),
    agreed: z.array(z.string().max(1100)).max(2000),
  }),
  z.strictObject({ type: z.literal('notice'), text: z.string().max(5000) }),
  z.strictObject({ type: z.literal('explanation'), ...place, explanation: explanationSchema }),
  /** What changed between the commits, and which of them did it. The last of each is what holds. */
  z.strictObject({ type: z.literal('manifest'), manifest: manifestSchema }),
  z.strictObject({ type: z.literal('attribution'), attribution: attributionSchema }),
  /** Why a budget is broken, as far as diagnostic visits tell. */
  z.strictObject({ type: z.literal('causes'), search: knownSearchSchema }),
  /** What a GraphQL operation, a subgraph or the operations of a route cost on both sides. */
  z.strictObject({ type: z.literal('cost'), comparison: comparisonSchema }),
  /** The costs' budgets, and what made costs change. */
  z.strictObject({
    type: z.literal('graphql'),
    rows: z.array(budgetRowSchema).max(MOST_COST_ITEMS),
    notes: z.array(costText).max(MOST_COST_ITEMS),
    report: graphqlReportSchema,
  }),
  /** The run has ended; a log without this record was interrupted. */
  z.strictObject({ type: z.literal('end') }),
]);
export type LaterRecord = z.infer<typeof laterRecordSchema>;
