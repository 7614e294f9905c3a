import { z } from 'zod';

/**
 * How it is known which commit a deploy serves. `checked`: the deploy names it, before the first visit and after the last;
 * `built`: the gate built it from that commit; `found`: GitHub lists it as a deployment of that commit; `labelled`: whoever
 * started the run says so.
 */
const PROOFS = ['checked', 'built', 'found', 'labelled'] as const;
export type ProofKind = (typeof PROOFS)[number];

const originSchema = z.strictObject({
  /** The first line of the commit's message; null if the repository cannot be read. */
  subject: z.string().max(500).nullable(),
  proof: z.enum(PROOFS),
  /** Where a deploy names its commit: `header x-sha`; null if it does not. */
  by: z.string().max(300).nullable(),
});
export type Origin = z.infer<typeof originSchema>;

export const originsSchema = z.strictObject({ base: originSchema.nullable(), head: originSchema });
export type Origins = z.infer<typeof originsSchema>;
