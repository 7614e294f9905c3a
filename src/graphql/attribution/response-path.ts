import { Kind, print, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';

import { deepestDominant } from '../../model/breakdown.ts';
import type { Contribution } from '../cost/types.ts';

/** A response path of an operation and how much more is paid at it and below it. */
export interface PathChange {
  readonly path: readonly string[];
  readonly amount: number;
}

/**
 * The response path that holds most of an operation's change: from the root down as long as one path below holds most
 * of it, but not below a field that was added, removed or given other arguments. Null if nothing changed.
 */
export function changedPath(
  base: { readonly document: DocumentNode; readonly contributions: readonly Contribution[] },
  head: { readonly document: DocumentNode; readonly contributions: readonly Contribution[] },
): PathChange | null {
  const sums = subtreeSums(base.contributions, head.contributions);
  const whole: PathChange = { path: [], amount: sums.get(key([])) ?? 0 };
  if (whole.amount === 0) return null;
  return deepestDominant(
    whole,
    ({ path }) => (path.length > 0 && isEdited(path, base.document, head.document) ? [] : changesBelow(path, sums)),
    ({ amount }) => amount,
  );
}

/** Head − base of every path with all that is below it. */
function subtreeSums(base: readonly Contribution[], head: readonly Contribution[]): Map<string, number> {
  const sums = new Map<string, number>();
  const add = ({ path, cost }: Contribution, sign: 1 | -1): void => {
    for (let length = 0; length <= path.length; length += 1) {
      const at = key(path.slice(0, length));
      sums.set(at, (sums.get(at) ?? 0) + sign * cost);
    }
  };
  for (const contribution of base) add(contribution, -1);
  for (const contribution of head) add(contribution, 1);
  return sums;
}

function changesBelow(parent: readonly string[], sums: ReadonlyMap<string, number>): PathChange[] {
  return [...sums]
    .map(([id, amount]) => ({ path: JSON.parse(id) as string[], amount }))
    .filter(({ path }) => path.length === parent.length + 1 && parent.every((each, index) => path[index] === each));
}

function key(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** Whether the fields of a path were added, removed, or given other arguments or directives. */
function isEdited(path: readonly string[], base: DocumentNode, head: DocumentNode): boolean {
  const text = (document: DocumentNode): string =>
    fieldsAt(document, path).map(withoutSelections).toSorted().join('\n');
  return text(base) !== text(head);
}

function withoutSelections(field: FieldNode): string {
  return print({ ...field, selectionSet: undefined });
}

/** The fields of an operation that a response path is answered by; several where a response merges them. */
export function fieldsAt(document: DocumentNode, path: readonly string[]): FieldNode[] {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  let sets: readonly SelectionSetNode[] = [operation.selectionSet];
  let fields: FieldNode[] = [];
  for (const responseKey of path) {
    fields = sets
      .flatMap((set) => flattened(set, document, new Set()))
      .filter(({ alias, name }) => (alias ?? name).value === responseKey);
    sets = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return fields;
}

function flattened(set: SelectionSetNode, document: DocumentNode, spread: Set<string>): FieldNode[] {
  return set.selections.flatMap((selection): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return flattened(selection.selectionSet, document, spread);
    const name = selection.name.value;
    if (spread.has(name)) return [];
    spread.add(name);
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? flattened(fragment.selectionSet, document, spread) : [];
  });
}
