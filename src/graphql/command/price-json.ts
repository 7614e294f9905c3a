import type { Breakdown } from '../../model/breakdown.ts';
import type { CostProfile } from '../../model/graphql.ts';
import type { PricedOperation } from './price-operation.ts';
import { profileText } from './profile-text.ts';

/** A cost in JSON, which has no Infinity: as in result.json. */
type JsonCost = number | 'unbounded' | '-unbounded';

/** One operation as `graphql cost --json` prints it; its keys are a contract. */
export function operationJson(
  { operation, cost, planned, unplanned, breakdowns }: PricedOperation,
  profile: CostProfile,
): Record<string, unknown> {
  const { totals, precision, assumptions, violations } = cost;
  const total = (metric: keyof typeof totals): JsonCost | undefined => {
    const value = totals[metric]?.total;
    return value === undefined ? undefined : jsonCost(value);
  };
  const shown = (['type-cost', 'field-cost', 'cost'] as const).flatMap((metric) => {
    const breakdown = breakdowns[metric];
    return breakdown === undefined ? [] : [[metric, jsonBreakdown(breakdown)] as const];
  });
  return {
    name: operation.name,
    hash: operation.hash,
    profile: profileText(profile),
    typeCost: total('type-cost'),
    fieldCost: total('field-cost'),
    cost: total('cost'),
    planned: planned === null ? undefined : mapValues(planned.costs, jsonCost),
    fetches: planned?.fetches,
    waves: planned?.waves,
    unplanned: unplanned ?? undefined,
    precision,
    assumptions,
    violations,
    breakdowns: Object.fromEntries(shown),
  };
}

function jsonCost(value: number): JsonCost {
  if (Number.isFinite(value)) return value;
  return value < 0 ? '-unbounded' : 'unbounded';
}

function jsonBreakdown({ id, value, parts }: Breakdown): Record<string, unknown> {
  return { id, value: jsonCost(value), parts: parts.map(jsonBreakdown) };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
