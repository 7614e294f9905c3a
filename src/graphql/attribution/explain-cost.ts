import type { CostShare } from '../../model/graphql.ts';
import { costOperation } from '../cost/operation.ts';
import type { CostMetric, CostTotal } from '../cost/types.ts';
import type { Graph } from '../graph/graph.ts';
import { checkOperation } from '../operations/check-operation.ts';
import type { Operation } from '../operations/operation.ts';
import { ownContributions } from '../ownership/cost-breakdown.ts';
import { costSettingsOf, type PricedOperation, type PriceSettings } from '../price/price-operation.ts';
import { MixedGraphs, type ChangedSubgraph, type Made } from './mixed-graphs.ts';
import { changedPath } from './response-path.ts';
import { splitChange } from './split.ts';
import { touchedCoordinates } from './touched.ts';

/** One side of a changed operation. */
interface ExplainedSide {
  readonly priced: PricedOperation;
  readonly graph: Graph;
  readonly settings: PriceSettings;
}

/** A share of a change, before git is asked who made it. */
export type ShareDraft = Omit<CostShare, 'where' | 'commit' | 'note' | 'owner' | 'fraction'> & {
  readonly amount: number;
};

/** A changed cost of one operation, on both sides. */
export interface Change {
  readonly metric: CostMetric;
  /** The subgraph whose part of it is meant; null for the whole. */
  readonly subgraph: string | null;
  readonly base: ExplainedSide;
  readonly head: ExplainedSide;
  readonly graphs: MixedGraphs;
}

/** Stands in for "without bound", so that it can be told what took the bound away. */
const FINITE_LIST_SIZE = 1_000_000;
/** Beyond these a subgraph's change is not split by field. */
const MOST_COORDINATES = 12;

/** What made an operation's cost change: its own text, the configuration's assumptions, or fields of subgraphs. */
export function explainCost(change: Change): ShareDraft[] {
  const finite = withFiniteLists(change);
  const players = firstPlayers(finite);
  const split = splitChange(players, (made) => worthOf(finite, made));
  if (split === null) return [];
  const shares = [...split.shares].flatMap(([player, amount]): ShareDraft[] => {
    if (amount === 0) return [];
    if (player === 'schema') return explainSchema(finite, amount);
    return [player === 'document' ? documentShare(finite, amount) : { ...NOWHERE, by: 'settings', amount }];
  });
  return [...shares, ...interaction(split.interaction)];
}

const NOWHERE = { path: null, coordinate: null, subgraph: null } as const;

function interaction(amount: number): ShareDraft[] {
  return amount === 0 ? [] : [{ ...NOWHERE, by: 'interaction', amount }];
}

type FirstPlayer = 'document' | 'schema' | 'settings';

function firstPlayers({ base, head, graphs }: Change): FirstPlayer[] {
  return [
    ...(base.priced.operation.hash === head.priced.operation.hash ? [] : (['document'] as const)),
    ...(graphs.changed.length === 0 ? [] : (['schema'] as const)),
    ...(assumptionsOf(base) === assumptionsOf(head) ? [] : (['settings'] as const)),
  ];
}

function assumptionsOf({ settings: { listSize, variables, variableDefaults } }: ExplainedSide): string {
  return JSON.stringify([String(listSize), variables, variableDefaults]);
}

function worthOf({ base, head, ...what }: Change, made: ReadonlySet<FirstPlayer>): number | null {
  const side = (player: FirstPlayer): ExplainedSide => (made.has(player) ? head : base);
  return costOn(side('document').priced.operation, side('schema').graph, side('settings').settings, what);
}

/** An operation's cost on a graph it was perhaps not written for; null where it is invalid there. */
function costOn(
  operation: Operation,
  graph: Graph,
  settings: PriceSettings,
  { metric, subgraph }: What,
): number | null {
  const total = totalOn(operation, graph, settings, metric);
  if (total === null || subgraph === null) return total?.total ?? null;
  const owned = ownContributions(total.contributions, graph.ownership);
  return owned.reduce((sum, { owner, cost }) => (owner === subgraph ? sum + cost : sum), 0);
}

type What = Pick<Change, 'metric' | 'subgraph'>;

function totalOn(operation: Operation, graph: Graph, settings: PriceSettings, metric: CostMetric): CostTotal | null {
  if (!checkOperation(operation, graph).valid) return null;
  const { totals } = costOperation(
    graph.costs,
    operation.document,
    operation.name,
    costSettingsOf(operation, graph, settings),
  );
  return totals[metric] ?? null;
}

// --- the operation's own text --------------------------------------------------------------------------------------

/** The response path that the text adds or changes, costed on head's graph where base's text is valid there. */
function documentShare({ base, head, metric }: Change, amount: number): ShareDraft {
  const before = totalOn(base.priced.operation, head.graph, head.settings, metric) ?? base.priced.cost.totals[metric];
  const after = head.priced.cost.totals[metric];
  const changed = changedPath(
    { document: base.priced.operation.document, contributions: before?.contributions ?? [] },
    { document: head.priced.operation.document, contributions: after?.contributions ?? [] },
  );
  const owned = ownContributions(after?.contributions ?? [], head.graph.ownership);
  const at = owned.find(({ path }) => JSON.stringify(path) === JSON.stringify(changed?.path ?? null));
  const subgraph = head.graph.ownership.subgraphs.find((name) => name === at?.owner) ?? null;
  return {
    by: 'document',
    amount,
    path: changed?.path.join('.') ?? null,
    coordinate: at?.coordinate ?? null,
    subgraph,
  };
}

// --- the schema ----------------------------------------------------------------------------------------------------

function explainSchema(change: Change, amount: number): ShareDraft[] {
  const { changed } = change.graphs;
  const split = splitChange(changed, (made) => meanCost(change, new Map([...made].map((each) => [each, 'all']))));
  if (split === null) return [{ ...NOWHERE, by: 'schema', amount }];
  const shares = [...split.shares].flatMap(([subgraph, share]) =>
    share === 0 ? [] : explainSubgraph(change, subgraph, share),
  );
  const rest = amount - [...split.shares.values()].reduce((sum, share) => sum + share, 0);
  return [...shares, ...interaction(Math.abs(rest) <= 1e-9 ? 0 : rest)];
}

/** By field, where one of a few changed fields is one that the operation asks for. */
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
  return [...shares, ...interaction(Math.abs(rest) <= 1e-9 ? 0 : rest)];
}

/** Over base's and head's text, those that are valid on both graphs: so the order of text and schema is averaged. */
function meanCost({ base, head, graphs, ...what }: Change, made: Made): number | null {
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

function withFiniteLists(change: Change): Change {
  const isFinite = [change.base, change.head].every(({ priced }) =>
    Number.isFinite(priced.cost.totals[change.metric]?.total),
  );
  if (isFinite) return change;
  return { ...change, base: withFiniteList(change.base), head: withFiniteList(change.head) };
}

function withFiniteList(side: ExplainedSide): ExplainedSide {
  const { settings } = side;
  return { ...side, settings: { ...settings, listSize: Math.min(settings.listSize, FINITE_LIST_SIZE) } };
}
