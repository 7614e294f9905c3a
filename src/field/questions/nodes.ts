import { parsePath } from '../../model/breakdown.ts';
import { isMetric, unitOf } from '../../model/metric.ts';
import { LAYERS_COLUMN, mostOf, NODE_COLUMNS } from '../engines/columns.ts';
import { DIALECTS } from '../engines/dialects.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import type { Values } from './template.ts';

/** What the paths of server layers lie below: `lcp.ttfb.request.db`. */
export const LAYERS_PATH = 'lcp.ttfb.request';

/** CLS is counted in steps of a ten-thousandth. */
const CLS_STEPS = 10_000;

/** How many integers of an answer are one of the metric's unit: 1 for ms, 10,000 for CLS. */
export function stepsOf(path: string): number {
  const [metric = ''] = parsePath(path) ?? [];
  return isMetric(metric) && unitOf(metric) === 'score' ? CLS_STEPS : 1;
}

/** Whether a path names something that records have: a node that is always there, or a server layer. */
export function isFieldPath(path: string): boolean {
  return NODE_COLUMNS.some((node) => node.path === path) || layerOf(path) !== null;
}

/** The name of the server layer that a path is of. */
function layerOf(path: string): string | null {
  const segments = parsePath(path) ?? [];
  const above = segments.slice(0, -1).join('.');
  return above === LAYERS_PATH ? (segments.at(-1) ?? null) : null;
}

/** What a template says of a node. */
export function valuesOfNode(dialect: PrintedDialect, path: string): Values {
  const words = DIALECTS[dialect];
  const value = valueOf(dialect, path);
  const steps = stepsOf(path);
  const integer = `FLOOR(${steps === 1 ? value : `${value} * ${steps}`} + 0.5)`;
  const [metric = ''] = parsePath(path) ?? [];
  return {
    path: words.text(path),
    value,
    most: String(mostOf(isMetric(metric) ? metric : 'lcp')),
    integer,
    reading: words.integer(integer),
  };
}

function valueOf(dialect: PrintedDialect, path: string): string {
  const known = NODE_COLUMNS.find((node) => node.path === path);
  if (known !== undefined) return known.column;
  const layer = layerOf(path);
  if (layer === null) throw new Error(`records have no ${path}`);
  return DIALECTS[dialect].layer(LAYERS_COLUMN, layer);
}
