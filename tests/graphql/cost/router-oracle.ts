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

import { defaultOf, directivesOf, isRecord, literalOf, product, strings, total, weightOf } from './oracle.ts';
import type { OracleSettings } from './oracle.ts';

type Field = GraphQLField<unknown, unknown>;

/** What the parent says of the sizes of its fields. */
interface Sized {
  readonly names: readonly string[];
  readonly size: number | undefined;
}

const NOTHING: Sized = { names: [], size: undefined };

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

  selected(type: GraphQLCompositeType, set: SelectionSetNode, sized: Sized, open: readonly Field[]): number {
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

  field(type: GraphQLCompositeType, node: FieldNode, sized: Sized, open: readonly Field[]): number {
    if (node.name.value === '__typename' || isSkipped(node)) return 0;
    const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
    if (field === undefined) throw new Error(`no ${node.name.value} in ${type.name}`);
    const returned = getNamedType(field.type);
    const [directive] = directivesOf(field, 'listSize');
    const size = directive && this.expected(field, node);
    const handed = { names: directive === undefined ? [] : strings(directive, 'sizedFields'), size };
    const below =
      isCompositeType(returned) && node.selectionSet ? this.selected(returned, node.selectionSet, handed, open) : 0;
    const weight = weightOf(field) ?? weightOf(returned) ?? (isCompositeType(returned) ? 1 : 0);
    const items = multiplied(this.items(field, size, sized), weight + below);
    return items + this.arguments(field, node) + this.required(type, field, handed, open);
  }

  required(type: GraphQLCompositeType, field: Field, handed: Sized, open: readonly Field[]): number {
    if (open.includes(field)) return 0;
    return total(
      directivesOf(field, 'join__field').map((directive) => {
        const value = directive.arguments?.[0]?.value;
        const [read] = parse(`{ ${value?.kind === Kind.STRING ? value.value : ''} }`).definitions;
        if (read?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no field set');
        return this.selected(type, read.selectionSet, handed, [...open, field]);
      }),
    );
  }

  items(field: Field, expected: number | undefined, sized: Sized): number {
    if (!isListType(getNullableType(field.type))) return 1;
    const fromParent = sized.names.includes(field.name) ? sized.size : undefined;
    return fromParent ?? expected ?? this.settings.listSize;
  }

  expected(field: Field, node: FieldNode): number | undefined {
    const [directive] = directivesOf(field, 'listSize');
    const assumed = directive?.arguments?.find(({ name }) => name.value === 'assumedSize')?.value;
    const assumedSize = assumed?.kind === Kind.INT ? Number(assumed.value) : undefined;
    const slices = (directive === undefined ? [] : strings(directive, 'slicingArguments')).flatMap((name) => {
      const supplied = node.arguments?.find((each) => each.name.value === name)?.value;
      if (supplied !== undefined && this.isUnknown(supplied)) return [assumedSize ?? this.settings.listSize];
      const given = supplied && this.value(supplied);
      if (typeof given === 'number') return [Math.max(0, given)];
      const argument = field.args.find((each) => each.name === name);
      const byDefault = argument && defaultOf(argument);
      return typeof byDefault === 'number' ? [byDefault] : [];
    });
    return slices.length === 0 ? assumedSize : Math.max(...slices);
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

function isSkipped({ directives = [] }: FieldNode): boolean {
  return directives.some(({ name, arguments: given = [] }) => {
    const value = given[0]?.value;
    if (value?.kind !== Kind.BOOLEAN) return false;
    return name.value === 'skip' ? value.value : name.value === 'include' && !value.value;
  });
}
