/** What CrUX calls a metric, the node of it, and the values that its p75 can have. */
export interface CruxMetric {
  readonly name: string;
  /** Null: nothing is budgeted by it. */
  readonly path: string | null;
  readonly unit: 'ms' | 'score';
  /** The least and the most that is believed, in its unit. */
  readonly least: number;
  readonly most: number;
}

const MINUTE_MS = 60_000;
const IMAGE = 'largest_contentful_paint_image_';

/**
 * The metrics of a record of the CrUX API whose p75 is read (https://developer.chrome.com/docs/crux/methodology/metrics). No
 * page has its largest paint within 50 ms at p75: a value below that is in seconds, and one beyond a minute in microseconds.
 */
export const CRUX_METRICS: readonly CruxMetric[] = [
  { name: 'largest_contentful_paint', path: 'lcp', unit: 'ms', least: 50, most: MINUTE_MS },
  { name: 'experimental_time_to_first_byte', path: 'lcp.ttfb', unit: 'ms', least: 1, most: MINUTE_MS },
  { name: `${IMAGE}time_to_first_byte`, path: 'lcp.ttfb', unit: 'ms', least: 1, most: MINUTE_MS },
  { name: `${IMAGE}resource_load_delay`, path: 'lcp.resource-load-delay', unit: 'ms', least: 0, most: MINUTE_MS },
  { name: `${IMAGE}resource_load_duration`, path: 'lcp.resource-load-duration', unit: 'ms', least: 0, most: MINUTE_MS },
  { name: `${IMAGE}element_render_delay`, path: 'lcp.element-render-delay', unit: 'ms', least: 0, most: MINUTE_MS },
  { name: 'interaction_to_next_paint', path: 'inp', unit: 'ms', least: 1, most: 10_000 },
  { name: 'cumulative_layout_shift', path: 'cls', unit: 'score', least: 0, most: 2 },
  { name: 'round_trip_time', path: null, unit: 'ms', least: 1, most: 10_000 },
];

export const ROUND_TRIP = 'round_trip_time';

/** Whether a metric is of the page views alone whose largest paint is an image. */
export function isOfImages(name: string): boolean {
  return name.startsWith(IMAGE);
}
