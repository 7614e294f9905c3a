import { definitionOf, GRAPH_METRICS, isGraphMetric, type GraphMetric, type Metric } from '../../model/metric.ts';
import { knownNodes } from '../../model/metrics/index.ts';
import { name, prose, type Phrase, type Piece } from './phrase.ts';

/** What the ids are called that are ours; every other id is a layer, a script or an element of somebody's page. */
const OWN_NAMES: ReadonlyMap<string, string> = new Map([
  ...knownNodes().map(({ segments, name: called }) => [segments.at(-1) ?? '', called] as const),
  ...[...GRAPH_METRICS, 'unreported', 'other', 'shared', 'floor', 'validity', 'composition'].map(
    (id) => [id, id.replaceAll('-', ' ')] as const,
  ),
]);

export function metricName(metric: Metric | GraphMetric): string {
  return isGraphMetric(metric) ? metric.replaceAll('-', ' ') : definitionOf(metric).name;
}

/** `resource-load-delay` → resource load delay; a foreign id is quoted. */
export function partName(id: string): Piece {
  return OWN_NAMES.get(id) ?? name(id);
}

/** `["lcp", "ttfb", "request", "db"]` → LCP › TTFB › request › `db`. */
export function pathPhrase(segments: readonly string[]): Phrase {
  return segments.flatMap((id, index) => (index === 0 ? [partName(id)] : [' › ', partName(id)]));
}

interface Named {
  readonly route: string;
  readonly condition: string;
}

/** `product` on mobile */
export function routePhrase({ route, condition }: Named): Phrase {
  return [name(route), ' on ', prose(condition)];
}

/** The same, or operation `ProductPage`: a cost has what it is the cost of in place of a condition. */
export function placePhrase(place: Named, metric: string): Phrase {
  return isOfGraph(metric) ? costSubject(place, name) : routePhrase(place);
}

/** operation `ProductPage`; the route's name is quoted, or told as a word. */
export function costSubject({ route, condition }: Named, quote: (text: string) => Piece): Phrase {
  if (condition === 'composition') return ['the graph'];
  if (condition === 'operation' || condition === 'subgraph') return [`${condition} `, quote(route)];
  return ['the operations of ', quote(route)];
}

export function isOfGraph(metric: string): boolean {
  return isGraphMetric(metric) || metric === 'validity' || metric === 'composition';
}
