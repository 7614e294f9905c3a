import type { FoundPlace } from '../model/cause.ts';
import { jsonNumber } from '../model/breakdown.ts';
import { fact, grown, subject, type Context, type Finding } from './finding.ts';
import { growthIn, waitMs, type Pair } from './pairs.ts';
import { heldUp } from './blocking.ts';
import { DELAY } from './hero.ts';
import { isWaitedFor, ttfbPhase } from './server.ts';
import { stripQuery } from '../text/strip-query.ts';

/** A GraphQL operation that costs more on head. */
export interface GrownOperation {
  /** As reports call it. */
  readonly name: string;
  /** Of the metric that grew most. Infinity: without bound. */
  readonly base: number;
  readonly head: number;
  /** What made it grow, the most telling first. */
  readonly places: readonly SourcePlace[];
}

type SourcePlace = Extract<FoundPlace, { kind: 'source' }>;

/** A cost that grew by a smaller fraction does not explain why an answer takes longer. */
const LEAST_GROWTH = 0.2;
const MOST_OPERATIONS = 5;
const MOST_PLACES = 8;

/**
 * The route's GraphQL operations cost more on head, and the data that they ask for is answered later, by an endpoint that
 * the page asks. Where the page asks none its server may ask for them, which nothing shows: that is a guess.
 */
export function costGrown(context: Context): Finding[] {
  const grew = context.operations.filter(hasGrown).toSorted(byGrowth);
  const [most] = grew;
  if (most === undefined) return [];
  const [pair, growth] = askedPairs(context)
    .flatMap((each) => {
      const wait = growthIn(each, waitMs);
      return wait === null ? [] : [[each, wait] as const];
    })
    .toSorted(([, one], [, other]) => other.amount - one.amount)[0] ?? [null, null];
  if (pair === null) return [];
  const isDocument = pair === context.document;
  const phases = context.metric === 'lcp' ? [DELAY, ...heldUp(context)] : heldUp(context);
  const costs = grew.map(({ base, head }) => fact('cost', jsonNumber(base), jsonNumber(head)));
  return [
    {
      id: 'graphql-cost-grown',
      amount: growth.amount,
      phases: isDocument ? [ttfbPhase(context, 'request')] : phases,
      claims: isDocument ? [] : [`request:${pair.key}`],
      facts: [...costs.slice(0, MOST_OPERATIONS), ...(isDocument ? [] : [grown('longer', growth)])],
      places: grew.flatMap(({ places }) => places).slice(0, MOST_PLACES),
      subject: subject({ name: most.name }),
      ...(isDocument ? { isGuess: true } : {}),
    },
  ];
}

/** What may have waited for the operations: requests that were seen to send some, else the document. */
function askedPairs({ endpoints, pairs, document, ...context }: Context): Pair[] {
  const fetched = pairs.filter(({ kind }) => kind === 'fetch');
  if (endpoints.length > 0) {
    const own = fetched.filter(({ head: [first] }) => endpoints.includes(stripQuery(first?.request.url ?? '')));
    return own.filter((pair) => isWaitedFor(pair, { ...context, endpoints, pairs, document }));
  }
  // What the page sends cannot be read: nobody knows which operations these are.
  const isUnread = fetched.some(({ key }) => /graphql/i.test(key));
  return isUnread || document === null ? [] : [document];
}

function hasGrown({ base, head }: GrownOperation): boolean {
  return head > base && (head === Infinity || head - base >= LEAST_GROWTH * base);
}

function byGrowth(one: GrownOperation, other: GrownOperation): number {
  const [first, second] = [growthOf(one), growthOf(other)];
  return first === second ? 0 : second - first;
}

/** Infinity for what was free. */
function growthOf({ base, head }: GrownOperation): number {
  return head === Infinity ? Infinity : (head - base) / base;
}
