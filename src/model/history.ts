import { z } from 'zod';

import { METRICS } from './metric.ts';

const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('branch'), branch: z.string().max(200) }),
  /** Absolute. */
  z.strictObject({ kind: z.literal('folder'), folder: z.string().max(5000) }),
]);
/** Where entries are kept. */
export type HistoryPlace = Readonly<z.infer<typeof placeSchema>>;

const creepSchema = z.strictObject({
  metric: z.enum(METRICS),
  limit: z.strictObject({ value: z.number(), unit: z.enum(['%', 'score']) }),
  enforce: z.enum(['block', 'warn']),
});
/** How far a metric may have moved since the anchor, on any route: in %, or as a score. */
export type CreepBudget = Readonly<z.infer<typeof creepSchema>>;

/** How main is followed over time. */
export interface HistoryConfig {
  /** The commit that main is compared with: a SHA, a tag or a branch. */
  readonly anchor: string;
  /** Where its build is served, where the deploys do not say; may hold placeholders. */
  readonly anchorUrl: string | null;
  readonly place: HistoryPlace;
  readonly creep: readonly CreepBudget[];
}

/** Of a run whose base is the anchor and whose head is of main: what becomes of its numbers. */
export const followedMainSchema = z.strictObject({
  place: placeSchema,
  creep: z.array(creepSchema).max(100),
  /** The machine that measured. */
  runner: z.string().max(200),
});
export type FollowedMain = Readonly<z.infer<typeof followedMainSchema>>;
