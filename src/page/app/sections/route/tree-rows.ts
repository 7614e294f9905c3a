import { formatPath } from '../../../../model/breakdown.ts';
import type { Comparison } from '../../../../model/comparison.ts';
import { isResolved } from '../../../../model/difference.ts';

/** A node of a breakdown as a row of a table that unfolds. */
export interface TreeRow {
  /** From the metric down. */
  readonly path: readonly string[];
  readonly key: string;
  /** As budgets name it. */
  readonly budgetPath: string;
  /** Which phase it is or belongs to, from 0; null for the whole. */
  readonly phase: number | null;
  /** Which part of its whole it is, from 0. */
  readonly order: number;
  /** Whether its parts are shown; null if it has none. */
  readonly isOpen: boolean | null;
  /** How many of its smallest parts are left out until a reader asks for them by `keyOfRest`. */
  readonly hidden: number;
}

interface Tree {
  readonly id: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly parts: readonly Tree[];
}

/** A page may shift, run or load hundreds of things; so many parts are shown at first. */
const MOST_PARTS = 12;

/** The rows that are shown: wholes before their parts, and the parts of what is open. */
export function rowsOf({ difference, head }: Comparison, open: ReadonlySet<string>): TreeRow[] {
  const rowsBelow = (node: Tree, above: readonly string[], phase: number | null, order: number): TreeRow[] => {
    const path = [...above, node.id];
    const key = keyOfPath(path);
    const isOpen = node.parts.length === 0 ? null : open.has(key);
    const shown = open.has(keyOfRest(key)) ? new Set(node.parts) : largestOf(node.parts);
    const hidden = isOpen === true ? node.parts.length - shown.size : 0;
    const row = { path, key, budgetPath: formatPath(path), phase, order, isOpen, hidden };
    const below = node.parts.flatMap((part, index) =>
      isOpen === true && shown.has(part) ? rowsBelow(part, path, phase ?? index, index) : [],
    );
    return [row, ...below];
  };
  return rowsBelow(difference ?? head, [], null, 0);
}

/** What is open before anyone has asked: the whole, and what holds a change that is more than noise. */
export function openAtFirst({ difference, head }: Comparison): ReadonlySet<string> {
  const open = new Set<string>();
  const visit = (node: Tree, above: readonly string[]): void => {
    const path = [...above, node.id];
    if (node.parts.length > 0 && (above.length === 0 || node.parts.some(hasChanged))) open.add(keyOfPath(path));
    for (const part of node.parts) visit(part, path);
  };
  visit(difference ?? head, []);
  return open;
}

/** What stands in the set of what is open where all parts of a node are asked for. */
export function keyOfRest(key: string): string {
  return `${key} all`;
}

function largestOf(parts: readonly Tree[]): ReadonlySet<Tree> {
  const bySize = parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  return new Set(bySize.slice(0, MOST_PARTS));
}

function hasChanged({ low, high }: Tree): boolean {
  return low !== undefined && high !== undefined && isResolved({ low, high });
}

function keyOfPath(path: readonly string[]): string {
  return JSON.stringify(path);
}
