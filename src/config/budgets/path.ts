import { formatPath, parsePath } from '../../model/breakdown.ts';
import { knownNodes, knownParts, METRICS, partsAt, unitOf, type Metric } from '../../model/metrics/index.ts';
import { didYouMean, quote, type Diagnostic } from '../../source/diagnostic.ts';

/** A node of a breakdown that a budget names. `path` is its canonical form, so that two spellings of a node are one. */
export interface BudgetPath {
  readonly path: string;
  readonly segments: readonly string[];
  readonly metric: Metric;
}

/** The ids below a node: a fixed list, or names that only the page knows (and `open` says what they are). */
type Children = { readonly fixed: readonly string[] } | { readonly open: string };

function childrenOf(parent: readonly string[]): Children {
  if (parent.length === 0) return { fixed: METRICS };
  const parts = partsAt(parent) ?? { known: [] };
  return 'open' in parts ? parts : { fixed: parts.known.map(({ id }) => id) };
}

/** Every path that does not depend on the page, parents first. */
export const KNOWN_PATHS: readonly string[] = knownNodes().map(({ segments }) => segments.join('.'));

/** The nodes whose parts only the page knows. */
export const DYNAMIC_PARENTS: readonly string[] = knownNodes()
  .filter(({ segments }) => 'open' in childrenOf(segments))
  .map(({ segments }) => segments.join('.'));

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
      todo: 'Write ids with dots between them, for example lcp.ttfb; quote an id that holds a dot.',
    };
  const wrong = firstComplaint(written, segments);
  if (wrong !== null) return wrong;
  const metric = METRICS.find((name) => name === segments[0]) ?? 'lcp';
  return { path: formatPath(segments), segments, metric };
}

function firstComplaint(written: string, segments: readonly string[]): Diagnostic | null {
  for (const [depth, segment] of segments.entries()) {
    const parent = segments.slice(0, depth);
    const children = childrenOf(parent);
    if ('open' in children)
      return foreignPhase(written, segments, children.open) ?? tooDeep(segments, depth, children.open);
    if (!children.fixed.includes(segment)) return unknownId(written, parent.join('.'), segment, children.fixed);
  }
  return null;
}

/** Whose parts the page names may be called anything but what only another metric has: `cls.ttfb` is a slip. */
function foreignPhase(written: string, [metric = '', phase = '']: readonly string[], open: string): Diagnostic | null {
  if (partsAt([metric]) === undefined || !('open' in (partsAt([metric]) ?? {}))) return null;
  const other = METRICS.find(
    (each) => unitOf(each) === 'ms' && knownParts(partsAt([each])).some(({ id }) => id === phase),
  );
  if (other === undefined) return null;
  return {
    what: `No metric has the part ${quote(written)}.`,
    todo: `Did you mean "${other}.${phase}"? A part of ${metric} is ${open}.`,
  };
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

/** What else people call a part. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  script: ['js', 'javascript'],
  stylesheet: ['css'],
  image: ['img'],
  fetch: ['xhr'],
};

function unknownId(written: string, parent: string, id: string, siblings: readonly string[]): Diagnostic {
  const what = `No metric has the part ${quote(written)}.`;
  if (siblings.length === 0) return { what, todo: `${parent} has no parts: budget ${parent} itself.` };
  const near = siblings.find((sibling) => OTHER_WORDS[sibling]?.includes(id)) ?? didYouMean(id, siblings);
  const place = parent === '' ? '' : `${parent}.`;
  const elsewhere = KNOWN_PATHS.find((path) => path.endsWith(`.${id}`));
  const meant = near === null ? elsewhere : `${place}${near}`;
  const list = `${parent === '' ? 'The metrics are' : `Below ${parent} there are`}: ${siblings.join(', ')}.`;
  return { what, todo: meant === undefined ? list : `Did you mean "${meant}"? ${list}` };
}
