import { z } from 'zod';

/** One key in which the configuration of head differs from that of base. */
const policyChangeSchema = z.strictObject({
  /** `budgets.lcp.max` */
  key: z.string().max(500),
  /** As written, shortened; null if the side does not have it. */
  base: z.string().max(500).nullable(),
  head: z.string().max(500).nullable(),
  /** The value on the base branch now, if it changed since head branched off. */
  now: z.string().max(500).nullable().optional(),
  /** Whose value the run went by. */
  applied: z.enum(['base', 'head']),
});
export type PolicyChange = z.infer<typeof policyChangeSchema>;

/** The most changes that are listed; a longer list would be unreadable. */
export const MOST_CHANGES = 200;

/** Which commit a policy was read at. */
const policyOriginSchema = z.strictObject({
  /** Null if the policy was read by a name whose commit is unknown. */
  at: z.string().max(64).nullable(),
  /** The branch whose tip that was; null if it was asked for by name. */
  branch: z.string().max(200).nullable(),
  /** Why it is the tip of when the event was sent, and not the present one; null if it is. */
  stale: z.string().max(300).nullable(),
});
export type PolicyOrigin = z.infer<typeof policyOriginSchema>;

/** What head's configuration no longer gates, and that of base did. */
const removalSchema = z.strictObject({
  kind: z.enum(['route', 'graphql']),
  /** Of the route; of the section `graphql`. */
  name: z.string().max(200),
  /** Of the base's file, 1-based; null if it was not read. */
  line: z.number().int().positive().nullable(),
});
export type Removal = z.infer<typeof removalSchema>;

/** Whose policy (budgets, waivers, enforcement) a run went by. */
export const policySourceSchema = z.strictObject({
  /** The commit, or the name, that the policy was to be read at. */
  ref: z.string().max(200),
  /** Why the policy of the configuration file applied all the same; null if that of `ref` did. */
  instead: z.string().max(1000).nullable(),
  /** Absent if none was read. */
  origin: policyOriginSchema.optional(),
  /** Whether it is not known where head left base, so that what base changed since is among the changes. */
  isForkUnknown: z.literal(true).optional(),
  removed: z.array(removalSchema).max(MOST_CHANGES).optional(),
  changes: z.array(policyChangeSchema).max(MOST_CHANGES),
});
export type PolicySource = z.infer<typeof policySourceSchema>;
