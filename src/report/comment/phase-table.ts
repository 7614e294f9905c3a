import { nodeAt, type Breakdown } from '../../model/breakdown.ts';
import type { Comparison, Difference } from '../../model/comparison.ts';
import { isResolved } from '../../model/difference.ts';
import type { RouteReport } from '../../model/report.ts';
import { lcpElementsDiffer } from '../../explain/evidence-clues.ts';
import { change, isNothing, quantity } from '../words/format.ts';
import { row } from './markdown.ts';
import { pathPhrase } from '../words/names.ts';
import { inMarkdown, type Phrase } from '../words/phrase.ts';

/** A page may shift hundreds of elements; these many say enough. */
const MOST_PARTS = 8;

/** The phase trees of one route's comparisons as one table: base, head and change of every node worth a line. */
export function treeTable(comparisons: readonly Comparison[], route: RouteReport | null): string {
  const hasBase = comparisons.some(({ base }) => base !== null);
  const header = hasBase
    ? ['| Part | Base | Head | Change (95 % interval) |', '| :-- | --: | --: | --: |']
    : ['| Part | Head |', '| :-- | --: |'];
  return [...header, ...comparisons.flatMap((comparison) => treeRows(comparison, route, hasBase))].join('\n');
}

function treeRows(comparison: Comparison, route: RouteReport | null, hasBase: boolean): string[] {
  const comparable = comparison.metric !== 'lcp' || route === null || !lcpElementsDiffer(route.evidence);
  const paths = nodesToShow(comparison.difference ?? comparison.head, []);
  return paths.map((segments) => row(cells(comparison, segments, comparable, hasBase)));
}

function cells(comparison: Comparison, segments: readonly string[], comparable: boolean, hasBase: boolean): string[] {
  const value = (tree: Breakdown | null) => (tree === null ? 0 : (nodeAt(tree, segments)?.value ?? 0));
  const whole = segments.length === 1;
  const bold = (text: string) => (whole ? `**${text}**` : text);
  const head = bold(quantity(value(comparison.head), comparison.unit));
  if (!hasBase) return [label(segments), head];
  const difference = comparison.difference === null ? null : (nodeAt(comparison.difference, segments) ?? null);
  const moved = whole || comparable ? changeCell(difference, comparison) : 'not comparable: another element';
  return [label(segments), bold(quantity(value(comparison.base), comparison.unit)), head, bold(moved)];
}

function changeCell(difference: Difference | null, { unit }: Comparison): string {
  if (difference === null) return '–';
  const resolved = isResolved(difference) || isNothing(difference, unit);
  return change(difference, unit) + (resolved ? '' : ', may be noise');
}

/** **LCP**, TTFB, ↳ request › `db` */
function label(segments: readonly string[]): string {
  const [metric, phase, ...below] = segments;
  const path: Phrase = pathPhrase(below.length > 0 ? below : [phase ?? metric ?? ''], metric);
  const text = inMarkdown(path);
  if (segments.length === 1) return `**${text}**`;
  return below.length > 0 ? `↳ ${text}` : text;
}

interface Node {
  readonly id: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly parts: readonly Node[];
}

/** The whole, its phases, and below those only groups of parts with at least one change. */
function nodesToShow(node: Node, above: readonly string[]): string[][] {
  const segments = [...above, node.id];
  const parts = largest(above.length === 0 ? node.parts : node.parts.filter((part) => !isStill(part)));
  const worthIt = above.length === 0 || parts.some(hasChanged);
  return [segments, ...(worthIt ? parts.flatMap((part) => nodesToShow(part, segments)) : [])];
}

function hasChanged({ low, high }: Node): boolean {
  return low !== undefined && high !== undefined && isResolved({ low, high });
}

/** Nothing moved, mostly because there was nothing on either side. */
function isStill({ value, low, high }: Node): boolean {
  return value === 0 && low === 0 && high === 0;
}

/** The largest parts, in their own order. */
function largest(parts: readonly Node[]): readonly Node[] {
  if (parts.length <= MOST_PARTS) return parts;
  const bySize = parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const kept = new Set(bySize.slice(0, MOST_PARTS));
  return parts.filter((part) => kept.has(part));
}
