import { checkOperation } from '../operations/check-operation.ts';
import { costOn, interaction, NOWHERE, type Change, type ShareDraft } from './change.ts';
import type { ChangedSubgraph, SubgraphChanges } from './mixed-graphs.ts';
import { splitChange } from './split.ts';
import { touchedCoordinates } from './touched.ts';

/** Beyond these a subgraph's change is not split by field. */
const MOST_COORDINATES = 12;

/** What the schema's share of a change is made of: subgraphs, and of those the fields. */
export function explainSchema(change: Change, amount: number): ShareDraft[] {
  const { changed } = change.graphs;
  const split = splitChange(changed, (made) => meanCost(change, new Map([...made].map((each) => [each, 'all']))));
  if (split === null) return [{ ...NOWHERE, by: 'schema', amount }];
  const shares = [...split.shares].flatMap(([subgraph, share]) =>
    share === 0 ? [] : explainSubgraph(change, subgraph, share),
  );
  const rest = amount - [...split.shares.values()].reduce((sum, share) => sum + share, 0);
  return [...shares, ...interaction(rest)];
}

/** By field, if the operation selects one of a few changed fields. */
function explainSubgraph(change: Change, subgraph: ChangedSubgraph, amount: number): ShareDraft[] {
  const share = { by: 'schema', path: null, subgraph: subgraph.name } as const;
  const touched = touchedByEither(change);
  const coordinates = subgraph.coordinates.filter((each) => touched.has(each));
  const [only] = coordinates;
  if (only === undefined || coordinates.length > MOST_COORDINATES) return [{ ...share, amount, coordinate: null }];
  if (coordinates.length === 1) return [{ ...share, amount, coordinate: only }];
  const others = change.graphs.changed.filter((each) => each !== subgraph).map((each) => [each, 'all'] as const);
  const untouched = subgraph.coordinates.filter((each) => !touched.has(each));
  const splitBeside = (rest: readonly string[]) =>
    splitChange(coordinates, (made) =>
      meanCost(
        change,
        new Map<ChangedSubgraph, 'all' | ReadonlySet<string>>([...others, [subgraph, new Set([...made, ...rest])]]),
      ),
    );
  // What the operation does not touch may need what it does, a new type for instance: then it is left as it was.
  const split = splitBeside(untouched) ?? splitBeside([]);
  if (split === null) return [{ ...share, amount, coordinate: null }];
  const shares = [...split.shares].flatMap(([coordinate, part]): ShareDraft[] =>
    part === 0 ? [] : [{ ...share, amount: part, coordinate }],
  );
  const rest = amount - shares.reduce((sum, each) => sum + each.amount, 0);
  return [...shares, ...interaction(rest)];
}

/** Over base's and head's text, those that are valid on both graphs: so the order of text and schema is averaged. */
function meanCost({ base, head, graphs, ...what }: Change, made: SubgraphChanges): number | null {
  const graph = graphs.with(made);
  if (graph === null) return null;
  const texts = [base.priced.operation, head.priced.operation].filter((operation) =>
    [base.graph, head.graph].every((each) => checkOperation(operation, each).valid),
  );
  const costs = texts.map((operation) => costOn(operation, graph, head.settings, what));
  const known = costs.filter((cost) => cost !== null);
  return known.length === 0 || known.length < costs.length
    ? null
    : known.reduce((sum, cost) => sum + cost, 0) / known.length;
}

function touchedByEither({ base, head }: Change): ReadonlySet<string> {
  return new Set([
    ...touchedCoordinates(base.priced.operation.document, base.graph.schema),
    ...touchedCoordinates(head.priced.operation.document, head.graph.schema),
  ]);
}
