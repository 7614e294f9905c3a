/**
 * The `ibm` profile by brute force, straight from its definition: for every value of every boolean and every concrete
 * type of every selection the cost is worked out anew. Nothing is remembered and nothing is shared with the engine; the
 * schema is graphql-js's.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isLeafType,
  isListType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

export interface OracleSettings {
  readonly listSize: number;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly unknownVariables: boolean;
}

interface OracleCost {
  readonly type: number;
  readonly field: number;
}

interface OracleResult extends OracleCost {
  /** The coordinates of the lists that nothing but the configured size sizes, sorted. */
  readonly lists: readonly string[];
}

type DirectiveCarrier = {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
};
/** Stands for any value at all. */
const ANYTHING = Symbol('anything');

export function oracleCost(schema: GraphQLSchema, document: DocumentNode, settings: OracleSettings): OracleResult {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (operation === undefined || root == null) throw new Error('nothing to cost');
  const names = unknownBooleans(operation, settings);
  let type = 0;
  let field = 0;
  const lists = new Set<string>();
  for (let bits = 0; bits < 2 ** names.length; bits += 1) {
    const booleans = Object.fromEntries(names.map((name, at) => [name, Math.floor(bits / 2 ** at) % 2 === 1]));
    const oracle = new Oracle(schema, document, operation, settings, booleans);
    const selected = oracle.scope(root, [operation.selectionSet], []);
    type = Math.max(type, oracle.typeWeight(root) + selected.type);
    field = Math.max(field, selected.field);
    for (const coordinate of oracle.lists) lists.add(coordinate);
  }
  return { type, field, lists: [...lists].toSorted() };
}

/** Every Boolean variable whose value is not given, whatever it is used for. */
function unknownBooleans(operation: OperationDefinitionNode, settings: OracleSettings): string[] {
  return (operation.variableDefinitions ?? [])
    .filter(
      ({ type }) =>
        type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.NAMED_TYPE && type.type.name.value === 'Boolean',
    )
    .map(({ variable }) => variable.name.value)
    .filter((name) => typeof settings.variables[name] !== 'boolean');
}

/** A list somewhere below, by the names of the fields down to it. */
interface ListSize {
  readonly path: readonly string[];
  readonly size: number;
}

