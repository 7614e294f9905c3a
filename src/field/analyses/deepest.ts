import { deepestDominant } from '../../model/breakdown.ts';
import type { DeployRow } from './deploys.ts';

/** Marks of every change that shows in several nodes the deepest that holds at least half of it. */
export function markDeepest(rows: readonly DeployRow[]): DeployRow[] {
  const steps = rows.filter(({ verdict }) => verdict === 'step');
  const families = Map.groupBy(steps, ({ sha, at, route, condition, by }) =>
    JSON.stringify([sha, at, route, condition, by]),
  );
  const deepest = new Set([...families.values()].flatMap(deepestOf));
  return rows.map((row) => (deepest.has(row) ? { ...row, deepest: true } : row));
}

function deepestOf(family: readonly DeployRow[]): DeployRow[] {
  const partsOf = (whole: DeployRow): DeployRow[] =>
    family.filter(
      (row) => isBelow(row, whole) && !family.some((between) => isBelow(between, whole) && isBelow(row, between)),
    );
  const tops = family.filter((row) => !family.some((whole) => isBelow(row, whole)));
  return tops.map((top) => deepestDominant(top, partsOf, ({ change }) => change ?? 0));
}

const isBelow = (row: DeployRow, whole: DeployRow): boolean => row.path.startsWith(`${whole.path}.`);
