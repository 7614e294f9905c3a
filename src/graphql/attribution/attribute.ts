import type { Comparison, Difference } from '../../model/comparison.ts';
import type { CostCause } from '../../model/graphql.ts';
import type { AllCosts, OperationCosts } from '../check/costs.ts';
import type { CostedSide } from '../check/sides.ts';
import { COST_METRICS, type CostMetric } from '../cost/types.ts';
import type { Operation } from '../operations/operation.ts';
import type { PricedOperation } from '../command/price-operation.ts';
import { blameLines, type Blame, type History, type Lines } from './blame.ts';
import type { ShareDraft } from './change.ts';
import { explainCost } from './explain-cost.ts';
import { MixedGraphs } from './mixed-graphs.ts';
import { findOverrides, overrideText, type Override } from './overrides.ts';
import { linesOfCoordinate, linesOfField } from './places.ts';
import { fieldsAt } from './response-path.ts';
import { largestFirst, together, type WeighedShare } from './weighed-shares.ts';

/** The most changes that are explained, the largest first, because each takes compositions and calls of git. */
const MOST_EXPLAINED = 20;
/** The most operations that explain why a subgraph's total changed. */
const MOST_PER_SUBGRAPH = 5;

/** A changed cost of an operation. */
interface ChangedCost {
  readonly label: string;
  readonly metric: CostMetric;
  readonly base: PricedOperation;
  readonly head: PricedOperation;
  readonly difference: Difference;
}

/** What made costs change, for the operations that changed most and for subgraphs as a whole. */
export async function attributeCosts(
  all: AllCosts,
  subgraphs: readonly Comparison[],
  { base, head, history }: { readonly base: CostedSide; readonly head: CostedSide; readonly history: History | null },
): Promise<CostCause[]> {
  const graphs = new MixedGraphs(base.graph, head.graph);
  const context: Context = { head, blame: rememberedBlame(history), overrides: findOverrides(head.graph.subgraphs) };
  const explain = ({ metric, ...changed }: ChangedCost, subgraph: string | null): ShareDraft[] =>
    explainCost({
      metric,
      subgraph,
      graphs,
      base: { ...base, priced: changed.base },
      head: { ...head, priced: changed.head },
    });
  const changed = all.operations.flatMap(changesOf).toSorted(bySize(({ difference }) => difference.value));
  const causes: CostCause[] = [];
  for (const each of changed.slice(0, MOST_EXPLAINED)) {
    const shares = await placed(explain(each, null), each, context);
    causes.push({ route: each.label, condition: 'operation', metric: each.metric, shares: largestFirst(shares) });
  }
  for (const { route, condition, metric, difference } of subgraphs) {
    if (!isCostMetric(metric) || difference === null || difference.value === 0) continue;
    const partOf = (each: ChangedCost): number => each.difference.parts.find(({ id }) => id === route)?.value ?? 0;
    const most = changed.filter((each) => each.metric === metric && partOf(each) !== 0).toSorted(bySize(partOf));
    const shares: WeighedShare[] = [];
    for (const each of most.slice(0, MOST_PER_SUBGRAPH))
      shares.push(...(await placed(explain(each, route), each, context)));
    causes.push({ route, condition, metric, shares: together(shares, difference.value) });
  }
  return causes;
}

function bySize<Item>(sizeOf: (item: Item) => number): (one: Item, other: Item) => number {
  return (one, other) => Math.abs(sizeOf(other)) - Math.abs(sizeOf(one));
}

function isCostMetric(metric: string): metric is CostMetric {
  return (COST_METRICS as readonly string[]).includes(metric);
}

function changesOf({ label, base, head, comparisons }: OperationCosts): ChangedCost[] {
  if (base?.valid !== true || !head.valid) return [];
  return COST_METRICS.flatMap((metric): ChangedCost[] => {
    const difference = comparisons.find((each) => each.metric === metric)?.difference ?? null;
    if (difference === null || difference.value === 0) return [];
    return [{ label, metric, base, head, difference }];
  });
}

/** Many operations lead to one line. */
function rememberedBlame(history: History | null): Context['blame'] {
  const known = new Map<string, Promise<Blame>>();
  return (lines) => {
    const key = JSON.stringify(lines);
    const blame = known.get(key) ?? blameLines(lines, history);
    known.set(key, blame);
    return blame;
  };
}

interface Context {
  readonly head: CostedSide;
  readonly blame: (lines: Lines) => Promise<Blame>;
  readonly overrides: readonly Override[];
}

/** The shares with their lines and commits. */
async function placed(drafts: readonly ShareDraft[], changed: ChangedCost, context: Context): Promise<WeighedShare[]> {
  const whole = drafts.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const isFinite = Number.isFinite(changed.difference.value);
  const shares = drafts.map(async (draft): Promise<WeighedShare> => {
    const { where, commit } = await placeOf(draft, changed.head.operation, context);
    const owner = context.head.graph.subgraphs.find(({ name }) => name === draft.subgraph)?.owner ?? null;
    const fraction = whole === 0 ? 0 : Math.abs(draft.amount) / whole;
    const override = context.overrides.find(({ coordinate }) => coordinate === draft.coordinate);
    const note = draft.by === 'schema' && override !== undefined ? overrideText(override) : null;
    const amount = isFinite ? draft.amount : null;
    return { weight: draft.amount, share: { ...draft, amount, fraction, owner, where, commit, note } };
  });
  return Promise.all(shares);
}

interface Place {
  readonly where: string | null;
  readonly commit: Blame['commit'];
}

async function placeOf(draft: ShareDraft, operation: Operation, context: Context): Promise<Place> {
  if (draft.by === 'settings') return { where: context.head.settings.variablesWhere, commit: null };
  if (draft.by === 'interaction') return { where: null, commit: null };
  const lines = draft.by === 'document' ? linesInOperation(draft, operation) : linesInSchema(draft, context);
  if (lines !== null) return context.blame(lines);
  return { where: draft.by === 'document' ? operation.where.replace(/:\d+$/, '') : null, commit: null };
}

/** Of a manifest's operation the line of its id, which changes with its text. */
function linesInOperation({ path }: ShareDraft, { document, located, where }: Operation): Lines | null {
  if (!located) return lineAt(where);
  if (path === null || path === '') return null;
  const [field] = fieldsAt(document, path.split('.'));
  return field === undefined ? null : linesOfField(field);
}

function lineAt(where: string): Lines | null {
  const [, file, line] = /^(.*):(\d+):\d+$/.exec(where) ?? [];
  return file === undefined ? null : { file, first: Number(line), last: Number(line) };
}

function linesInSchema({ subgraph, coordinate }: ShareDraft, { head: { graph } }: Context): Lines | null {
  if (coordinate === null) return null;
  const document = graph.subgraphs.find(({ name }) => name === subgraph)?.document ?? graph.document;
  return linesOfCoordinate(document, coordinate);
}
