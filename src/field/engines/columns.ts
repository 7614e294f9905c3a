import { HIGHEST_CLS, LONGEST_MS } from '../../model/beacon-limits.ts';
import { BEACON_METRICS } from '../../model/beacon.ts';
import { formatPath } from '../../model/breakdown.ts';
import { unitOf, type Metric } from '../../model/metric.ts';
import { knownNodes } from '../../model/metrics/index.ts';

/** The text columns of the table, in order; those that are not `REQUIRED` are NULL where a record does not say. */
export const TEXT_COLUMNS = [
  'type',
  'view',
  'session',
  'sha',
  'route',
  'path',
  'device',
  'connection',
  'country',
  'page_type',
  'variant',
  'state',
  'navigation',
] as const;
export const REQUIRED: readonly string[] = ['type', 'view', 'session', 'sha', 'route', 't'];

/** A node that every breakdown of its metric has, and the column of its values, in the metric's unit. */
export interface NodeColumn {
  readonly path: string;
  readonly segments: readonly string[];
  readonly column: string;
}

/** Every node of the metrics that a beacon measures, wholes before their parts. */
export const NODE_COLUMNS: readonly NodeColumn[] = knownNodes()
  .filter(({ segments: [metric] }) => BEACON_METRICS.some((each) => each === metric))
  .map(({ segments }) => ({ segments, path: formatPath(segments), column: columnOf(segments) }));

/** `["lcp", "resource-load-delay"]` → `lcp_resource_load_delay`. */
function columnOf(segments: readonly string[]): string {
  return segments.join('_').replaceAll('-', '_');
}

/** The server layers of a record: a JSON object of their milliseconds by name. */
export const LAYERS_COLUMN = 'layers';

/** All columns of the table, in order. */
export const COLUMNS: readonly string[] = [
  ...TEXT_COLUMNS.slice(0, 3),
  't',
  ...TEXT_COLUMNS.slice(3),
  ...NODE_COLUMNS.map(({ column }) => column),
  LAYERS_COLUMN,
];

/** The largest value of a metric that is believed, in its unit. */
export function mostOf(metric: Metric): number {
  return unitOf(metric) === 'score' ? HIGHEST_CLS : LONGEST_MS;
}
