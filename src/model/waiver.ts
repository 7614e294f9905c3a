import { z } from 'zod';

import { formatPath, parsePath } from './breakdown.ts';

/** A day, `2026-12-31`. */
export const daySchema = z.iso.date();

/** The leave to break one budget for a time. */
const waiverSchema = z.strictObject({
  /** `route/condition/path`. */
  budget: z.string().min(1).max(2000),
  /** The last day on which it applies (UTC). */
  until: daySchema,
  reason: z.string().min(1).max(1000),
  /** Who granted it; null if the waiver names no one. */
  approvedBy: z.string().min(1).max(200).nullable(),
});
export type Waiver = z.infer<typeof waiverSchema>;

/** The waivers of a run, and the day by which they are judged: recorded, so that a replay judges alike. */
export const waiversSchema = z.strictObject({ today: daySchema, granted: z.array(waiverSchema).max(1000) });
export type Waivers = z.infer<typeof waiversSchema>;

/** A waiver as a budget's row shows it; an expired one did not apply. */
export const rowWaiverSchema = waiverSchema.omit({ budget: true }).extend({ expired: z.boolean() });

/** The day of a point in time, UTC. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** What a waiver names. */
export interface BudgetPlace {
  readonly route: string;
  readonly condition: string;
  /** Canonical. */
  readonly path: string;
}

/** Whether a waiver is about this budget, however it spells the path; routes may have slashes in their names. */
export function isAbout({ budget }: Pick<Waiver, 'budget'>, { route, condition, path }: BudgetPlace): boolean {
  const place = `${route}/${condition}/`;
  if (!budget.startsWith(place)) return false;
  const segments = parsePath(budget.slice(place.length));
  return segments !== undefined && formatPath(segments) === path;
}
