import type { Answer } from '../model/answers.ts';
import type { Pair } from './compare-answers.ts';

/** More positions than this in all sums together, and the page is measured instead. */
const MOST_POSITIONS = 200_000;

/**
 * The sums of response times that are held against the tolerance, as positions in `pairs`: for each request those that had
 * to come before it (the responses that asked for it, on either side), and all that were requested before LCP, because a
 * server may answer one after the other. Null: they are too many.
 */
export function sumsOf(
  pairs: readonly Pair[],
  base: readonly Answer[],
  head: readonly Answer[],
): (readonly number[])[] | null {
  const sums = new Map<string, readonly number[]>();
  let positions = 0;
  for (const sum of candidates(pairs, base, head)) {
    positions += sum.length;
    if (positions > MOST_POSITIONS) return null;
    if (sum.length > 1) sums.set(sum.join(), sum);
  }
  // A record in which nothing is summed must be one of a single request.
  if (sums.size === 0 && pairs.length > 1) return [[...pairs.keys()]];
  return [...sums.values()];
}

function* candidates(
  pairs: readonly Pair[],
  base: readonly Answer[],
  head: readonly Answer[],
): Generator<readonly number[]> {
  yield* chainsOf(
    pairs.map((pair) => pair.base),
    base,
  );
  yield* chainsOf(
    pairs.map((pair) => pair.head),
    head,
  );
  yield [...pairs.entries()]
    .filter(([, pair]) => base[pair.base]?.isBeforeLcp === true || head[pair.head]?.isBeforeLcp === true)
    .map(([position]) => position);
}

/** Of each repeated answer what had to come before it on its side, and itself, as positions in `repeated`, ascending. */
function* chainsOf(repeated: readonly number[], answers: readonly Answer[]): Generator<readonly number[]> {
  const positionOf = new Map(repeated.map((answer, position) => [answer, position]));
  const parents = parentsOf(answers);
  for (const answer of repeated) {
    const chain = [...ancestorsOf(answer, parents)].flatMap((each) => positionOf.get(each) ?? []);
    yield chain.toSorted((one, other) => one - other);
  }
}

/** The answer, and those that led to it. A page may make them go in circles. */
function ancestorsOf(answer: number, parents: readonly (number | null)[]): Set<number> {
  const chain = new Set<number>();
  for (let next: number | null = answer; next !== null && !chain.has(next); next = parents[next] ?? null)
    chain.add(next);
  return chain;
}

/** Which answer asked for each. Where that is unknown it was the document before. */
function parentsOf(answers: readonly Answer[]): (number | null)[] {
  let document: number | null = null;
  return answers.map(({ initiator, kind }, position) => {
    const parent = initiator ?? document;
    if (kind === 'document') document = position;
    return parent;
  });
}
