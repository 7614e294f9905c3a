import type { SizedFields } from './sized-fields.ts';
import type { InputValue } from './values.ts';

/** A schema as the cost engine reads it: types by name, and the arguments of the directives an operation can carry. */
export interface CostGraph {
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly roots: Readonly<Record<'query' | 'mutation' | 'subscription', string | null>>;
  /** The arguments of each executable directive, by its name. */
  readonly directives: ReadonlyMap<string, readonly InputDefinition[]>;
}

export interface TypeDefinition {
  readonly name: string;
  readonly kind: 'object' | 'interface' | 'union' | 'leaf' | 'input';
  /** The type's own `@cost`; null if it has none. */
  readonly weight: number | null;
  /** What a value of the type costs: its weight or the default; of an abstract type, its heaviest possible type's. */
  readonly typeWeight: number;
  /** Fields of objects and interfaces. */
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  /** Two types of one shape have the same fields, and those cost alike. */
  readonly shape: number;
  /** Fields of input objects. */
  readonly inputs: ReadonlyMap<string, InputDefinition>;
  /** The object types a value of this type can have. */
  readonly possible: TypeSet;
}

/** A set of object types. Equal sets are the same object wherever they come from one graph. */
export interface TypeSet {
  readonly id: number;
  readonly members: readonly TypeDefinition[];
  readonly has: (member: TypeDefinition) => boolean;
  /** The members that are also possible types of the named type. */
  readonly narrow: (typeName: string) => TypeSet;
}

export interface FieldDefinition {
  readonly name: string;
  readonly coordinate: string;
  /** The name of the type inside lists and non-nulls. */
  readonly type: string;
  readonly isList: boolean;
  readonly weight: number | null;
  readonly args: readonly InputDefinition[];
  /** Usually one at most; a schema may declare the directive repeatable. */
  readonly listSizes: readonly ListSize[];
  /** The field sets of `@join__field(requires:)`. */
  readonly requires: readonly string[];
  /** Two fields of one class cost the same wherever the same is selected of them. */
  readonly costClass: number;
}

export interface InputDefinition {
  readonly name: string;
  /** The name of the type inside lists and non-nulls. */
  readonly type: string;
  readonly isList: boolean;
  readonly weight: number | null;
  /** The schema's default; undefined if it has none. */
  readonly byDefault: InputValue;
}

/** `@listSize`. */
export interface ListSize {
  readonly assumedSize: number | null;
  /** Paths from an argument into its value. */
  readonly slicingArguments: readonly (readonly string[])[];
  /** Null if it sizes the field itself. */
  readonly sizedFields: SizedFields | null;
  readonly requireOneSlicingArgument: boolean;
}

/** The type of that name. Throws if it does not exist, which validation has ruled out. */
export function typeNamed(graph: CostGraph, name: string): TypeDefinition {
  const type = graph.types.get(name);
  if (type === undefined) throw new RangeError(`no type ${name} in the graph`);
  return type;
}

/** The default weight of a thing of this type (IBM cost specification: leaves 0, composites and input objects 1). */
export function defaultWeight({ kind }: Pick<TypeDefinition, 'kind'>): number {
  return kind === 'leaf' ? 0 : 1;
}
