import type { FieldDefinition, TypeDefinition } from './definitions.ts';
import type { Answers, FlatScope, KeyedSelections } from './flatten.ts';
import {
  groupCost,
  isSized,
  NOTHING,
  tellSizes,
  type GroupContext,
  type GroupCost,
  type ScopeCost,
} from './ibm-group.ts';
import type { Part } from './payment.ts';
import type { SelectedField, Selections } from './selections.ts';

/** The totals of one candidate. */
interface Totals {
  readonly type: number;
  readonly field: number;
}

/** What answers cost of types of one shape. */
interface ShapeAnswer {
  readonly totals: Totals;
  /** The answers that assume sizes of lists, for each type in its own name. */
  readonly sized: readonly KeyedSelections[];
}

/** What some types answer alike, and what that costs by the classes of their fields. */
interface AnswerGroup {
  readonly names: readonly string[];
  /** By all the fields of the type: quickly found, but not so often. */
  readonly byShape: Map<number, ShapeAnswer>;
  /** By the fields that are answered. */
  readonly byClasses: Map<string, Totals>;
}

/** The candidates of one scope. What types have in common is found once. */
export class Candidates {
  readonly #flat: FlatScope;
  readonly #context: GroupContext;
  readonly #groups = new Map<Content, Map<number, GroupCost>>();
  readonly #priced = new Map<Answers, AnswerGroup>();

  constructor(flat: FlatScope, context: GroupContext) {
    this.#flat = flat;
    this.#context = context;
  }

  /** The type that makes each quantity largest, the first one of equals. */
  dearest([first, ...others]: readonly TypeDefinition[]): ScopeCost {
    if (first === undefined) return NOTHING;
    if (others.length === 0) return { type: this.#parts(first, 'type'), field: this.#parts(first, 'field') };
    const totals = this.#totals(first);
    const most = { type: { type: first, total: totals.type }, field: { type: first, total: totals.field } };
    for (const type of others) {
      const total = this.#totals(type);
      if (total.type > most.type.total) most.type = { type, total: total.type };
      if (total.field > most.field.total) most.field = { type, total: total.field };
    }
    return { type: this.#parts(most.type.type, 'type'), field: this.#parts(most.field.type, 'field') };
  }

  #totals(type: TypeDefinition): Totals {
    const common = this.#price(type, this.#flat.common);
    const special = this.#flat.special(type);
    if (special === null) return common;
    const more = this.#price(type, special);
    return { type: common.type + more.type, field: common.field + more.field };
  }

  /** One sum serves every type that answers the same and defines those fields alike. */
  #price(type: TypeDefinition, answers: Answers): Totals {
    let priced = this.#priced.get(answers);
    if (priced === undefined) {
      const names = [...new Set(answers.keys.map(({ name }) => name))];
      priced = { names, byShape: new Map(), byClasses: new Map() };
      this.#priced.set(answers, priced);
    }
    const shaped = priced.byShape.get(type.shape) ?? this.#shape(type, answers, priced);
    for (const { name, fields } of shaped.sized) tellSizes(definitionOf(type, name), fields, this.#context);
    return shaped.totals;
  }

  #shape(type: TypeDefinition, { keys }: Answers, { names, byShape, byClasses }: AnswerGroup): ShapeAnswer {
    const classes = names.map((name) => definitionOf(type, name).costClass).join();
    const totals = byClasses.get(classes) ?? this.#sum(type, keys);
    const shaped = { totals, sized: keys.filter(({ name }) => isSized(definitionOf(type, name))) };
    byClasses.set(classes, totals);
    byShape.set(type.shape, shaped);
    return shaped;
  }

  #sum(type: TypeDefinition, keys: readonly KeyedSelections[]): Totals {
    let typeTotal = 0;
    let fieldTotal = 0;
    for (const keyed of keys) {
      const cost = this.#group(type, keyed);
      typeTotal += cost.type.total;
      fieldTotal += cost.field.total;
    }
    return { type: typeTotal, field: fieldTotal };
  }

  #group(type: TypeDefinition, { name, fields }: KeyedSelections): GroupCost {
    const definition = definitionOf(type, name);
    const content = contentOf(fields);
    let byClass = this.#groups.get(content);
    if (byClass === undefined) this.#groups.set(content, (byClass = new Map()));
    let cost = byClass.get(definition.costClass);
    if (cost === undefined) byClass.set(definition.costClass, (cost = groupCost(definition, fields, this.#context)));
    else tellSizes(definition, fields, this.#context);
    return cost;
  }

  #parts(type: TypeDefinition, quantity: keyof GroupCost): readonly Part[] {
    return this.#keys(type).map((keyed) => ({
      key: keyed.key,
      coordinate: definitionOf(type, keyed.name).coordinate,
      payment: this.#group(type, keyed)[quantity],
      count: 1,
    }));
  }

  /** In the order of the document. */
  #keys(type: TypeDefinition): readonly KeyedSelections[] {
    const { keys } = this.#flat.common;
    const special = this.#flat.special(type);
    return special === null ? keys : [...keys, ...special.keys].toSorted((a, b) => a.order - b.order);
  }
}

/** What is selected under a key, without its name. For one field without arguments and directives: what it selects. */
type Content = readonly SelectedField[] | Selections | 'leaf';

function contentOf(fields: readonly SelectedField[]): Content {
  const [first] = fields;
  return fields.length === 1 && first?.isBare === true ? (first.selections ?? 'leaf') : fields;
}

/** The field's definition in the type itself. Throws if it has none: the documents have been validated before. */
function definitionOf(type: TypeDefinition, name: string): FieldDefinition {
  const definition = type.fields.get(name);
  if (definition === undefined) throw new RangeError(`no field ${name} in ${type.name}`);
  return definition;
}
