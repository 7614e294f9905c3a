import { dirname } from 'node:path';

import type { CostBudget, CostLimit, CostTarget, GraphqlConfig, GraphSource } from '../../model/graphql.ts';
import { GRAPH_METRICS } from '../../model/metric.ts';
import type { GraphqlBudgetInput } from './budget-schema.ts';
import type { GraphqlInput } from './schema.ts';
import { placeIn } from '../../source/positions.ts';
import type { KeyPath, Source } from '../../source/yaml.ts';

/** Where the section stands: for messages about what only composition can tell. */
export interface GraphqlPlace {
  /** Path of the file as the user gave it. */
  readonly file: string;
  /** Its absolute path. */
  readonly path: string;
  readonly source: Source;
}

/** The `graphql:` section with every default filled in, or null. */
export function resolveGraphql(input: GraphqlInput | undefined, place: GraphqlPlace): GraphqlConfig | null {
  if (input === undefined) return null;
  const where = (path: KeyPath): string =>
    placeIn(place.file, place.source.position(['graphql', ...path], path.length === 0 ? 'key' : 'value'));
  return {
    file: place.path,
    folder: dirname(place.path),
    source: sourceOf(input),
    operations: input.operations,
    profile: input.profile,
    listSize: input['list-size'] === 'unbounded' ? Infinity : input['list-size'],
    variables: input.variables,
    variableDefaults: input['variable-defaults'],
    router: input.router ?? null,
    budgets: input.budgets.flatMap((budget, index) => budgetsOf(budget, where(['budgets', index]))),
    where: where([]),
  };
}

function sourceOf({ schema, supergraph, subgraphs }: GraphqlInput): GraphSource {
  if (schema !== undefined) return { kind: 'schema', files: typeof schema === 'string' ? [schema] : schema };
  if (supergraph !== undefined) return { kind: 'supergraph', file: supergraph };
  if (typeof subgraphs === 'string') return { kind: 'rover', file: subgraphs };
  const entries = Object.entries(subgraphs ?? {});
  return {
    kind: 'subgraphs',
    subgraphs: entries.map(([name, { schema: file, owner }]) => ({ name, file, owner: owner ?? null })),
  };
}

/** One budget per metric that the entry limits. */
function budgetsOf(input: GraphqlBudgetInput, where: string): CostBudget[] {
  const target = targetOf(input);
  return GRAPH_METRICS.flatMap((metric): CostBudget[] => {
    const limits = input[metric];
    if (limits === undefined) return [];
    const { max, 'max-increase': increase, enforce } = limits;
    return [
      {
        target,
        metric,
        part: [],
        max: max === undefined ? null : { value: max, unit: 'cost' },
        maxIncrease: increase === undefined ? null : [increase].flat().map(limitOf),
        enforce: enforce ?? 'block',
        where,
      },
    ];
  });
}

function targetOf({ operation, subgraph, route }: GraphqlBudgetInput): CostTarget {
  if (operation !== undefined) return { kind: 'operation', name: operation };
  return subgraph !== undefined ? { kind: 'subgraph', name: subgraph } : { kind: 'route', name: route ?? '' };
}

function limitOf(written: number | string): CostLimit {
  return typeof written === 'number'
    ? { value: written, unit: 'cost' }
    : { value: Number.parseFloat(written), unit: '%' };
}
