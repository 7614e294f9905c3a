/**
 * A quantity with the additive parts that make it up. A leaf has no parts; everywhere else `value` is the sum of the
 * parts' values. Milliseconds for times, the unitless score for CLS; costs have no unit and may be Infinity.
 */
export interface Breakdown {
  readonly id: string;
  readonly value: number;
  readonly parts: readonly Breakdown[];
}

/** A number as JSON has it. */
export type JsonNumber = number | 'unbounded' | '-unbounded';

export function jsonNumber(value: number): JsonNumber {
  if (Number.isFinite(value)) return value;
  return value > 0 ? 'unbounded' : '-unbounded';
}

/** How far Σ parts may lie from the value: only by floating-point dust. */
export const SUM_TOLERANCE = 1e-9;

export function leaf(id: string, value: number): Breakdown {
  return { id, value, parts: [] };
}

/** A node whose value is, by construction, the sum of its parts. */
export function sumOf(id: string, parts: readonly Breakdown[]): Breakdown {
  return { id, value: parts.reduce((sum, part) => sum + part.value, 0), parts };
}

/**
 * A node of a known value whose parts explain some of it; the rest becomes a part named `remainder`. If the parts
 * exceed the value they cannot split it, so the node stays a leaf.
 */
export function withRemainder(id: string, value: number, parts: readonly Breakdown[], remainder: string): Breakdown {
  const explained = parts.reduce((sum, part) => sum + part.value, 0);
  if (parts.length === 0 || explained > value + SUM_TOLERANCE) return leaf(id, value);
  return { id, value, parts: [...parts, leaf(remainder, value - explained)] };
}

/** The whole tree times a factor. */
export function scaled({ id, value, parts }: Breakdown, factor: number): Breakdown {
  return parts.length === 0
    ? leaf(id, value * factor)
    : sumOf(
        id,
        parts.map((part) => scaled(part, factor)),
      );
}

/**
 * The tree with at most `most` parts at every node: the smallest of more are one part named `remainder`, so that sums
 * stay what they were. A hostile page can have any number.
 */
export function capped({ id, value, parts }: Breakdown, most: number, remainder: string): Breakdown {
  if (parts.length <= most) return { id, value, parts: parts.map((part) => capped(part, most, remainder)) };
  const bySize = parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const kept = new Set(bySize.filter((part) => part.id !== remainder).slice(0, most - 1));
  const rest = parts.filter((part) => !kept.has(part)).reduce((sum, part) => sum + part.value, 0);
  const shown = parts.filter((part) => kept.has(part)).map((part) => capped(part, most, remainder));
  return { id, value, parts: [...shown, leaf(remainder, rest)] };
}

/** A breakdown, or what is shaped like one: the differences of its nodes, or their values in every visit. */
interface Tree<Node> {
  readonly id: string;
  readonly parts: readonly Node[];
}

/** The node a path below (and including) `root` names, or undefined. The first segment is the root's own id. */
export function nodeAt<Node extends Tree<Node>>(root: Node, segments: readonly string[]): Node | undefined {
  const [first, ...rest] = segments;
  if (first !== root.id) return undefined;
  return rest.reduce<Node | undefined>((node, segment) => node?.parts.find((part) => part.id === segment), root);
}

/** A part says where the change of its whole comes from if it holds at least this much of it. */
const DOMINANT = 0.5;

/**
 * Follows a change from a node down to where it comes from: to the largest part in its direction as long as that holds at
 * least half of it.
 *
 * @param partsOf the parts that may be followed
 * @param changeOf how much more a node is on head; may be infinite
 */
export function deepestDominant<Node>(
  top: Node,
  partsOf: (node: Node) => readonly Node[],
  changeOf: (node: Node) => number,
): Node {
  const whole = changeOf(top);
  const largest = largestBy(
    partsOf(top).filter((part) => changeOf(part) * whole > 0),
    (part) => Math.abs(changeOf(part)),
  );
  if (largest === null || Math.abs(changeOf(largest)) < DOMINANT * Math.abs(whole)) return top;
  return deepestDominant(largest, partsOf, changeOf);
}

/** The first of the largest; null of none. */
export function largestBy<Item>(items: readonly Item[], sizeOf: (item: Item) => number): Item | null {
  return items.reduce<Item | null>((best, item) => (best === null || sizeOf(item) > sizeOf(best) ? item : best), null);
}

/** Every node of the tree with its path segments, parents before children. */
function* walk(root: Breakdown, prefix: readonly string[] = []): Generator<[segments: string[], node: Breakdown]> {
  const segments = [...prefix, root.id];
  yield [segments, root];
  for (const part of root.parts) yield* walk(part, segments);
}

/** Throws if some node's parts do not add up to its value: an implementation error, never a user's. */
export function assertSums(root: Breakdown): void {
  for (const [segments, node] of walk(root)) {
    if (node.parts.length === 0) continue;
    const sum = node.parts.reduce((total, part) => total + part.value, 0);
    if (sum !== node.value && !(Math.abs(sum - node.value) <= SUM_TOLERANCE))
      throw new Error(`parts of ${formatPath(segments)} sum to ${sum}, not ${node.value}`);
  }
}

/** `["lcp", "ttfb"]` → `lcp.ttfb`; a segment that holds a dot or a quote is quoted. */
export function formatPath(segments: readonly string[]): string {
  return segments.map((segment) => (/[."\s]/.test(segment) ? JSON.stringify(segment) : segment)).join('.');
}

/** `lcp.ttfb.request."cdn.example"` → its segments; undefined if it is not a path. */
export function parsePath(path: string): string[] | undefined {
  const segments: string[] = [];
  let rest = path;
  for (;;) {
    const match = /^(?:"(?:[^"\\]|\\.)*"|[^."\s][^."]*)/.exec(rest);
    if (!match) return undefined;
    const segment = unquote(match[0]);
    if (segment === undefined || segment === '') return undefined;
    segments.push(segment);
    rest = rest.slice(match[0].length);
    if (rest === '') return segments;
    if (!rest.startsWith('.')) return undefined;
    rest = rest.slice(1);
  }
}

function unquote(segment: string): string | undefined {
  if (!segment.startsWith('"')) return segment.trimEnd();
  try {
    return JSON.parse(segment) as string;
  } catch {
    return undefined;
  }
}
