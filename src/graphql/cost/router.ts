import { contributionsOf } from './contributions.ts';
import { defaultWeight, typeNamed, type FieldDefinition, type TypeDefinition } from './definitions.ts';
import { readFieldSet, type ReadOperation } from './document.ts';
import type { Sizing } from './list-size.ts';
import { plus, sumOfParts, times, type Part, type Payment } from './payment.ts';
import { routerInputCost } from './router-inputs.ts';
import { NO_SIZES, routerSize, type RouterSizes } from './router-list-size.ts';
import { deepestFirst, isCounted, contextOf, type RouterRequest } from './router-requests.ts';
import type { SelectedField, Selections } from './selections.ts';
import type { CostTotal } from './types.ts';

/** What a mutation costs before it selects anything. */
const MUTATION_COST = 10;

/**
 * The estimate that Apollo Router (2.12 and 2.13, `demand_control`, `static_estimated`) holds an operation to. Selections
 * are added up as they stand: nothing is merged, and types that exclude each other count both.
 */
export function routerCost({ node, selections }: ReadOperation, rootName: string, sizing: Sizing): CostTotal {
  const parts = new RouterScopes(sizing).cost({ type: typeNamed(sizing.graph, rootName), selections, sizes: NO_SIZES });
  const own = node.operation === 'mutation' ? MUTATION_COST : 0;
  return contributionsOf(payment(own, 0, 1, parts), rootName);
}

/**
 * What selections cost, by themselves and by where they are. Each field set numbers its own selections from the start,
 * so ids alone do not tell them apart.
 */
class Memo<Selected, Found> {
  readonly #found = new Map<Selected, Map<string, Found>>();

  get(selected: Selected, context: string): Found | undefined {
    return this.#found.get(selected)?.get(context);
  }

  set(selected: Selected, context: string, found: Found): void {
    const known = this.#found.get(selected) ?? new Map<string, Found>();
    this.#found.set(selected, known.set(context, found));
  }
}

class RouterScopes {
  readonly #sizing: Sizing;
  readonly #parts = new Memo<Selections, readonly Part[]>();
  readonly #payments = new Memo<SelectedField, Payment>();
  readonly #fieldSets = new Map<string, Selections>();
  /** The fields whose requirements are being costed. */
  readonly #required = new Set<FieldDefinition>();
  /** How often a requirement was left out because it is being costed. */
  #cuts = 0;

  constructor(sizing: Sizing) {
    this.#sizing = sizing;
  }

  /** What the operation's selections cost. */
  cost(operation: RouterRequest): readonly Part[] {
    for (const request of deepestFirst(operation, this.#sizing)) this.#find(request);
    return this.#find(operation);
  }

  /** What a selection set costs; a selection made several times is one part with a count. */
  #find({ type, selections, sizes }: RouterRequest): readonly Part[] {
    const context = contextOf({ type, sizes });
    const known = this.#parts.get(selections, context);
    if (known !== undefined) return known;
    const cuts = this.#cuts;
    const parts = new Map<Payment, Part>();
    const add = (part: Part): void => {
      const before = parts.get(part.payment);
      parts.set(part.payment, before === undefined ? part : { ...part, count: before.count + part.count });
    };
    for (const item of selections.items)
      if (item.kind === 'fragment') {
        const onType = item.onType === null ? type : typeNamed(this.#sizing.graph, item.onType);
        this.#find({ type: onType, selections: item.selections, sizes }).forEach(add);
      } else if (isCounted(item)) add(this.#part(type, item, sizes));
    const found = [...parts.values()];
    if (this.#isWhole(cuts)) this.#parts.set(selections, context, found);
    return found;
  }

  #part(type: TypeDefinition, selected: SelectedField, sizes: RouterSizes): Part {
    const field = type.fields.get(selected.name);
    if (field === undefined) throw new RangeError(`no field ${selected.name} in ${type.name}`);
    const context = contextOf({ type, sizes });
    const cuts = this.#cuts;
    const paid = this.#payments.get(selected, context) ?? this.#payment(type, field, selected, sizes);
    if (this.#isWhole(cuts)) this.#payments.set(selected, context, paid);
    return { key: selected.key, coordinate: field.coordinate, payment: paid, count: 1 };
  }

  /** items × (weight + selections) + arguments + what `@requires` fetches. */
  #payment(
    type: TypeDefinition,
    field: FieldDefinition,
    { node, selections }: SelectedField,
    sizes: RouterSizes,
  ): Payment {
    const { items, below } = routerSize(field, node, sizes, this.#sizing);
    const returned = typeNamed(this.#sizing.graph, field.type);
    return payment(
      plus(routerInputCost(field, node, this.#sizing), this.#requiredCost(type, field, below)),
      field.weight ?? returned.weight ?? defaultWeight(returned),
      items,
      selections === null ? [] : this.#find({ type: returned, selections, sizes: below }),
    );
  }

  /** A field that requires itself by way of others counts once. */
  #requiredCost(type: TypeDefinition, field: FieldDefinition, { parent }: RouterSizes): number {
    if (field.requires.length === 0) return 0;
    if (this.#required.has(field)) {
      this.#cuts += 1;
      return 0;
    }
    this.#required.add(field);
    const costs = field.requires.map((fieldSet) =>
      sumOfParts(this.#find({ type, selections: this.#fieldSet(fieldSet), sizes: { parent, farther: [] } })),
    );
    this.#required.delete(field);
    return costs.reduce(plus, 0);
  }

  /** Whether what was found since that count lacks no requirement, and so holds wherever it is selected. */
  #isWhole(cuts: number): boolean {
    return this.#cuts === cuts || this.#required.size === 0;
  }

  #fieldSet(fieldSet: string): Selections {
    const known = this.#fieldSets.get(fieldSet) ?? readFieldSet(fieldSet);
    this.#fieldSets.set(fieldSet, known);
    return known;
  }
}

function payment(own: number, perItem: number, size: number, parts: readonly Part[]): Payment {
  return { own, perItem, size, parts, floor: 0, total: plus(own, times(size, plus(perItem, sumOfParts(parts)))) };
}
