import type { RouteReport } from '../../model/report.ts';
import { count } from './format.ts';

/** A block is four visits: two of each side, or four of head in a run without base. */
const VISITS_PER_BLOCK = 4;

/** `20 visits`: those of complete blocks, fresh ones included. */
export function visitsOf(routes: readonly Pick<RouteReport, 'blocks' | 'freshBlocks'>[]): number {
  return routes.reduce((sum, { blocks, freshBlocks }) => sum + VISITS_PER_BLOCK * (blocks + freshBlocks), 0);
}

/** `10 visits per side, and 8 fresh ones per side`; empty without visits. */
export function visitsPhrase({ blocks, freshBlocks }: RouteReport, hasBase: boolean): string {
  if (blocks === 0) return '';
  if (!hasBase) return count(VISITS_PER_BLOCK * blocks, 'visit');
  const fresh =
    freshBlocks === 0 ? '' : `, and ${(VISITS_PER_BLOCK / 2) * freshBlocks} fresh ones per side to confirm it`;
  return `${(VISITS_PER_BLOCK / 2) * blocks} visits per side${fresh}`;
}
