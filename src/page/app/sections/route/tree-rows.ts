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
  /** Which phase it is, from 0, where it is one that is drawn. */
  readonly phase: number | null;
  /** Whether its parts are shown; null if it has none. */
  readonly isOpen: boolean | null;
}

interface Tree {
  readonly id: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly parts: readonly Tree[];
}

/** The rows that are shown: wholes before their parts, and the parts of what is open. */
export function rowsOf({ difference, head }: Comparison, open: ReadonlySet<string>): TreeRow[] {
  const rowsBelow = (node: Tree, above: readonly string[], phase: number | null): TreeRow[] => {
    const path = [...above, node.id];
    const key = keyOfPath(path);
    const isOpen = node.parts.length === 0 ? null : open.has(key);
    const row = { path, key, budgetPath: formatPath(path), phase, isOpen };
    const isWhole = above.length === 0;
    const parts = isOpen === true ? node.parts : [];
    return [row, ...parts.flatMap((part, index) => rowsBelow(part, path, isWhole ? index : null))];
  };
  return rowsBelow(difference ?? head, [], null);
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

function hasChanged({ low, high }: Tree): boolean {
  return low !== undefined && high !== undefined && isResolved({ low, high });
}

function keyOfPath(path: readonly string[]): string {
  return JSON.stringify(path);
}
