import { jsonNumber, type Breakdown, type JsonNumber } from '../../model/breakdown.ts';
import type { CostProfile } from '../../model/graphql.ts';
import type { PricedOperation } from './price-operation.ts';
import { profileText } from './profile-text.ts';

/** One operation as `graphql cost --json` prints it; its keys are a contract. */
export function operationJson(
  { operation, cost, planned, unplanned, breakdowns }: PricedOperation,
  profile: CostProfile,
): Record<string, unknown> {
  const { totals, precision, assumptions, violations } = cost;
  const total = (metric: keyof typeof totals): JsonNumber | undefined => {
    const value = totals[metric]?.total;
    return value === undefined ? undefined : jsonNumber(value);
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
    planned: planned === null ? undefined : mapValues(planned.costs, jsonNumber),
    fetches: planned?.fetches,
    waves: planned?.waves,
    unplanned: unplanned ?? undefined,
    precision,
    assumptions,
    violations,
    breakdowns: Object.fromEntries(shown),
  };
}

function jsonBreakdown({ id, value, parts }: Breakdown): Record<string, unknown> {
  return { id, value: jsonNumber(value), parts: parts.map(jsonBreakdown) };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
