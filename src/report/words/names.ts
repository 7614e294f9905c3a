import { GRAPH_METRICS, isGraphMetric, PHASES, TTFB_PARTS, type GraphMetric, type Metric } from '../../model/metric.ts';
import { name, prose, type Phrase, type Piece } from './phrase.ts';

/** The ids that are ours; every other id is a layer, a script or an element of somebody's page. */
const OWN_IDS: ReadonlySet<string> = new Set([
  ...Object.keys(PHASES),
  ...Object.values(PHASES).flat(),
  ...TTFB_PARTS,
  ...GRAPH_METRICS,
  'unreported',
  'other',
  'shared',
  'floor',
  'validity',
  'composition',
]);
const ACRONYMS: ReadonlySet<string> = new Set(['lcp', 'inp', 'cls', 'ttfb', 'dns']);

export function metricName(metric: Metric | GraphMetric): string {
  return ACRONYMS.has(metric) ? metric.toUpperCase() : metric.replaceAll('-', ' ');
}

/** `resource-load-delay` → resource load delay; a foreign id is quoted. */
export function partName(id: string): Piece {
  if (!OWN_IDS.has(id)) return name(id);
  return ACRONYMS.has(id) ? id.toUpperCase() : id.replaceAll('-', ' ');
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
