import type { Route } from '../../model/route.ts';
import { formatPath } from '../../model/breakdown.ts';
import type { GraphqlConfig } from '../../model/graphql.ts';
import { isAbout, type BudgetPlace, type Waiver } from '../../model/waiver.ts';
import { quote } from '../../source/diagnostic.ts';
import { placeIn } from '../../source/positions.ts';
import type { ConfigInput } from '../schema.ts';
import type { Source } from '../../source/yaml.ts';

/** A file with its places. */
export interface PlacedFile {
  readonly file: string;
  readonly source: Source;
}

/** Waivers that are about no budget: probably misspelled, or left behind by a route that is gone. */
export function waiverWarnings(
  { file, source }: PlacedFile,
  { waivers }: ConfigInput,
  routes: readonly Route[],
  graphql: GraphqlConfig | null,
): string[] {
  const places = routes.flatMap(({ name: route, conditions, budgets }) =>
    conditions.flatMap((condition) => budgets.map(({ path }) => ({ route, condition, path }))),
  );
  return waivers.flatMap((waiver, index) => {
    if (places.some((place) => isAbout(waiver, place)) || (graphql !== null && mayBeCost(waiver, graphql))) return [];
    const place = placeIn(file, source.position(['waivers', index, 'budget']));
    return `${place}: ${aboutNothing(waiver.budget)}`;
  });
}

/** Whether a declared budget of costs could be meant; which operations a pattern is about is known only later. */
function mayBeCost(waiver: Pick<Waiver, 'budget'>, graphql: GraphqlConfig): boolean {
  const [, name, kind, path] = COST.exec(waiver.budget) ?? [];
  if (name === undefined || kind === undefined || path === undefined) return false;
  // A router's limits are budgets, too, and are read with the graph.
  if (graphql.router !== null && kind !== 'route') return true;
  return graphql.budgets.some(
    ({ target, metric, part }) =>
      target.kind === kind &&
      isNamed(target.name, name) &&
      isAbout(waiver, { route: name, condition: kind, path: formatPath([metric, ...part]) }),
  );
}

const COST = /^(.+)\/(operation|subgraph|route)\/([^/]+)$/s;

/** A name, a pattern with `*`, or either with what tells namesakes apart (`of web`, `#1a2b3c4d`). */
function isNamed(pattern: string, name: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  if (!name.startsWith(start)) return false;
  return rest.length > 0 || name === pattern || /^ (?:of |#)/.test(name.slice(start.length));
}

/**
 * Notices for waivers of costs that match no row and have no warning yet: a pattern is declared, or a name is misspelt.
 */
export function costWaiverNotices(
  granted: readonly Waiver[],
  rows: readonly BudgetPlace[],
  said: readonly string[],
): string[] {
  return granted
    .filter(({ budget }) => /^.+\/(?:operation|subgraph)\/[^/]+$/s.test(budget))
    .filter((waiver) => !rows.some((row) => isAbout(waiver, row)))
    .map(({ budget }) => aboutNothing(budget))
    .filter((text) => !said.some((notice) => notice.includes(text)));
}

function aboutNothing(budget: string): string {
  return `the waiver of ${quote(budget)} does not match a budget; write route/condition/path, as in the report, or remove it.`;
}
