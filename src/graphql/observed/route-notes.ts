import { costText } from '../../text/cost.ts';
import type { SentCost, VisitCost } from './visit-costs.ts';

/** What a reader should know of the operations that a route sends. */
export function routeNotes(route: string, { operations }: VisitCost): string[] {
  if (operations.length === 0) return [];
  const byLabel = Map.groupBy(operations, ({ label }) => label);
  const names = Array.from(byLabel, ([label, sent]) => (sent.length === 1 ? label : `${label} (${sent.length} times)`));
  const ratios = new Map(
    operations.flatMap(({ actual }) => actual?.lists ?? []).map((list) => [list.coordinate, list]),
  );
  return [
    `A visit of ${route} sends ${names.join(', ')}.${actualText(operations)}`,
    ...[...ratios.values()].flatMap(({ coordinate, estimated, actual, longest, suggested }) => {
      if (!(estimated >= 2 * actual || estimated < longest)) return [];
      const came = `${coordinate} is estimated at ${costText(estimated)} items and came with ${costText(actual)} on ${route}`;
      return [suggested === null ? `${came}.` : `${came}: assumedSize: ${suggested} would have been enough.`];
    }),
  ];
}

/** The estimate beside the actual cost, if every response was seen. */
function actualText(operations: readonly SentCost[]): string {
  const metrics = ['type-cost', 'field-cost', 'cost'] as const;
  const texts = metrics.flatMap((metric) => {
    if (!operations.every(({ costs, actual }) => costs[metric] !== undefined && actual !== null)) return [];
    const estimated = operations.reduce((sum, { costs }) => sum + (costs[metric] ?? 0), 0);
    const actual = operations.reduce((sum, each) => sum + (each.actual?.totals[metric] ?? 0), 0);
    return [`${metric.replaceAll('-', ' ')} ${costText(estimated)}, by the answers ${costText(actual)}`];
  });
  return texts.length === 0 ? '' : ` Estimated ${texts.join('; ')}.`;
}
