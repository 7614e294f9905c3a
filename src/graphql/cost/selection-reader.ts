import {
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';

import { GateError } from '../../errors.ts';
import { whereIs } from './problem.ts';
import type { Condition, SelectedNode, SelectedField, SelectedFragment, Selections } from './selections.ts';

/** Far beyond what a response is nested; what reads selections recurses this deep. */
const MAX_DEPTH = 1_500;

const UNCONDITIONAL: readonly Condition[] = [];

/**
 * Reads selections, equal ones once: they share one object and one id, so that their cost is found once. A field with
 * arguments or directives is never equal to another, because its violations are reported at its own place.
 */
export class SelectionReader {
  readonly #definitions: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #sets = new Map<number, Selections[]>();
  readonly #fields = new Map<string, SelectedField[]>();
  readonly #spreads = new Map<string, SelectedFragment>();
  readonly #open = new Set<string>();
  #ids = 0;
  #nesting = 0;

  constructor(fragments: readonly FragmentDefinitionNode[]) {
    this.#definitions = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  /** Throws a RangeError if a fragment is missing or contains itself, a GateError if it is too deep. */
  read(node: SelectionSetNode): Selections {
    this.#nesting += 1;
    if (this.#nesting > MAX_DEPTH) throw tooDeep(node);
    const items: SelectedNode[] = [];
    let hash = 0;
    let below = 0;
    for (const selection of node.selections) {
      const item = this.#item(selection);
      items.push(item);
      hash = (Math.imul(hash, 31) + item.id) | 0;
      below = Math.max(below, item.selections?.depth ?? 0);
    }
    if (below >= MAX_DEPTH) throw tooDeep(node);
    this.#nesting -= 1;
    return this.#set(hash, items, below + 1);
  }

  #set(hash: number, items: readonly SelectedNode[], depth: number): Selections {
    const alike = bucket(this.#sets, hash);
    const known = alike.find((set) => isEqual(set.items, items));
    if (known !== undefined) return known;
    const set = { id: this.#ids++, items, depth };
    alike.push(set);
    return set;
  }

  #item(node: SelectionSetNode['selections'][number]): SelectedNode {
    if (node.kind === Kind.FIELD) return this.#field(node);
    return node.kind === Kind.FRAGMENT_SPREAD ? this.#spread(node) : this.#inline(node);
  }

  #field(node: FieldNode): SelectedField {
    const name = node.name.value;
    const key = node.alias?.value ?? name;
    const selections = node.selectionSet === undefined ? null : this.read(node.selectionSet);
    const isBare = isEmpty(node.arguments) && isEmpty(node.directives);
    const alike = isBare ? bucket(this.#fields, key) : [];
    const known = alike.find((field) => field.name === name && field.selections === selections);
    if (known !== undefined) return known;
    const conditions = conditionsOf(node.directives);
    const field: SelectedField = { kind: 'field', id: this.#ids++, node, key, name, conditions, selections, isBare };
    alike.push(field);
    return field;
  }

  #spread({ name: { value: name }, directives }: FragmentSpreadNode): SelectedFragment {
    let plain = this.#spreads.get(name);
    if (plain === undefined) {
      plain = this.#fragment(name);
      this.#spreads.set(name, plain);
    }
    return isEmpty(directives) ? plain : { ...plain, id: this.#ids++, conditions: conditionsOf(directives) };
  }

  #fragment(name: string): SelectedFragment {
    const definition = this.#definitions.get(name);
    if (definition === undefined) throw new RangeError(`no fragment ${name} in the document`);
    if (this.#open.has(name)) throw new RangeError(`fragment cycle: ${[...this.#open, name].join(' → ')}`);
    this.#open.add(name);
    const selections = this.read(definition.selectionSet);
    this.#open.delete(name);
    const onType = definition.typeCondition.name.value;
    return { kind: 'fragment', id: this.#ids++, onType, conditions: UNCONDITIONAL, selections };
  }

  #inline({ typeCondition, directives, selectionSet }: InlineFragmentNode): SelectedFragment {
    const onType = typeCondition?.name.value ?? null;
    const selections = this.read(selectionSet);
    return { kind: 'fragment', id: this.#ids++, onType, conditions: conditionsOf(directives), selections };
  }
}

function conditionsOf(directives: readonly DirectiveNode[] | undefined): readonly Condition[] {
  if (directives === undefined || directives.length === 0) return UNCONDITIONAL;
  return directives.flatMap((directive): Condition[] => {
    const name = directive.name.value;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if ((name !== 'include' && name !== 'skip') || value === undefined) return [];
    const include = name === 'include';
    if (value.kind === Kind.VARIABLE) return [{ include, variable: value.name.value }];
    return value.kind === Kind.BOOLEAN ? [{ include, literal: value.value }] : [];
  });
}

function bucket<K, V>(buckets: Map<K, V[]>, key: K): V[] {
  let values = buckets.get(key);
  if (values === undefined) buckets.set(key, (values = []));
  return values;
}

function isEqual(a: readonly SelectedNode[], b: readonly SelectedNode[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}

function tooDeep(node: SelectionSetNode): GateError {
  const where = whereIs(node);
  return new GateError('operation-too-deep', { depth: MAX_DEPTH }, where === null ? {} : { where });
}

function isEmpty(nodes: readonly unknown[] | undefined): boolean {
  return nodes === undefined || nodes.length === 0;
}
