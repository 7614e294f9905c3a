/**
 * The `apollo-router` profile by brute force: every selection is costed anew wherever it stands. Nothing is remembered and
 * nothing is shared with the engine; the schema is graphql-js's.
 */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

import {
  defaultOf,
  directivesOf,
  isRecord,
  literalOf,
  product,
  sizedPaths,
  strings,
  total,
  weightOf,
} from './oracle.ts';
import type { OracleSettings } from './oracle.ts';

type Field = GraphQLField<unknown, unknown>;

const UNKNOWN = Symbol('unknown');

/** One `@listSize` above: the paths from here to the lists that it sizes. */
interface ListSize {
  readonly paths: readonly (readonly string[])[];
  readonly size: number;
}

/** The directives of the parent, and those of farther above that lead here. */
interface Sizes {
  readonly parent: readonly ListSize[];
  readonly farther: readonly ListSize[];
}

const NOTHING: Sizes = { parent: [], farther: [] };

export function routerOracleCost(schema: GraphQLSchema, document: DocumentNode, settings: OracleSettings): number {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (operation === undefined || root == null) throw new Error('nothing to cost');
  return new RouterOracle(schema, document, settings).selected(root, operation.selectionSet, NOTHING, []);
}

class RouterOracle {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly settings: OracleSettings;

  constructor(schema: GraphQLSchema, document: DocumentNode, settings: OracleSettings) {
    this.schema = schema;
    this.document = document;
    this.settings = settings;
  }

