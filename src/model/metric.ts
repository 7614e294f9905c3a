export { definitionOf, isExact, isMetric, METRICS, unitOf, type Metric } from './metrics/index.ts';

/** What a GraphQL operation costs. */
export const GRAPH_METRICS = ['type-cost', 'field-cost', 'cost', 'planned-cost', 'fetches', 'waves'] as const;
export type GraphMetric = (typeof GRAPH_METRICS)[number];

export function isGraphMetric(id: string): id is GraphMetric {
  return (GRAPH_METRICS as readonly string[]).includes(id);
}

export type Unit = 'ms' | 'score' | 'bytes' | 'cost';