class Oracle {
  readonly schema: GraphQLSchema;
  readonly settings: OracleSettings;
  readonly booleans: Readonly<Record<string, boolean>>;
  readonly operation: OperationDefinitionNode;
  readonly fragments: readonly FragmentDefinitionNode[];
  readonly lists = new Set<string>();

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    settings: OracleSettings,
    booleans: Readonly<Record<string, boolean>>,
  ) {
    this.schema = schema;
    this.settings = settings;
    this.booleans = booleans;
    this.operation = operation;
    this.fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  }

  scope(declared: GraphQLNamedType, sets: readonly SelectionSetNode[], sizes: readonly ListSize[]): OracleCost {
    const candidates = this.concrete(declared).map((object) => {
      const answered: FieldNode[] = [];
      for (const set of sets) this.answer(object, set.selections, answered);
      const keys = [...new Set(answered.map(keyOf))];
      const costs = keys.map((key) =>
        this.group(
          object,
          answered.filter((node) => keyOf(node) === key),
          sizes,
        ),
      );
      return { type: total(costs.map(({ type }) => type)), field: total(costs.map(({ field }) => field)) };
    });
    return {
      type: Math.max(0, ...candidates.map(({ type }) => type)),
      field: Math.max(0, ...candidates.map(({ field }) => field)),
    };
  }

  /** Appends the fields that a value of the object type answers. */
  answer(object: GraphQLObjectType, selections: readonly SelectionNode[], answered: FieldNode[]): void {
    for (const node of selections) {
      if (!this.holds(node)) continue;
      if (node.kind === Kind.FIELD) {
        if (node.name.value !== '__typename') answered.push(node);
        continue;
      }
      const fragment =
        node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.find(({ name }) => name.value === node.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (fragment !== undefined && (condition === undefined || this.isOf(object, condition)))
        this.answer(object, fragment.selectionSet.selections, answered);
    }
  }

  holds(node: SelectionNode): boolean {
    return (node.directives ?? []).every(({ name, arguments: given = [] }) => {
      const value = given[0]?.value;
      const truth =
        value?.kind === Kind.BOOLEAN
          ? value.value
          : value?.kind === Kind.VARIABLE
            ? (this.booleans[value.name.value] ?? this.settings.variables[value.name.value])
            : undefined;
      if (name.value === 'include') return truth === true;
      return name.value === 'skip' ? truth === false : true;
    });
  }

  group(object: GraphQLObjectType, nodes: readonly FieldNode[], sizes: readonly ListSize[]): OracleCost {
    const definition = object.getFields()[nodes[0]?.name.value ?? ''];
    if (definition === undefined) throw new Error(`no ${nodes[0]?.name.value} in ${object.name}`);
    const returned = getNamedType(definition.type);
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const costs = nodes.map((node) => {
      const own = Math.max(0, (weightOf(definition) ?? (isLeafType(returned) ? 0 : 1)) + this.inputs(definition, node));
      const size = this.size(`${object.name}.${definition.name}`, definition, node, sizes);
      const child = isCompositeType(returned)
        ? this.scope(returned, below, this.childSizes(definition, node, sizes))
        : { type: 0, field: 0 };
      return { type: product(size, this.typeWeight(returned) + child.type), field: own + product(size, child.field) };
    });
    return {
      type: Math.max(0, ...costs.map(({ type }) => type)),
      field: Math.max(0, ...costs.map(({ field }) => field)),
    };
  }

  typeWeight(type: GraphQLNamedType): number {
    if (isAbstractType(type)) return Math.max(...this.concrete(type).map((object) => this.typeWeight(object)));
    return weightOf(type) ?? (isLeafType(type) ? 0 : 1);
  }

  concrete(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isAbstractType(type)) return this.schema.getPossibleTypes(type);
    return isCompositeType(type) ? [type] : [];
  }

  isOf(object: GraphQLObjectType, name: string): boolean {
    const type = this.schema.getType(name);
    return type === object || (isAbstractType(type) && this.schema.isSubType(type, object));
  }

  size(
    coordinate: string,
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    sizes: readonly ListSize[],
  ): number {
    if (!isListType(getNullableType(definition.type))) return 1;
    const inherited = sizes.filter(({ path }) => path.length === 1 && path[0] === definition.name);
    if (inherited.length > 0) return Math.max(...inherited.map(({ size }) => size));
    const own = directivesOf(definition, 'listSize').flatMap((directive) =>
      strings(directive, 'sizedFields').length > 0 ? [] : (this.expected(definition, node, directive) ?? []),
    );
    if (own.length > 0) return Math.max(...own);
    this.lists.add(coordinate);
    return this.settings.listSize;
  }

  childSizes(
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    sizes: readonly ListSize[],
  ): readonly ListSize[] {
    const deeper = sizes.flatMap(({ path, size }) =>
      path.length > 1 && path[0] === definition.name ? [{ path: path.slice(1), size }] : [],
    );
    const own = directivesOf(definition, 'listSize').flatMap((directive) => {
      const size = this.expected(definition, node, directive);
      return size === undefined ? [] : sizedPaths(directive).map((path) => ({ path, size }));
    });
    return [...deeper, ...own];
  }

  expected(
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    directive: ConstDirectiveNode,
  ): number | undefined {
    const assumed = directive.arguments?.find(({ name }) => name.value === 'assumedSize')?.value;
    const assumedSize = assumed?.kind === Kind.INT ? Math.max(0, Number(assumed.value)) : undefined;
    const slices = strings(directive, 'slicingArguments').flatMap((path) => {
      const [first = '', ...rest] = path.split('.');
      const argument = definition.args.find(({ name }) => name === first);
      const supplied = node.arguments?.find(({ name }) => name.value === first)?.value;
      const value = argument && this.dig(argument, supplied && this.value(supplied), rest);
      if (value === ANYTHING) return [assumedSize ?? this.settings.listSize];
      if (Array.isArray(value)) return [value.length];
      return typeof value === 'number' ? [Math.max(0, value)] : [];
    });
    return slices.length === 0 ? assumedSize : Math.max(...slices);
  }

  /** The value at a path into an argument, defaults filled in and lists coerced to. */
  dig(input: GraphQLArgument | GraphQLInputField, given: unknown, path: readonly string[]): unknown {
    const known = given === undefined ? defaultOf(input) : given;
    const isOne = known !== undefined && known !== null && known !== ANYTHING && !Array.isArray(known);
    const value = isOne && isListType(getNullableType(input.type)) ? [known] : known;
    const [name, ...rest] = path;
    if (name === undefined || value === ANYTHING) return value;
    const type = getNamedType(input.type);
    const field = isInputObjectType(type) ? type.getFields()[name] : undefined;
    return field !== undefined && isRecord(value) ? this.dig(field, value[name], rest) : undefined;
  }

  inputs(definition: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const applied = [
      { defined: definition.args, supplied: node.arguments ?? [] },
      ...(node.directives ?? []).map((directive) => ({
        defined: this.schema.getDirective(directive.name.value)?.args ?? [],
        supplied: directive.arguments ?? [],
      })),
    ];
    return total(
      applied.flatMap(({ defined, supplied }) =>
        defined.map((argument) => {
          const literal = supplied.find(({ name }) => name.value === argument.name)?.value;
          return this.input(argument, literal && this.value(literal));
        }),
      ),
    );
  }

  input(definition: GraphQLArgument | GraphQLInputField, given: unknown): number {
    const value = given === undefined ? defaultOf(definition) : given;
    if (value === undefined) return 0;
    const type = getNamedType(definition.type);
    return (weightOf(definition) ?? (isLeafType(type) ? 0 : 1)) + this.content(type, value);
  }

  content(type: GraphQLNamedType, value: unknown): number {
    if (Array.isArray(value)) return total(value.map((item) => this.content(type, item)));
    if (!isInputObjectType(type) || !isRecord(value)) return 0;
    return total(Object.values(type.getFields()).map((field) => this.input(field, value[field.name])));
  }

  value(node: ValueNode): unknown {
    if (node.kind !== Kind.VARIABLE) return literalOf(node, (inner) => this.value(inner));
    const name = node.name.value;
    const given = this.booleans[name] ?? this.settings.variables[name];
    if (given !== undefined) return given;
    if (this.settings.unknownVariables) return ANYTHING;
    const declared = this.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return declared?.defaultValue && constant(declared.defaultValue);
  }
}

