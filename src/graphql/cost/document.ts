import {
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** `@include(if:)`, or `@skip(if:)` where `include` is false, of a literal or of a variable. */
export type Condition =
  | { readonly include: boolean; readonly literal: boolean }
  | { readonly include: boolean; readonly variable: string };

export interface SelectedField {
  readonly kind: 'field';
  readonly node: FieldNode;
  readonly key: string;
  readonly name: string;
  readonly conditions: readonly Condition[];
  /** Null where it selects nothing of its own. */
  readonly selections: Selections | null;
  /** Whether it has neither arguments nor directives: then all that cost of it is in its definition. */
  readonly isBare: boolean;
}

export interface SelectedFragment {
  readonly kind: 'fragment';
  readonly onType: string | null;
  readonly conditions: readonly Condition[];
  readonly selections: Selections;
}

/** A selection set. Its `id` is unique in its document. */
export interface Selections {
  readonly id: number;
  readonly items: readonly (SelectedField | SelectedFragment)[];
}

export interface ReadOperation {
  readonly node: OperationDefinitionNode;
  readonly selections: Selections;
}

export interface ReadDocument {
  readonly operations: readonly ReadOperation[];
}

/** One document is costed on several graphs, and several times on each. */
const known = new WeakMap<DocumentNode, ReadDocument>();

/** The operations of a document with their fragments in place. Throws a RangeError where a fragment is missing or contains itself. */
export function readDocument(document: DocumentNode): ReadDocument {
  const read = known.get(document) ?? readOperations(document);
  known.set(document, read);
  return read;
}

/** The selections of a field set such as `@requires` holds: `price weight size { unit }`. Throws where it does not parse. */
export function readFieldSet(fieldSet: string): Selections {
  const { operations } = readOperations(parse(`{ ${fieldSet} }`));
  const [operation] = operations;
  if (operation === undefined) throw new RangeError(`no fields in ${fieldSet}`);
  return operation.selections;
}

/** The operation of that name, or the only one for null. Throws a RangeError where there is none such. */
export function operationNamed({ operations }: ReadDocument, name: string | null): ReadOperation {
  const found = operations.filter(({ node }) => name === null || node.name?.value === name);
  const [operation] = found;
  if (operation === undefined || found.length > 1) throw new RangeError(`${found.length} operations named ${name}`);
  return operation;
}

function readOperations({ definitions }: DocumentNode): ReadDocument {
  const reader = new DocumentReader(definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION));
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return { operations: operations.map((node) => ({ node, selections: reader.read(node.selectionSet) })) };
}

class DocumentReader {
  readonly #definitions: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #fragments = new Map<string, Selections>();
  readonly #open = new Set<string>();
  #count = 0;

  constructor(fragments: readonly FragmentDefinitionNode[]) {
    this.#definitions = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  read({ selections }: SelectionSetNode): Selections {
    const id = this.#count++;
    return { id, items: selections.map((node) => this.#item(node)) };
  }

  #item(node: SelectionNode): SelectedField | SelectedFragment {
    const conditions = conditionsOf(node.directives ?? []);
    if (node.kind === Kind.FIELD) return this.#field(node, conditions);
    if (node.kind === Kind.FRAGMENT_SPREAD) return { kind: 'fragment', conditions, ...this.#fragment(node.name.value) };
    const onType = node.typeCondition?.name.value ?? null;
    return { kind: 'fragment', onType, conditions, selections: this.read(node.selectionSet) };
  }

  #field(node: FieldNode, conditions: readonly Condition[]): SelectedField {
    return {
      kind: 'field',
      node,
      key: (node.alias ?? node.name).value,
      name: node.name.value,
      conditions,
      selections: node.selectionSet === undefined ? null : this.read(node.selectionSet),
      isBare: (node.arguments ?? []).length + (node.directives ?? []).length === 0,
    };
  }

  /** A named fragment is read once, and stands in every place it is spread. */
  #fragment(name: string): Pick<SelectedFragment, 'onType' | 'selections'> {
    const definition = this.#definitions.get(name);
    if (definition === undefined) throw new RangeError(`no fragment ${name} in the document`);
    if (this.#open.has(name)) throw new RangeError(`fragment cycle: ${[...this.#open, name].join(' → ')}`);
    this.#open.add(name);
    const selections = this.#fragments.get(name) ?? this.read(definition.selectionSet);
    this.#open.delete(name);
    this.#fragments.set(name, selections);
    return { onType: definition.typeCondition.name.value, selections };
  }
}

function conditionsOf(directives: readonly DirectiveNode[]): readonly Condition[] {
  return directives.flatMap((directive): Condition[] => {
    const name = directive.name.value;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if ((name !== 'include' && name !== 'skip') || value === undefined) return [];
    const include = name === 'include';
    if (value.kind === Kind.VARIABLE) return [{ include, variable: value.name.value }];
    return value.kind === Kind.BOOLEAN ? [{ include, literal: value.value }] : [];
  });
}
