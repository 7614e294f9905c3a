import { defaultWeight, typeNamed, type FieldDefinition, type TypeDefinition } from './definitions.ts';
import { inputCost } from './inputs.ts';
import { handDown, itemsOf, type SizedBelow, type Sizing } from './list-size.ts';
import { sumOfParts, times, type Part, type Payment } from './payment.ts';
import type { SelectedField, Selections } from './selections.ts';

/** The parts of a scope's dearest candidate, by each quantity. */
export interface ScopeCost {
  readonly type: readonly Part[];
  readonly field: readonly Part[];
}

/** What one field of a response costs, by each quantity. */
export interface GroupCost {
  readonly type: Payment;
  readonly field: Payment;
}

export interface GroupContext {
  readonly sizing: Sizing;
  readonly inherited: readonly SizedBelow[];
  /** Whether selections of one field are merged, so that negative weights count once. */
  readonly isMerging: boolean;
  readonly scope: (type: TypeDefinition, sets: readonly Selections[], inherited: readonly SizedBelow[]) => ScopeCost;
}

export const NOTHING: ScopeCost = { type: [], field: [] };

/** The cost of all selections of one response key, which a response answers once: that of the dearest. */
export function groupCost(
  definition: FieldDefinition,
  fields: readonly SelectedField[],
  context: GroupContext,
): GroupCost {
  const { sizing, inherited, isMerging } = context;
  const returned = typeNamed(sizing.graph, definition.type);
  const sets = selectionsOf(fields);
  const item = costOfItem(returned, isMerging);
  const costs = withoutTwins(fields).map(({ node }): GroupCost => {
    const size = itemsOf(definition, node, inherited, sizing);
    const below =
      sets.length === 0 ? NOTHING : context.scope(returned, sets, handDown(definition, node, inherited, sizing));
    const own = (definition.weight ?? defaultWeight(returned)) + inputCost(definition, node, sizing);
    return { type: typePayment(size, item, below.type), field: fieldPayment(own, size, below.field) };
  });
  return costs.reduce((most, cost) => ({
    type: cost.type.total > most.type.total ? cost.type : most.type,
    field: cost.field.total > most.field.total ? cost.field : most.field,
  }));
}

/** Whether what is selected of the field, or how, may leave the size of a list to an assumption. */
export function isSized({ isList, listSizes }: FieldDefinition): boolean {
  return isList || listSizes.length > 0;
}

/**
 * Tells what a field assumes that costs what another of its class did: the lists are its own. Selections of one key have
 * equal arguments (FieldsInSetCanMerge), so that one of them is enough.
 */
export function tellSizes(
  definition: FieldDefinition,
  fields: readonly SelectedField[],
  { sizing, inherited }: GroupContext,
): void {
  const [first] = fields;
  if (first === undefined || !isSized(definition)) return;
  itemsOf(definition, first.node, inherited, sizing);
  if (first.selections !== null) handDown(definition, first.node, inherited, sizing);
}

/** The type cost of one value. Where selections are added up instead of merged, one below 0 would be subtracted too often. */
export function costOfItem({ typeWeight }: TypeDefinition, isMerging: boolean): number {
  return isMerging ? typeWeight : Math.max(0, typeWeight);
}

/** size × (weight of the type + what is selected), not below 0. */
export function typePayment(size: number, perItem: number, parts: readonly Part[]): Payment {
  const cost = times(size, perItem + sumOfParts(parts));
  return { own: 0, perItem, size, parts, floor: Math.max(0, -cost), total: Math.max(0, cost) };
}

/** The field itself, not below 0, and size × what is selected. */
export function fieldPayment(own: number, size: number, parts: readonly Part[]): Payment {
  const total = Math.max(0, own) + times(size, sumOfParts(parts));
  return { own, perItem: 0, size, parts, floor: Math.max(0, -own), total };
}

/** The selection sets that a response merges below the field. */
function selectionsOf(fields: readonly SelectedField[]): readonly Selections[] {
  const [first] = fields;
  if (fields.length === 1) return first?.selections == null ? [] : [first.selections];
  return [...new Set(fields.flatMap(({ selections }) => selections ?? []))];
}

/** Selections without arguments and directives cost the same: one of them represents all. */
function withoutTwins(fields: readonly SelectedField[]): readonly SelectedField[] {
  if (fields.length === 1) return fields;
  const bare = fields.find(({ isBare }) => isBare);
  return fields.filter((field) => !field.isBare || field === bare);
}
