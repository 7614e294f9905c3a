import type { CostCause, CostShare } from '../../model/graphql.ts';
import type { AllCosts, OperationCosts } from '../check/costs.ts';
import { isUnchanged } from '../check/compare-costs.ts';
import type { CostedSide } from '../check/sides.ts';
import { COST_METRICS, type CostMetric } from '../cost/types.ts';
import type { Operation } from '../operations/operation.ts';
import type { PricedOperation } from '../price/price-operation.ts';
import { blameLines, type Blame, type History, type Lines } from './blame.ts';
import { explainCost, type ShareDraft } from './explain-cost.ts';
import { MixedGraphs } from './mixed-graphs.ts';
import { findOverrides, overrideText, type Override } from './overrides.ts';
import { linesOfCoordinate, linesOfField } from './places.ts';
import { fieldsAt } from './response-path.ts';

/** Explaining takes compositions and calls of git: the largest changes are what a reader wants to know of. */
const MOST_EXPLAINED = 20;

interface Explained {
  readonly costs: OperationCosts;
  readonly metric: CostMetric;
  readonly base: PricedOperation;
  readonly head: PricedOperation;
  readonly change: number;
}

/** What made costs change, for the operations that changed most. */
export async function attributeCosts(
  all: AllCosts,
  base: CostedSide,
  head: CostedSide,
  history: History | null,
): Promise<CostCause[]> {
  const graphs = new MixedGraphs(base.graph, head.graph);
  const context: Context = { head, history, overrides: findOverrides(head.graph.subgraphs) };
  const changed = all.operations.flatMap(changesOf).toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change));
  const causes: CostCause[] = [];
  for (const explained of changed.slice(0, MOST_EXPLAINED)) {
    const { costs, metric } = explained;
    const drafts = explainCost({
      metric,
      graphs,
      base: { ...base, priced: explained.base },
      head: { ...head, priced: explained.head },
    });
    const shares = await placed(drafts, explained, context);
    causes.push({ route: costs.label, condition: 'operation', metric, shares });
  }
  return causes;
}

function changesOf(costs: OperationCosts): Explained[] {
  const { base, head, comparisons } = costs;
  if (base?.valid !== true || !head.valid) return [];
  return COST_METRICS.flatMap((metric): Explained[] => {
    const comparison = comparisons.find((each) => each.metric === metric);
    if (comparison === undefined || isUnchanged(comparison) || comparison.difference?.value === 0) return [];
    return [{ costs, metric, base, head, change: comparison.difference?.value ?? 0 }];
  });
}

interface Context {
  readonly head: CostedSide;
  readonly history: History | null;
  readonly overrides: readonly Override[];
}

/** The shares with their lines and commits, largest first. */
async function placed(drafts: readonly ShareDraft[], explained: Explained, context: Context): Promise<CostShare[]> {
  const whole = drafts.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const isFinite = Number.isFinite(explained.change);
  const shares = drafts.map(async (draft): Promise<CostShare> => {
    const { where, commit } = await placeOf(draft, explained.head.operation, context);
    const owner = context.head.graph.subgraphs.find(({ name }) => name === draft.subgraph)?.owner ?? null;
    const fraction = whole === 0 ? 0 : Math.abs(draft.amount) / whole;
    const override = context.overrides.find(({ coordinate }) => coordinate === draft.coordinate);
    const note = draft.by === 'schema' && override !== undefined ? overrideText(override) : null;
    return { ...draft, amount: isFinite ? draft.amount : null, fraction, owner, where, commit, note };
  });
  const all = await Promise.all(shares);
  return all.toSorted((one, other) => other.fraction - one.fraction);
}

interface Place {
  readonly where: string | null;
  readonly commit: Blame['commit'];
}

async function placeOf(draft: ShareDraft, operation: Operation, context: Context): Promise<Place> {
  if (draft.by === 'settings') return { where: context.head.settings.variablesWhere, commit: null };
  if (draft.by === 'interaction') return { where: null, commit: null };
  const lines = draft.by === 'document' ? linesInOperation(draft, operation) : linesInSchema(draft, context);
  if (lines !== null) return blameLines(lines, context.history);
  return { where: draft.by === 'document' ? operation.where.replace(/:\d+$/, '') : null, commit: null };
}

function linesInOperation({ path }: ShareDraft, { document, located }: Operation): Lines | null {
  if (!located || path === null || path === '') return null;
  const [field] = fieldsAt(document, path.split('.'));
  return field === undefined ? null : linesOfField(field);
}

function linesInSchema({ subgraph, coordinate }: ShareDraft, { head: { graph } }: Context): Lines | null {
  if (coordinate === null) return null;
  const document = graph.subgraphs.find(({ name }) => name === subgraph)?.document ?? graph.document;
  return linesOfCoordinate(document, coordinate);
}
