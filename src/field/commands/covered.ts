import type { Engine } from '../engines/engine.ts';
import { askExtent } from '../questions/extent.ts';
import type { Scope } from '../questions/scope.ts';

const DAY_MS = 86_400_000;

/** ISO instants. */
export type Covered = Pick<Scope, 'from' | 'to'>;

/** The part of the window from the first page view on: what was not recorded yet has no part in a week's money. */
export async function coveredOf(engine: Engine, { from, to }: Scope): Promise<Covered> {
  const extent = await askExtent(engine, to);
  return { from: extent !== null && extent.first > from ? extent.first : from, to };
}

/** At least one: from a few hours a week would be made of one time of the day. */
export const daysOf = ({ from, to }: Covered): number => Math.max(1, (Date.parse(to) - Date.parse(from)) / DAY_MS);
