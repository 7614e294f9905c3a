import {
  Kind,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

import { argumentOf } from '../cost/links.ts';
import { graphNames } from '../graph/supergraph.ts';

/** Which subgraphs can answer for a schema coordinate. */
export interface Ownership {
  /** Names of all subgraphs; empty for a graph that is not composed. */
  readonly subgraphs: readonly string[];
  /** The subgraphs that own `Type.field`, or serve `Type`; empty if nothing is known of it. */
  readonly ownersOf: (coordinate: string) => readonly string[];
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** Reads who owns what from the `@join__…` directives of a supergraph. */
export function readOwnership(document: DocumentNode): Ownership {
  const names = graphNames(document);
  const types = new Map(document.definitions.filter(isComposite).map((type) => [type.name.value, type]));
  const owners = new Map<string, readonly string[]>();
  if (names.size > 0)
    for (const type of types.values()) {
      owners.set(type.name.value, graphsOf(joinsOf(type, 'join__type'), names));
      for (const field of type.fields ?? [])
        owners.set(`${type.name.value}.${field.name.value}`, fieldOwners(type, field, { names, types }));
    }
  return { subgraphs: [...names.values()], ownersOf: (coordinate) => owners.get(coordinate) ?? [] };
}

function isComposite(definition: DocumentNode['definitions'][number]): definition is Composite {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

type Names = ReadonlyMap<string, string>;

interface Supergraph {
  readonly names: Names;
  readonly types: ReadonlyMap<string, Composite>;
}

/**
 * `@join__field` names the graphs that have a field, minus those where it is external or overridden away. Without any it
 * is in every graph of its type. One without a graph comes through an `@interfaceObject`: from the owners of the
 * interface's field.
 */
function fieldOwners(type: Composite, field: FieldDefinitionNode, { names, types }: Supergraph): string[] {
  const joins = joinsOf(field, 'join__field');
  if (joins.length === 0) return graphsOf(joinsOf(type, 'join__type'), names);
  const own = joins.filter((join) => !isTrue(join, 'external') && !isTrue(join, 'usedOverridden'));
  const overridden = own.filter((join) => argumentOf(join, 'overrideLabel') === undefined).map(overriddenBy);
  const graphs = graphsOf(own, names).filter((name) => !overridden.includes(name));
  if (graphs.length > 0) return graphs;
  const through = (type.interfaces ?? []).flatMap(({ name }) => {
    const inherited = types.get(name.value)?.fields?.find((each) => each.name.value === field.name.value);
    return inherited === undefined ? [] : graphsOf(joinsOf(inherited, 'join__field'), names);
  });
  return through.length > 0 ? [...new Set(through)] : graphsOf(joinsOf(type, 'join__type'), names);
}

function joinsOf({ directives }: Composite | FieldDefinitionNode, name: string): ConstDirectiveNode[] {
  return (directives ?? []).filter((directive) => directive.name.value === name);
}

function graphsOf(joins: readonly ConstDirectiveNode[], names: Names): string[] {
  const ids = joins.flatMap((join) => {
    const graph = argumentOf(join, 'graph');
    return graph?.kind === Kind.ENUM ? [graph.value] : [];
  });
  return [...new Set(ids.map((id) => names.get(id) ?? id))];
}

function isTrue(join: ConstDirectiveNode, argument: string): boolean {
  const value = argumentOf(join, argument);
  return value?.kind === Kind.BOOLEAN && value.value;
}

function overriddenBy(join: ConstDirectiveNode): string | null {
  const value = argumentOf(join, 'override');
  return value?.kind === Kind.STRING ? value.value : null;
}
