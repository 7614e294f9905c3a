import { GRAPH_METRICS, PHASES, TTFB_PARTS, type GraphMetric, type Metric } from '../model/metric.ts';
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

/** `product` · mobile */
export function routePhrase({ route, condition }: { readonly route: string; readonly condition: string }): Phrase {
  return [name(route), ' · ', prose(condition)];
}