export function literalOf(node: ValueNode, value: (inner: ValueNode) => unknown): unknown {
  if (node.kind === Kind.NULL) return null;
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values.map((item) => value(item) ?? null);
  if (node.kind === Kind.OBJECT)
    return Object.fromEntries(node.fields.map((field) => [field.name.value, value(field.value)]));
  return node.kind === Kind.VARIABLE ? undefined : node.value;
}

function constant(node: ValueNode): unknown {
  return literalOf(node, constant);
}

export function defaultOf({ astNode }: GraphQLArgument | GraphQLInputField): unknown {
  return astNode?.defaultValue && constant(astNode.defaultValue);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function directivesOf({ astNode }: DirectiveCarrier, name: string): readonly ConstDirectiveNode[] {
  return astNode?.directives?.filter((directive) => directive.name.value === name) ?? [];
}

export function weightOf(element: DirectiveCarrier): number | undefined {
  const value = directivesOf(element, 'cost')[0]?.arguments?.[0]?.value;
  return value?.kind === Kind.STRING ? Number(value.value) : undefined;
}

export function strings(directive: ConstDirectiveNode, name: string): readonly string[] {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? item.value : [])) : [];
}

/** The paths to the lists that `sizedFields` name, be they written as paths or as selections. */
export function sizedPaths(directive: ConstDirectiveNode): readonly (readonly string[])[] {
  return strings(directive, 'sizedFields').flatMap((text) => {
    const paths = PATHS.get(text) ?? pathsIn(text);
    PATHS.set(text, paths);
    return paths;
  });
}

/** Reading is slow, and the same few texts come again and again. */
const PATHS = new Map<string, readonly (readonly string[])[]>();

function pathsIn(text: string): readonly (readonly string[])[] {
  if (!text.includes('{')) return [text.split('.')];
  const [selection] = parse(`{ ${text} }`).definitions;
  return selection?.kind === Kind.OPERATION_DEFINITION ? pathsOf(selection.selectionSet) : [];
}

function pathsOf({ selections }: SelectionSetNode): readonly (readonly string[])[] {
  return selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD) return [];
    const below = node.selectionSet === undefined ? [[]] : pathsOf(node.selectionSet);
    return below.map((path) => [node.name.value, ...path]);
  });
}

function keyOf(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

export function product(size: number, cost: number): number {
  if (size === 0 || cost === 0) return 0;
  return size * cost;
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
