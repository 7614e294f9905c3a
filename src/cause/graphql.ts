import type { CostCause } from '../model/graphql.ts';
import type { Fact, FoundPlace } from '../model/cause.ts';
import { fact, grown, subject, type Context, type Finding } from './finding.ts';
import { growthIn, waitMs, type Pair } from './pairs.ts';
import { heldUp } from './blocking.ts';
import { DELAY } from './hero.ts';
import { ttfbPhase } from './server.ts';
import { stripQuery } from '../text/strip-query.ts';

/**
 * The route's GraphQL operations cost more on head, and the data that they ask for is answered later: by an endpoint that
 * the page asks, or by the server of the page itself where the page asks none.
 */
export function costGrown(context: Context): Finding[] {
  const grew = context.costs.filter(({ shares }) => shares.some(isMore));
  if (grew.length === 0) return [];
  const asked = context.pairs.filter((each) => each.kind === 'fetch' && isEndpoint(each, context));
  const isAsked = asked.length > 0 || context.endpoints.length > 0;
  const pairs = isAsked ? asked : context.document === null ? [] : [context.document];
  const [pair, growth] = pairs
    .flatMap((each) => {
      const wait = growthIn(each, waitMs);
      return wait === null ? [] : [[each, wait] as const];
    })
    .toSorted(([, one], [, other]) => other.amount - one.amount)[0] ?? [null, null];
  if (pair === null) return [];
  const isDocument = pair === context.document;
  const phases = context.metric === 'lcp' ? [DELAY, ...heldUp(context)] : heldUp(context);
  return [
    {
      id: 'graphql-cost-grown',
      amount: growth.amount,
      phases: isDocument ? [ttfbPhase(context, 'request')] : phases,
      claims: isDocument ? ['document:wait'] : [`request:${pair.key}`],
      facts: [...grew.slice(0, 5).map(costFact), grown('longer', growth)],
      places: placesOf(grew),
      subject: subject({ name: grew[0]?.route ?? null }),
    },
  ];
}

/** Whether it is where the page sent operations. */
function isEndpoint({ key, head: [first] }: Pair, { endpoints }: Context): boolean {
  return /graphql/i.test(key) || (first !== undefined && endpoints.includes(stripQuery(first.request.url)));
}

/** By how much it costs more. */
function costFact({ shares }: CostCause): Fact {
  const more = shares.filter(isMore).reduce((sum, { amount }) => sum + (amount ?? Infinity), 0);
  return fact('cost', null, Number.isFinite(more) ? `+${more}` : 'without bound');
}

/** Where the operations and the fields are that cost more. */
function placesOf(costs: readonly CostCause[]): FoundPlace[] {
  const where = costs.flatMap(({ shares }) => shares.filter(isMore).map((share) => share.where));
  return [...new Set(where.filter((place) => place !== null))]
    .slice(0, 8)
    .map((place) => ({ kind: 'source', role: 'operation', where: place }));
}

export function isMore({ amount }: CostCause['shares'][number]): boolean {
  return amount === null || amount > 0;
}