  selected(type: GraphQLCompositeType, set: SelectionSetNode, sized: Sizes, open: readonly Field[]): number {
    return total(
      set.selections.map((node) => {
        if (node.kind === Kind.FIELD) return this.field(type, node, sized, open);
        const fragment =
          node.kind === Kind.INLINE_FRAGMENT
            ? node
            : this.document.definitions.find(
                (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
              );
        if (fragment === undefined || !('selectionSet' in fragment)) throw new Error('no such fragment');
        const condition = 'typeCondition' in fragment ? fragment.typeCondition?.name.value : undefined;
        const on = condition === undefined ? type : this.schema.getType(condition);
        return isCompositeType(on) ? this.selected(on, fragment.selectionSet, sized, open) : 0;
      }),
    );
  }

  field(type: GraphQLCompositeType, node: FieldNode, sized: Sizes, open: readonly Field[]): number {
    if (node.name.value === '__typename' || isSkipped(node)) return 0;
    const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
    if (field === undefined) throw new Error(`no ${node.name.value} in ${type.name}`);
    const returned = getNamedType(field.type);
    const directives = directivesOf(field, 'listSize').flatMap((directive) => {
      const size = this.expected(field, node, directive);
      return size === undefined ? [] : [{ paths: sizedPaths(directive), size }];
    });
    const farther = [...sized.parent, ...sized.farther].flatMap(({ paths, size }) => {
      const deeper = paths.filter((path) => path.length > 1 && path[0] === field.name).map((path) => path.slice(1));
      return deeper.length === 0 ? [] : [{ paths: deeper, size }];
    });
    const handed = { parent: directives, farther };
    const below =
      isCompositeType(returned) && node.selectionSet ? this.selected(returned, node.selectionSet, handed, open) : 0;
    const weight = weightOf(field) ?? weightOf(returned) ?? (isCompositeType(returned) ? 1 : 0);
    const items = multiplied(this.items(field, handed, sized), weight + below);
    return items + this.arguments(field, node) + this.required(type, field, handed, open);
  }

  required(type: GraphQLCompositeType, field: Field, { parent }: Sizes, open: readonly Field[]): number {
    if (open.includes(field)) return 0;
    return total(
      directivesOf(field, 'join__field').map((directive) => {
        const value = directive.arguments?.[0]?.value;
        const [read] = parse(`{ ${value?.kind === Kind.STRING ? value.value : ''} }`).definitions;
        if (read?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no field set');
        return this.selected(type, read.selectionSet, { parent, farther: [] }, [...open, field]);
      }),
    );
  }

  items(field: Field, own: Sizes, above: Sizes): number {
    if (!isListType(getNullableType(field.type))) return 1;
    const named = (sized: readonly ListSize[]): readonly number[] =>
      sized.flatMap(({ paths, size }) => {
        const isEnd = paths.some((path) => path.at(-1) === field.name);
        const isOnTheWay = paths.some((path) => path.length > 1 && path[0] === field.name);
        return isEnd && !isOnTheWay ? [size] : [];
      });
    const choices = [
      named(above.parent),
      named(above.farther),
      [...own.parent, ...own.farther].map(({ size }) => size),
    ];
    return Math.max(...(choices.find((sizes) => sizes.length > 0) ?? [this.settings.listSize]));
  }

  expected(field: Field, node: FieldNode, directive: ConstDirectiveNode): number | undefined {
    const assumed = directive.arguments?.find(({ name }) => name.value === 'assumedSize')?.value;
    const assumedSize = assumed?.kind === Kind.INT ? Number(assumed.value) : undefined;
    const slices = strings(directive, 'slicingArguments').flatMap((path) => {
      const value = this.slice(field, node, path.split('.'));
      if (value === UNKNOWN) return [assumedSize ?? this.settings.listSize];
      if (Array.isArray(value)) return [value.length];
      return typeof value === 'number' ? [Math.max(0, value)] : [];
    });
    return slices.length === 0 ? assumedSize : Math.max(...slices);
  }

  /** Literals are followed as they are written; a variable only where it is the whole argument. */
  slice(field: Field, node: FieldNode, [first, ...path]: readonly string[]): unknown {
    const supplied = node.arguments?.find(({ name }) => name.value === first)?.value;
    if (supplied === undefined) {
      const argument = field.args.find(({ name }) => name === first);
      return argument && dig(defaultOf(argument), path);
    }
    if (supplied.kind === Kind.VARIABLE)
      return this.isUnknown(supplied) ? UNKNOWN : dig(this.settings.variables[supplied.name.value], path);
    let literal: ValueNode | undefined = supplied;
    for (const name of path)
      literal =
        literal?.kind === Kind.OBJECT ? literal.fields.find((each) => each.name.value === name)?.value : undefined;
    if (literal === undefined) return undefined;
    return this.isUnknown(literal) ? UNKNOWN : this.value(literal);
  }

  arguments(field: Field, node: FieldNode): number {
    return total(
      (node.arguments ?? []).map(({ name, value }) => {
        const argument = field.args.find((each) => each.name === name.value);
        return argument === undefined ? 0 : this.input(argument, this.value(value));
      }),
    );
  }

  input(definition: GraphQLArgument | GraphQLInputField, value: unknown): number {
    const type = getNamedType(definition.type);
    const weight = weightOf(definition) ?? weightOf(type);
    if (value === undefined || value === null) return 0;
    if (Array.isArray(value)) return (weight ?? 0) + total(value.map((item) => this.input(definition, item)));
    if (!isInputObjectType(type) || !isRecord(value)) return weight ?? 0;
    const fields = type.getFields();
    const costs = Object.entries(value).map(([name, given]) => {
      const field = fields[name];
      return field === undefined ? 0 : this.input(field, given);
    });
    return (weight ?? 1) + total(costs);
  }

  isUnknown(node: ValueNode): boolean {
    const { variables, unknownVariables } = this.settings;
    return node.kind === Kind.VARIABLE && unknownVariables && variables[node.name.value] === undefined;
  }

  value(node: ValueNode): unknown {
    if (node.kind === Kind.VARIABLE) return this.settings.variables[node.name.value];
    return literalOf(node, (inner) => this.value(inner));
  }
}

/** A list of any length of things that cost less than nothing costs most when it is empty. */
function multiplied(size: number, cost: number): number {
  return size === Infinity ? product(size, Math.max(0, cost)) : product(size, cost);
}

function dig(value: unknown, path: readonly string[]): unknown {
  return path.reduce((at, name) => (isRecord(at) ? at[name] : undefined), value);
}

function isSkipped({ directives = [] }: FieldNode): boolean {
  return directives.some(({ name, arguments: given = [] }) => {
    const value = given[0]?.value;
    if (value?.kind !== Kind.BOOLEAN) return false;
    return name.value === 'skip' ? value.value : name.value === 'include' && !value.value;
  });
}
