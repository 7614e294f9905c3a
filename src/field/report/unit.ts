import { parsePath } from '../../model/breakdown.ts';
import { isMetric, unitOf, type Unit } from '../../model/metric.ts';

/** The unit of a node's values: ms, or a score. */
export function unitOfPath(path: string): Unit {
  const [metric = ''] = parsePath(path) ?? [];
  return isMetric(metric) ? unitOf(metric) : 'ms';
}
