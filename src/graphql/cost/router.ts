import { contributionsOf } from './contributions.ts';
import { defaultWeight, typeNamed, type FieldDefinition, type TypeDefinition } from './definitions.ts';
import { readFieldSet, type ReadOperation } from './document.ts';
import type { SizedField, Sizing } from './list-size.ts';
import { sumOfParts, times, type Part, type Payment } from './payment.ts';
import { routerInputCost } from './router-inputs.ts';
import { routerExpectedSize, routerItems } from './router-list-size.ts';
import type { SelectedField, Selections } from './selections.ts';
import type { CostTotal } from './types.ts';

/** What a mutation costs before it selects anything. */
const MUTATION_COST = 10;

/**
 * The estimate that Apollo Router (1.48 to 2.14, `demand_control`, `static_estimated`) holds an operation to. Selections
 * are added up as they stand: nothing is merged, and types that exclude each other count both.
 */
export function routerCost({ node, selections }: ReadOperation, rootName: string, sizing: Sizing): CostTotal {
  const parts = new RouterScopes(sizing).parts(typeNamed(sizing.graph, rootName), selections, []);
  const own = node.operation === 'mutation' ? MUTATION_COST : 0;
  return contributionsOf(payment(own, 0, 1, parts), rootName);
}

class RouterScopes {
  readonly #sizing: Sizing;
  readonly #parts = new Map<string, readonly Part[]>();
  readonly #payments = new Map<string, Payment>();
  readonly #required = new Set<FieldDefinition>();

  constructor(sizing: Sizing) {
    this.#sizing = sizing;
  }

  /** What a selection set costs on its static type; a selection made several times is one part with a count. */
  parts(type: TypeDefinition, selections: Selections, inherited: readonly SizedField[]): readonly Part[] {
    const key = `${type.name} ${selections.id} ${keyOf(inherited)}`;
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const parts = new Map<Payment, Part>();
    const add = (part: Part): void => {
      const before = parts.get(part.payment);
      parts.set(part.payment, before === undefined ? part : { ...part, count: before.count + part.count });
    };
    for (const item of selections.items)
      if (item.kind === 'fragment') {
        const onType = item.onType === null ? type : typeNamed(this.#sizing.graph, item.onType);
        this.parts(onType, item.selections, inherited).forEach(add);
      } else if (isCounted(item)) add(this.#part(type, item, inherited));
    const found = [...parts.values()];
    this.#parts.set(key, found);
    return found;
  }

  #part(type: TypeDefinition, selected: SelectedField, inherited: readonly SizedField[]): Part {
    const field = type.fields.get(selected.name);
    if (field === undefined) throw new RangeError(`no field ${selected.name} in ${type.name}`);
    const key = `${type.name} ${selected.id} ${keyOf(inherited)}`;
    const paid = this.#payments.get(key) ?? this.#payment(type, field, selected, inherited);
    this.#payments.set(key, paid);
    return { key: selected.key, coordinate: field.coordinate, payment: paid, count: 1 };
  }

  /** items × (weight + selections) + arguments + what `@requires` fetches. */
  #payment(
    type: TypeDefinition,
    field: FieldDefinition,
    { node, selections }: SelectedField,
    inherited: readonly SizedField[],
  ): Payment {
    const expected = routerExpectedSize(field, node, this.#sizing);
    const sized = field.listSizes[0]?.sizedFields ?? [];
    const handed = expected === null ? [] : sized.map((path) => ({ path, size: expected }));
    const returned = typeNamed(this.#sizing.graph, field.type);
    return payment(
      routerInputCost(field, node, this.#sizing) + this.#requiredCost(type, field, handed),
      field.weight ?? returned.weight ?? defaultWeight(returned),
      routerItems(field, expected, inherited, this.#sizing),
      selections === null ? [] : this.parts(returned, selections, handed),
    );
  }

  /** A field that requires itself by way of others counts once. */
  #requiredCost(type: TypeDefinition, field: FieldDefinition, handed: readonly SizedField[]): number {
    if (this.#required.has(field)) return 0;
    this.#required.add(field);
    const costs = field.requires.map((fieldSet) => sumOfParts(this.parts(type, readFieldSet(fieldSet), handed)));
    this.#required.delete(field);
    return costs.reduce((sum, cost) => sum + cost, 0);
  }
}

function payment(own: number, perItem: number, size: number, parts: readonly Part[]): Payment {
  return { own, perItem, size, parts, floor: 0, total: own + times(size, perItem + sumOfParts(parts)) };
}

/** The router looks at literals only, and on fields only. Introspection costs nothing. */
function isCounted({ name, conditions }: SelectedField): boolean {
  return !name.startsWith('__') && conditions.every((each) => !('literal' in each) || each.literal === each.include);
}

function keyOf(inherited: readonly SizedField[]): string {
  return inherited.map(({ path, size }) => `${path.join('.')}=${size}`).join();
}
