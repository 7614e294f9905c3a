import { z } from 'zod';

import { DESIGNS } from '../questions/experiment-names.ts';

const text = z.string().max(2000);
const count = z.number().int().nonnegative();
const bound = z.number().nullable();
const windowSchema = z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable();
const currency = z.string().regex(/^[A-Z]{3}$/);
const money = z.object({ low: z.number(), high: z.number(), currency });
const design = z.enum(DESIGNS);
const sql = z.array(z.string().max(100_000)).max(20);
const interval = z.object({ value: z.number(), low: bound, high: bound });

/** What the packet reads of a file of `field experiment`. */
export const experimentSchema = z.object({
  established: z.boolean(),
  kind: z.enum(['effect', 'association']),
  reason: text.nullable(),
  design,
  outcome: text,
  route: text.nullable(),
  condition: text.nullable(),
  control: text.nullable(),
  arms: z.array(z.object({ name: text, sessions: count, mean: bound, coverage: bound })).max(100),
  effect: interval.extend({ se: bound, p: bound }).nullable(),
  relative: interval.nullable(),
  method: z.enum(['clustered', 'randomisation']).nullable(),
  assignments: z.object({ count, exact: z.boolean() }).nullable(),
  clusters: count,
  sampleRatio: z.object({ p: z.number(), mismatch: z.boolean() }).nullable(),
  changed: z.object({ sessions: count, share: z.number() }).nullable(),
  trend: z.object({ p: z.number(), periods: count }).nullable(),
  money: money.nullable(),
  window: windowSchema,
  sql,
});
export type ExperimentFile = z.infer<typeof experimentSchema>;

/** The same of `field power`. */
export const powerSchema = z.object({
  reason: text.nullable(),
  design,
  outcome: text,
  route: text.nullable(),
  baseline: z.object({ mean: z.number(), sessionsPerDay: z.number() }).nullable(),
  power: z.number(),
  risk: z.number(),
  detectable: z.array(z.object({ days: z.number(), effect: bound, relative: bound })).max(100),
  daysNeeded: bound,
  effect: z.object({ value: z.number(), relative: z.number() }).nullable(),
  holdbackCost: z
    .object({ sessionsPerWeek: z.number(), lostPerWeek: z.number(), currency: currency.nullable() })
    .nullable(),
  sql,
});
export type PowerFile = z.infer<typeof powerSchema>;

/** The same of `field its`. */
export const itsSchema = z.object({
  established: z.boolean(),
  reason: text.nullable(),
  alike: z.array(text).max(100),
  route: text,
  condition: text.nullable(),
  metric: text,
  at: z.iso.datetime(),
  sha: text.nullable(),
  step: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  placebos: z.object({ n: count, rank: z.number().nullable() }),
  stretches: count,
  sql,
});
export type ItsFile = z.infer<typeof itsSchema>;

/** The same of `field deploys --json`. */
export const deploysSchema = z
  .array(
    z.object({
      sha: text,
      at: z.iso.datetime(),
      route: text,
      condition: text.nullable(),
      by: text.nullable(),
      path: text,
      change: bound,
      low: bound,
      high: bound,
      verdict: z.enum(['step', 'none', 'unclear']),
      deepest: z.boolean(),
    }),
  )
  .max(1_000_000);
export type DeploysFile = z.infer<typeof deploysSchema>;

/** The files that --with takes, each by keys that no other of them has. */
const WITH_KEYS = {
  experiment: ['design', 'arms', 'effect'],
  power: ['design', 'detectable', 'daysNeeded'],
  its: ['step', 'placebos', 'stretches'],
} as const;
export type WithKind = keyof typeof WITH_KEYS;
const WITH_KINDS = ['experiment', 'power', 'its'] as const;

/** Which command wrote a value, or null. */
export function kindOf(value: unknown): WithKind | null {
  if (typeof value !== 'object' || value === null) return null;
  return WITH_KINDS.find((kind) => WITH_KEYS[kind].every((key) => Object.hasOwn(value, key))) ?? null;
}
