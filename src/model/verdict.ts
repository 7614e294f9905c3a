import { z } from 'zod';

import { unboundedNumber } from './breakdown-schema.ts';
import { rowWaiverSchema } from './waiver.ts';

/** From worst to best. */
export const VERDICTS = ['fail', 'unmeasured', 'inconclusive', 'waived', 'pass'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The worst of the verdicts; `pass` for none. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let rank: number = VERDICTS.length - 1;
  for (const verdict of verdicts) rank = Math.min(rank, VERDICTS.indexOf(verdict));
  return VERDICTS[rank] ?? 'pass';
}

/** Why a budget row has its verdict: stable words for machines; `report/` has the sentences. */
const REASONS = [
  'worse', // head is slower, beyond every tolerance
  'identical-bytes', // base and head serve the same bytes in the same time: not measured
  'within-tolerance', // shown to be below at least one tolerance
  'unclear', // neither could be shown
  'not-confirmed', // it was suspected to be worse, and fresh blocks did not confirm it
  'unconfirmed', // it is suspected to be worse, and too few fresh blocks could be made to confirm it
  'flaky-on-head', // visits to head failed more often than those to base, perhaps by chance
  'hosts-unknown', // the control page could not be compared
  'hosts-differ', // the control page, which the change does not touch, differs too
  'over', // over the SLO, and head is worse than base (or there is no base)
  'pre-existing', // over the SLO, but not worse than base
  'under', // within the SLO
  'at-risk', // too close to the SLO to say
  'no-base', // an increase needs a base
  'no-lcp', // the page painted no LCP candidate
  'no-fcp', // the page painted no text, image or other content
  'no-interaction', // no interaction was recorded
  'interaction-not-timed', // an interaction was slow, and the browser did not say how slow
  'no-cls', // the page reported no layout-shift score
  'not-recorded', // the samples were made before the metric was there
  'not-settled', // the visit's limit came while something could still change the metric
  'not-seen', // the node was seen on neither side
  'too-few-blocks', // fewer complete blocks than a decision takes
  'out-of-time', // the run's time was up before so many were made
  'not-measurable-on-head',
  'not-measurable-on-base',
  'not-measurable',
  'interrupted',
  'invalid-operation', // the graph of head does not answer it
  'not-composed', // the subgraphs of head do not compose
] as const;
export type Reason = (typeof REASONS)[number];

/** How sure it is that head is worse: `suspected` by the looks of a campaign, `confirmed` by fresh blocks after a restart. */
const EVIDENCE = ['suspected', 'confirmed'] as const;
export type RedEvidence = (typeof EVIDENCE)[number];

/** One budget on one route under one condition, with what was found. Numbers are null if nothing was measured. */
export const budgetRowSchema = z.strictObject({
  route: z.string().max(200),
  condition: z.string().max(200),
  path: z.string().max(1000),
  kind: z.enum(['max', 'max-increase']),
  limit: z.array(z.strictObject({ value: z.number(), unit: z.enum(['ms', '%', 'score', 'bytes', 'cost']) })).max(8),
  value: unboundedNumber.nullable(),
  low: unboundedNumber.nullable(),
  high: unboundedNumber.nullable(),
  verdict: z.enum(VERDICTS),
  reason: z.enum(REASONS),
  enforce: z.enum(['block', 'warn']),
  /** Null if no look calls head worse, or a fixed number of blocks has a single one; absent for costs, which are exact. */
  evidence: z.enum(EVIDENCE).nullable().optional(),
  /** The waiver of a broken budget, if any. */
  waiver: rowWaiverSchema.optional(),
});
export type BudgetRow = z.infer<typeof budgetRowSchema>;
