import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

import { Ledger } from '../cost/ledger.ts';
import { handDown, itemsOf, type SizedBelow, type Sizing } from '../cost/list-size.ts';
import type { CostSettings } from '../cost/types.ts';
import { variableValues } from '../cost/values.ts';
import type { Graph } from '../graph/graph.ts';
import type { Operation } from '../operations/operation.ts';
import { mean, type ObservedList } from './lists.ts';

/** How a list was estimated and what came. */
export interface ListRatio {
  readonly coordinate: string;
  /** Infinity where nothing bounds it. */
  readonly estimated: number;
  /** The mean length in the answers, and the longest. */
  readonly actual: number;
  readonly longest: number;
  /** What `assumedSize` would have been right; null where an argument sizes the list. */
  readonly suggested: number | null;
}

/** Every list of the operation that came, beside what it was estimated at. */
export function listRatios(
  { document }: Operation,
  { costs }: Graph,
  settings: CostSettings,
  lists: ReadonlyMap<string, ObservedList>,
): ListRatio[] {
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  const variables = variableValues(definition, settings.variables, 'default');
  const sizing = { graph: costs, variables, isDeclared: false, listSize: settings.listSize, ledger: new Ledger() };
  const estimates = new Map<string, Estimate>();
  const root = costs.roots[definition.operation];
  if (root !== null) estimate(definition.selectionSet, root, [], { document, sizing, estimates, spread: new Set() });
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

interface Estimating {
  readonly document: DocumentNode;
  readonly sizing: Sizing;
  readonly estimates: Map<string, Estimate>;
  /** Fragments that were gone through, by type: once is enough. */
  readonly spread: Set<string>;
}

function estimate(set: SelectionSetNode, type: string, inherited: readonly SizedBelow[], into: Estimating): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) estimateField(selection, type, inherited, into);
    else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentNamed(selection.name.value, into);
      const key = `${type} ${selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : ''}`;
      if (fragment === undefined || (selection.kind === Kind.FRAGMENT_SPREAD && into.spread.has(key))) continue;
      into.spread.add(key);
      estimate(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, inherited, into);
    }
  }
}

function fragmentNamed(name: string, { document }: Estimating): FragmentDefinitionNode | undefined {
  const found = document.definitions.find((each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name);
  return found?.kind === Kind.FRAGMENT_DEFINITION ? found : undefined;
}

function estimateField(node: FieldNode, type: string, inherited: readonly SizedBelow[], into: Estimating): void {
  const field = into.sizing.graph.types.get(type)?.fields.get(node.name.value);
  if (field === undefined) return;
  const coordinate = `${type}.${field.name}`;
  const size = Math.max(itemsOf(field, node, inherited, into.sizing), into.estimates.get(coordinate)?.size ?? 0);
  const isSliced =
    inherited.some(({ fields }) => fields.ends.has(field.name)) ||
    field.listSizes.some(({ slicingArguments }) => slicingArguments.length > 0);
  if (field.isList) into.estimates.set(coordinate, { size, isSliced });
  if (node.selectionSet !== undefined)
    estimate(node.selectionSet, field.type, handDown(field, node, inherited, into.sizing), into);
}
