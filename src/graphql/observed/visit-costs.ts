import { GateError } from '../../errors.ts';
import type { Side } from '../../model/deploy.ts';
import type { GraphMetric } from '../../model/metric.ts';
import type { CostedSide } from '../check/sides.ts';
import { costSettingsOf, priceOperation, type PricingResult, type PriceSettings } from '../command/price-operation.ts';
import { actualCost, type ActualCost } from './actual-cost.ts';
import { readRequests, type Exchange } from './requests.ts';
import { OperationIndex, type RequestResolution } from './resolve.ts';

/** What one visit of a route sent and got. */
export interface ObservedVisit {
  readonly route: string;
  readonly side: Side;
  readonly exchanges: readonly Exchange[];
}

/** One request, and what it costs with the variables it was sent with. */
export interface SentCost {
  readonly label: string;
  readonly costs: Readonly<Partial<Record<GraphMetric, number>>>;
  readonly actual: ActualCost | null;
}

export interface VisitCost {
  readonly operations: readonly SentCost[];
  /** What was sent and could not be costed. */
  readonly problems: readonly string[];
}

/** A side's median visit by the cost of its operations; null if none was made. */
export function typicalVisit(
  visits: readonly ObservedVisit[],
  route: string,
  side: Side,
  costed: CostedSide,
): VisitCost | null {
  const index = new OperationIndex(costed.priced.map(({ operation }) => operation));
  const own = visits.filter((visit) => visit.route === route && visit.side === side);
  const costs = own.map(({ exchanges }) => costVisit(exchanges, index, costed));
  const ordered = costs.toSorted((one, other) => totalOf(one) - totalOf(other));
  return ordered[Math.floor(ordered.length / 2)] ?? null;
}

function totalOf({ operations }: VisitCost): number {
  return operations.reduce((sum, { costs }) => sum + Object.values(costs).reduce((total, cost) => total + cost, 0), 0);
}

function costVisit(exchanges: readonly Exchange[], index: OperationIndex, costed: CostedSide): VisitCost {
  const resolved = exchanges.flatMap(readRequests).flatMap((sent) => index.resolve(sent));
  const results = resolved.map((each) => costSent(each, costed));
  return {
    operations: results.flatMap((result) => ('label' in result ? [result] : [])),
    problems: results.flatMap((result) => ('problem' in result ? [result.problem] : [])),
  };
}

function costSent(
  resolved: RequestResolution,
  { graph, settings, planner }: CostedSide,
): SentCost | { readonly problem: string } {
  const { sent } = resolved;
  const named = sent.operationName ?? 'an operation';
  if (resolved.status === 'unresolved')
    return { problem: `The page sends ${named} by the id ${resolved.id}, which is not in any manifest.` };
  const { operation } = resolved;
  // What was really sent is not assumed: a variable without a value is absent.
  const real: PriceSettings = { ...settings, unknownVariables: false, variables: { '*': sent.variables } };
  const label = operation.name ?? 'anonymous';
  const priced = priceSent(operation, graph, real, planner);
  // What the page sent is not repeated, because it may be personal data.
  if (priced === null)
    return { problem: `The page sends ${label} with variables whose types do not match its declaration.` };
  if (!priced.valid)
    return { problem: `The page sends ${label}, which is invalid: ${priced.problems[0]?.message ?? ''}` };
  const costs = Object.entries(priced.breakdowns).map(([metric, { value }]) => [metric, value] as const);
  const costSettings = costSettingsOf(priced.operation, graph, real);
  const actual = sent.data === null ? null : actualCost(priced.operation, graph, costSettings, sent.data);
  return { label, costs: Object.fromEntries(costs), actual };
}

function priceSent(...request: Parameters<typeof priceOperation>): PricingResult | null {
  try {
    return priceOperation(...request);
  } catch (error) {
    if (error instanceof GateError && error.code === 'graphql-input') return null;
    throw error;
  }
}
