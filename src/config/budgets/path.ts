import { formatPath, parsePath } from '../../model/breakdown.ts';
import { LOAD_PARTS, METRICS, PHASES, TTFB_PARTS, type Metric } from '../../model/metric.ts';
import { didYouMean, quote, type Diagnostic } from '../../source/diagnostic.ts';

/** A node of a breakdown that a budget names. `path` is its canonical form, so that two spellings of a node are one. */
export interface BudgetPath {
  readonly path: string;
  readonly segments: readonly string[];
  readonly metric: Metric;
}

/** The ids below a node: a fixed list, or names that only the page knows (and `parts` says what they are). */
type Children = { readonly fixed: readonly string[] } | { readonly parts: string };

const DYNAMIC: Readonly<Record<string, string>> = {
  'lcp.ttfb.request': 'a Server-Timing layer',
  'inp.processing-duration': 'a script',
  cls: 'a shifted element',
};
const FIXED: Readonly<Record<string, readonly string[]>> = {
  '': METRICS,
  lcp: PHASES.lcp,
  'lcp.ttfb': TTFB_PARTS,
  'lcp.resource-load-duration': LOAD_PARTS,
  inp: PHASES.inp,
};

function childrenOf(parent: string): Children {
  const parts = DYNAMIC[parent];
  return parts === undefined ? { fixed: FIXED[parent] ?? [] } : { parts };
}

/** Every path that does not depend on the page, parents first. */
export const KNOWN_PATHS: readonly string[] = METRICS.flatMap((metric) => [metric, ...below(metric)]);

function below(parent: string): string[] {
  return (FIXED[parent] ?? []).flatMap((id) => [`${parent}.${id}`, ...below(`${parent}.${id}`)]);
}

/** The nodes whose parts only the page knows. */
export const DYNAMIC_PARENTS: readonly string[] = Object.keys(DYNAMIC);

/** Matches the paths of `readBudgetPath` for JSON Schema; it does not look inside quoted segments. */
export const BUDGET_PATH_PATTERN = `^(?:${[
  ...KNOWN_PATHS.map(spellings),
  ...DYNAMIC_PARENTS.map((path) => `${spellings(path)}\\..+`),
].join('|')})$`;

/** A pattern of a path in which any id may be quoted. */
export function spellings(path: string): string {
  return path
    .split('.')
    .map((id) => `(?:${id}|"${id}")`)
    .join('\\.');
}

/** The node that a budget's key names, or what is wrong with the key. */
export function readBudgetPath(written: string): BudgetPath | Diagnostic {
  const segments = parsePath(written);
  if (segments === undefined)
    return {
      what: `${quote(written)} is not a path of a metric.`,
      todo: 'Write ids with dots between them, as lcp.ttfb; quote an id that holds a dot.',
    };
  const wrong = firstComplaint(written, segments);
  if (wrong !== null) return wrong;
  const metric = METRICS.find((name) => name === segments[0]) ?? 'lcp';
  return { path: formatPath(segments), segments, metric };
}

function firstComplaint(written: string, segments: readonly string[]): Diagnostic | null {
  for (const [depth, segment] of segments.entries()) {
    const parent = segments.slice(0, depth).join('.');
    const children = childrenOf(parent);
    if ('parts' in children) return tooDeep(segments, depth, children.parts);
    if (!children.fixed.includes(segment)) return unknownId(written, parent, segment, children.fixed);
  }
  return null;
}

/** Below a node with dynamic parts there is one level: further dots are meant as part of its name. */
function tooDeep(segments: readonly string[], depth: number, parts: string): Diagnostic | null {
  if (depth === segments.length - 1) return null;
  const meant = formatPath([...segments.slice(0, depth), segments.slice(depth).join('.')]);
  return {
    what: `${quote(formatPath(segments))} goes deeper than ${parts}, which has no parts.`,
    todo: `Quote a name that holds a dot: '${meant}'.`,
  };
}

function unknownId(written: string, parent: string, id: string, siblings: readonly string[]): Diagnostic {
  const what = `No metric has the part ${quote(written)}.`;
  if (siblings.length === 0) return { what, todo: `Nothing is below ${parent}: budget ${parent} itself.` };
  const near = didYouMean(id, siblings);
  const place = parent === '' ? '' : `${parent}.`;
  const elsewhere = KNOWN_PATHS.find((path) => path.endsWith(`.${id}`));
  const meant = near === null ? elsewhere : `${place}${near}`;
  const list = `${parent === '' ? 'The metrics are' : `Below ${parent} there are`}: ${siblings.join(', ')}.`;
  return { what, todo: meant === undefined ? list : `Did you mean "${meant}"? ${list}` };
}
