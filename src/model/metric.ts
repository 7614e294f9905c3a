/** The Core Web Vitals a visit measures. */
export const METRICS = ['lcp', 'inp', 'cls'] as const;
export type Metric = (typeof METRICS)[number];

export function isMetric(id: string): id is Metric {
  return (METRICS as readonly string[]).includes(id);
}

/** What a GraphQL operation costs. */
export const GRAPH_METRICS = ['type-cost', 'field-cost', 'cost', 'planned-cost', 'fetches', 'waves'] as const;
export type GraphMetric = (typeof GRAPH_METRICS)[number];

export function isGraphMetric(id: string): id is GraphMetric {
  return (GRAPH_METRICS as readonly string[]).includes(id);
}

export type Unit = 'ms' | 'score' | 'cost';

export function unitOf(metric: Metric): 'ms' | 'score' {
  return metric === 'cls' ? 'score' : 'ms';
}

/** The phases every breakdown of a metric has, in order. Their own parts (layers, scripts, elements) depend on the page. */
export const PHASES = {
  lcp: ['ttfb', 'resource-load-delay', 'resource-load-duration', 'element-render-delay'],
  inp: ['input-delay', 'processing-duration', 'presentation-delay'],
  cls: [],
} as const satisfies Record<Metric, readonly string[]>;

/** The parts every TTFB has, in order; the layers a Server-Timing header declares lie below `request`. */
export const TTFB_PARTS = ['redirect', 'waiting', 'cache', 'dns', 'connect', 'request'] as const;

/** The parts of the load of an LCP resource, in order. Zero where LCP has no resource. */
export const LOAD_PARTS = ['redirect', 'request'] as const;

/** The smallest step a value can change by: ms for LCP and INP (the Event Timing API rounds to 8 ms), score for CLS. */
export const METRIC_STEP: Record<Metric, number> = { lcp: 1, inp: 8, cls: 0.001 };

/** The step of every part of a time metric, ms. */
export const PART_STEP_MS = 0.1;
