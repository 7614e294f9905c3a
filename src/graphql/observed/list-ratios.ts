import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

import { Ledger } from '../cost/ledger.ts';
import { handDown, itemsOf, type SizedBelow, type Sizing } from '../cost/list-size.ts';
import { NO_SIZES, routerSize, type RouterSizes } from '../cost/router-list-size.ts';
import type { CostSettings } from '../cost/types.ts';
import type { FieldDefinition } from '../cost/definitions.ts';
import { variableValues } from '../cost/values.ts';
import type { Graph } from '../graph/graph.ts';
import type { Operation } from '../operations/operation.ts';
import { mean, type ObservedList } from './lists.ts';

/** How a list was estimated and what came. */
export interface ListRatio {
  readonly coordinate: string;
  /** Infinity if nothing bounds it. */
  readonly estimated: number;
  /** The mean length in the answers, and the longest. */
  readonly actual: number;
  readonly longest: number;
  /** What `assumedSize` would have been right; null if an argument sizes the list. */
  readonly suggested: number | null;
}

/** Every list in the operation's response, with its estimated size. */
export function listRatios(
  { document }: Operation,
  { costs }: Graph,
  settings: CostSettings,
  lists: ReadonlyMap<string, ObservedList>,
): ListRatio[] {
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  const isRouter = settings.profile === 'apollo-router';
  const variables = variableValues(definition, settings.variables, isRouter ? 'absent' : 'default');
  const sizing = { graph: costs, variables, isDeclared: false, listSize: settings.listSize, ledger: new Ledger() };
  const estimates = new Map<string, Estimate>();
  const root = costs.roots[definition.operation];
  const into = { document, sizing, estimates, spread: new Set<string>() };
  if (root !== null && isRouter) estimate(definition.selectionSet, root, NO_SIZES, { ...into, sizes: routerSizes });
  else if (root !== null) estimate(definition.selectionSet, root, [], { ...into, sizes: ibmSizes });
  return [...lists].flatMap(([coordinate, { lengths }]): ListRatio[] => {
    const found = estimates.get(coordinate);
    if (found === undefined) return [];
    const longest = Math.max(...lengths);
    const suggested = found.isSliced || found.size === longest ? null : longest;
    return [{ coordinate, estimated: found.size, actual: mean(lengths), longest, suggested }];
  });
}

interface Estimate {
  readonly size: number;
  /** Whether an argument can size the list. */
  readonly isSliced: boolean;
}

/** The size of a field, and what is known of sizes below it. */
interface FieldSize<Known> {
  readonly items: number;
  readonly below: Known;
  /** Whether a field above says it. */
  readonly isInherited: boolean;
}

interface Estimation<Known> {
  readonly document: DocumentNode;
  readonly sizing: Sizing;
  readonly sizes: (field: FieldDefinition, node: FieldNode, known: Known, sizing: Sizing) => FieldSize<Known>;
  readonly estimates: Map<string, Estimate>;
  /** Fragments that were gone through, by type: once is enough. */
  readonly spread: Set<string>;
}

function ibmSizes(
  field: FieldDefinition,
  node: FieldNode,
  known: readonly SizedBelow[],
  sizing: Sizing,
): FieldSize<readonly SizedBelow[]> {
  const isInherited = known.some(({ fields }) => fields.ends.has(field.name));
  return { items: itemsOf(field, node, known, sizing), below: handDown(field, node, known, sizing), isInherited };
}

function routerSizes(
  field: FieldDefinition,
  node: FieldNode,
  known: RouterSizes,
  sizing: Sizing,
): FieldSize<RouterSizes> {
  const isInherited = [...known.parent, ...known.farther].some(({ fields }) => fields.reaches(field.name));
  return { ...routerSize(field, node, known, sizing), isInherited };
}

function estimate<Known>(set: SelectionSetNode, type: string, known: Known, into: Estimation<Known>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) estimateField(selection, type, known, into);
    else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentNamed(selection.name.value, into);
      const key = `${type} ${selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : ''}`;
      if (fragment === undefined || (selection.kind === Kind.FRAGMENT_SPREAD && into.spread.has(key))) continue;
      into.spread.add(key);
      estimate(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, known, into);
    }
  }
}

function fragmentNamed(
  name: string,
  { document }: Pick<Estimation<unknown>, 'document'>,
): FragmentDefinitionNode | undefined {
  const found = document.definitions.find((each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name);
  return found?.kind === Kind.FRAGMENT_DEFINITION ? found : undefined;
}

function estimateField<Known>(node: FieldNode, type: string, known: Known, into: Estimation<Known>): void {
  const field = into.sizing.graph.types.get(type)?.fields.get(node.name.value);
  if (field === undefined) return;
  const coordinate = `${type}.${field.name}`;
  const { items, below, isInherited } = into.sizes(field, node, known, into.sizing);
  const size = Math.max(items, into.estimates.get(coordinate)?.size ?? 0);
  const isSliced = isInherited || field.listSizes.some(({ slicingArguments }) => slicingArguments.length > 0);
  if (field.isList) into.estimates.set(coordinate, { size, isSliced });
  if (node.selectionSet !== undefined) estimate(node.selectionSet, field.type, below, into);
}
