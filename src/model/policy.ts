import { z } from 'zod';

/** One key in which the configuration of head differs from that of base. */
const policyChangeSchema = z.strictObject({
  /** `budgets.lcp.max` */
  key: z.string().max(500),
  /** As written, shortened; null where the side does not have it. */
  base: z.string().max(500).nullable(),
  head: z.string().max(500).nullable(),
  /** Whose value the run went by. */
  applied: z.enum(['base', 'head']),
});
export type PolicyChange = z.infer<typeof policyChangeSchema>;

/** Listed changes; more of them nobody reads. */
export const MOST_CHANGES = 200;

/** Whose policy (budgets, waivers, enforcement) a run went by. */
export const policySourceSchema = z.strictObject({
  /** The commit, or the name, that the policy was to be read at. */
  ref: z.string().max(200),
  /** Why the policy of the configuration file applied all the same; null where that of `ref` did. */
  instead: z.string().max(1000).nullable(),
  changes: z.array(policyChangeSchema).max(MOST_CHANGES),
});
export type PolicySource = z.infer<typeof policySourceSchema>;
