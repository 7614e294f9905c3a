import type { Route } from '../model/route.ts';
import { isAbout } from '../model/waiver.ts';
import { quote } from './complaint.ts';
import { placeIn } from './problems.ts';
import type { ConfigInput } from './schema.ts';
import type { Source } from './source.ts';

/** A file with its places. */
export interface PlacedFile {
  readonly file: string;
  readonly source: Source;
}

/** Waivers that are about no budget: probably misspelled, or left behind by a route that is gone. */
export function waiverWarnings(
  { file, source }: PlacedFile,
  { waivers, graphql }: ConfigInput,
  routes: readonly Route[],
): string[] {
  const places = routes.flatMap(({ name: route, conditions, budgets }) =>
    conditions.flatMap((condition) => budgets.map(({ path }) => ({ route, condition, path }))),
  );
  return waivers.flatMap((waiver, index) => {
    if (places.some((place) => isAbout(waiver, place)) || (graphql !== undefined && mayBeCost(waiver.budget)))
      return [];
    const place = placeIn(file, source.position(['waivers', index, 'budget']));
    return `${place}: the waiver of ${quote(waiver.budget)} is about no budget; write route/condition/path, as in the report, or remove it.`;
  });
}

/** Whether it could be about what an operation, a subgraph or a route's operations cost: those are not known before. */
function mayBeCost(budget: string): boolean {
  return /\/(?:operation|subgraph|route)\/[^/]+$/.test(budget);
}
