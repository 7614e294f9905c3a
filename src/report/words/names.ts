import {
  definitionOf,
  GRAPH_METRICS,
  isGraphMetric,
  isMetric,
  METRICS,
  type GraphMetric,
  type Metric,
} from '../../model/metric.ts';
import { knownNodes } from '../../model/metrics/index.ts';
import { name, prose, type Phrase, type Piece } from './pieces.ts';

/** What every breakdown's own parts are called, beside the known nodes of its metric. */
const SHARED = [...GRAPH_METRICS, 'unreported', 'other', 'shared', 'floor', 'validity', 'composition'];

/**
 * The names of the gate's own ids; every other id is a layer, a script or an element of the page. A layer may have the
 * name of another metric's part, so the ids of a metric that is not core apply only below that metric.
 */
const CORE_NAMES: ReadonlyMap<string, string> = new Map([
  ...namesBelow((metric) => definitionOf(metric).isCore),
  ...SHARED.map((id) => [id, id.replaceAll('-', ' ')] as const),
]);
const OWN_NAMES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  METRICS.map((metric) => [metric, new Map([...CORE_NAMES, ...namesBelow((each) => each === metric)])]),
);

function namesBelow(isWanted: (metric: Metric) => boolean): (readonly [id: string, called: string])[] {
  return knownNodes()
    .filter(({ segments: [metric = ''] }) => isMetric(metric) && isWanted(metric))
    .map(({ segments, name: called }) => [segments.at(-1) ?? '', called]);
}

export function metricName(metric: Metric | GraphMetric): string {
  return isGraphMetric(metric) ? metric.replaceAll('-', ' ') : definitionOf(metric).name;
}

/** `resource-load-delay` → resource load delay; a foreign id is quoted. `metric`: what it is a part of. */
export function partName(id: string, metric = ''): Piece {
  return (OWN_NAMES.get(metric) ?? CORE_NAMES).get(id) ?? name(id);
}

/** `["lcp", "ttfb", "request", "db"]` → LCP › TTFB › request › `db`. `metric`: where the path begins below it. */
export function pathPhrase(segments: readonly string[], metric = segments[0]): Phrase {
  return segments.flatMap((id, index) => (index === 0 ? [partName(id, metric)] : [' › ', partName(id, metric)]));
}

interface NamedPlace {
  readonly route: string;
  readonly condition: string;
}

/** `product` on mobile */
export function routePhrase({ route, condition }: NamedPlace): Phrase {
  return [name(route), ' on ', prose(condition)];
}

/** The same, or operation `ProductPage`: a cost has what it is the cost of in place of a condition. */
export function placePhrase(place: NamedPlace, metric: string): Phrase {
  return isOfGraph(metric) ? costSubject(place, name) : routePhrase(place);
}

/** operation `ProductPage`; the route's name is quoted, or used as a word. */
export function costSubject({ route, condition }: NamedPlace, quote: (text: string) => Piece): Phrase {
  if (condition === 'composition') return ['the graph'];
  if (condition === 'operation' || condition === 'subgraph') return [`${condition} `, quote(route)];
  return ['the operations of ', quote(route)];
}

export function isOfGraph(metric: string): boolean {
  return isGraphMetric(metric) || metric === 'validity' || metric === 'composition';
}
