import { typeNamed, type TypeDefinition } from './definitions.ts';
import type { SizedBelow, Sizing } from './list-size.ts';
import { routerSize, type RouterSizes } from './router-list-size.ts';
import type { SelectedField, Selections } from './selections.ts';

/** A selection set on its static type, with the list sizes from above. */
export interface RouterRequest {
  readonly type: TypeDefinition;
  readonly selections: Selections;
  readonly sizes: RouterSizes;
}

/** How many selection sets may wait for each other on the stack. */
const MAX_STACKED = 200;

/**
 * What to cost before an operation, in this order, where selections lie deeper in each other than the stack is: all that
 * is below, the deepest first.
 */
export function deepestFirst(root: RouterRequest, sizing: Sizing): readonly RouterRequest[] {
  if (root.selections.depth <= MAX_STACKED) return [];
  const found = new Map<string, RouterRequest>();
  const queue = [root];
  for (const request of queue)
    for (const below of requestsBelow(request, sizing)) {
      const key = `${below.selections.id} ${contextOf(below)}`;
      if (found.has(key)) continue;
      found.set(key, below);
      queue.push(below);
    }
  return [...found.values()].toSorted((one, other) => one.selections.depth - other.selections.depth);
}

function requestsBelow({ type, selections, sizes }: RouterRequest, sizing: Sizing): readonly RouterRequest[] {
  return selections.items.flatMap((item): RouterRequest[] => {
    if (item.kind === 'fragment') {
      const onType = item.onType === null ? type : typeNamed(sizing.graph, item.onType);
      return [{ type: onType, selections: item.selections, sizes }];
    }
    const field = type.fields.get(item.name);
    if (field === undefined || item.selections === null || !isCounted(item)) return [];
    const { below } = routerSize(field, item.node, sizes, sizing);
    return [{ type: typeNamed(sizing.graph, field.type), selections: item.selections, sizes: below }];
  });
}

/** The router looks at literals only, and on fields only. Introspection costs nothing. */
export function isCounted({ name, conditions }: SelectedField): boolean {
  return !name.startsWith('__') && conditions.every((each) => !('literal' in each) || each.literal === each.include);
}

/** All that the cost of a selection depends on besides itself, as a key. */
export function contextOf({ type, sizes }: Pick<RouterRequest, 'type' | 'sizes'>): string {
  const { parent, farther } = sizes;
  return parent.length + farther.length === 0 ? type.name : `${type.name} ${keyOf(parent)} ${keyOf(farther)}`;
}

function keyOf(sized: readonly SizedBelow[]): string {
  return sized.map(({ fields, size }) => `${fields.id}=${size}`).join();
}
