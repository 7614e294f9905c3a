import { Kind, visit, type ArgumentNode, type ConstValueNode, type DirectiveNode, type DocumentNode } from 'graphql';

import { GateError } from '../../errors.ts';
import { numberOf } from '../cost/directives.ts';
import { directiveNames } from '../cost/links.ts';
import { whereIs } from '../cost/problem.ts';

/** Subgraphs whose weights are whole numbers, and the way back in the supergraph. */
export interface RankedWeights {
  readonly documents: readonly DocumentNode[];
  readonly restore: (supergraph: DocumentNode) => DocumentNode;
}

/**
 * The composer takes whole weights only, and merges them by MAX; the specification has strings that hold a float. So each
 * weight is replaced by its rank among all of them, which MAX treats the same, and put back after composition.
 *
 * @throws GateError `graphql-input` if a weight is not a number
 */
export function rankWeights(documents: readonly DocumentNode[]): RankedWeights {
  const weights = documents.flatMap((document) => weightsOf(document));
  const ordered = [...new Set(weights.map(weightIn))].toSorted((one, other) => one - other);
  if (weights.every(({ kind }) => kind === Kind.INT)) return { documents, restore: (supergraph) => supergraph };
  const rankOf = new Map(ordered.map((weight, rank) => [weight, rank]));
  const ranked = (value: ConstValueNode): ConstValueNode => ({
    kind: Kind.INT,
    value: String(rankOf.get(weightIn(value)) ?? 0),
  });
  const original = (value: ConstValueNode): ConstValueNode => ({
    kind: Kind.STRING,
    value: String(ordered[weightIn(value)] ?? 0),
  });
  return {
    documents: documents.map((document) => mapWeights(document, ranked)),
    restore: (supergraph) => mapWeights(supergraph, original),
  };
}

function weightsOf(document: DocumentNode): ConstValueNode[] {
  const weights: ConstValueNode[] = [];
  mapWeights(document, (value) => {
    weights.push(value);
    return value;
  });
  return weights;
}

function mapWeights(document: DocumentNode, change: (value: ConstValueNode) => ConstValueNode): DocumentNode {
  const { cost } = directiveNames(document);
  return visit(document, {
    Directive: (directive: DirectiveNode) => {
      if (!cost.has(directive.name.value)) return undefined;
      const weighed = directive.arguments?.map((argument: ArgumentNode) =>
        argument.name.value === 'weight' ? { ...argument, value: change(argument.value as ConstValueNode) } : argument,
      );
      return { ...directive, arguments: weighed ?? [] };
    },
  });
}

function weightIn(value: ConstValueNode): number {
  const weight = numberOf(value);
  if (weight !== null) return weight;
  const detail = {
    what: 'The weight of @cost must be a finite number.',
    todo: 'Write for example weight: 5, or "2.5".',
  };
  const where = whereIs(value);
  throw new GateError('graphql-input', detail, where === null ? {} : { where });
}
