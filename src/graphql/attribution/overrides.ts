import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';

import { argumentOf, directiveNames } from '../cost/links.ts';
import type { Subgraph } from '../graph/graph.ts';
import { schemaParts } from './definitions.ts';

/** A coordinate that several subgraphs weigh differently: composition keeps the largest weight and says nothing. */
export interface Override {
  readonly coordinate: string;
  /** Heaviest first: the first one counts. */
  readonly weights: readonly { readonly subgraph: string; readonly weight: number }[];
}

/** Every coordinate of the graph whose weight in one subgraph hides that in another. */
export function findOverrides(subgraphs: readonly Subgraph[]): Override[] {
  const weights = subgraphs.flatMap(({ name, document }) => {
    const { cost } = directiveNames(document);
    return [...schemaParts(document)].flatMap(([coordinate, parts]) => {
      const weight = parts
        .flatMap((part) => part.directives ?? [])
        .map((each) => weightOf(each as ConstDirectiveNode, cost));
      const told = weight.find((each) => each !== null) ?? null;
      return told === null ? [] : [{ coordinate, subgraph: name, weight: told }];
    });
  });
  return Array.from(
    Map.groupBy(weights, ({ coordinate }) => coordinate),
    ([coordinate, all]) => ({
      coordinate,
      weights: all
        .toSorted((one, other) => other.weight - one.weight)
        .map(({ subgraph, weight }) => ({ subgraph, weight })),
    }),
  ).filter((each) => new Set(each.weights.map(({ weight }) => weight)).size > 1);
}

/** `the weight 5 of products hides 2 of reviews` */
export function overrideText({ weights }: Override): string {
  const [winner, ...hidden] = weights;
  const losers = hidden.filter(({ weight }) => weight !== winner?.weight);
  const others = losers.map(({ subgraph, weight }) => `${weight} of ${subgraph}`).join(', ');
  return `the weight ${winner?.weight} of ${winner?.subgraph} hides ${others}`;
}

function weightOf(directive: ConstDirectiveNode, names: ReadonlySet<string>): number | null {
  if (!names.has(directive.name.value)) return null;
  const value: ConstValueNode | undefined = argumentOf(directive, 'weight');
  const isNumber = value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING;
  return isNumber && Number.isFinite(Number(value.value)) ? Number(value.value) : null;
}
