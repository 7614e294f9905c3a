import type { Random } from '../random.ts';

/** Whether each unit is treated, stratum by stratum. In a stratum, as many are treated as were. */
export type Assignment = readonly (readonly boolean[])[];

export interface Drawable {
  /** Every assignment once, or the observed one and draws. */
  readonly assignments: readonly Assignment[];
  readonly exact: boolean;
}

/** As many are enumerated; beyond that, so many are drawn. With the observed one they are 10,000. */
const MOST_ENUMERATED = 20_000;
const DRAWN = 9999;
const MOST_LISTED = 1000;

/** The assignments that could have been drawn: in each stratum, independently, any choice of as many treated. */
export function drawable(observed: Assignment, random: Random): Drawable {
  const sizes = observed.map((stratum) => ({ size: stratum.length, treated: stratum.filter(Boolean).length }));
  const count = sizes.reduce((product, { size, treated }) => product * choices(size, treated), 1);
  if (count <= MOST_ENUMERATED) return { assignments: enumerate(sizes), exact: true };
  const draws = observed.map((stratum, index) => drawOf(stratum, sizes[index], random));
  const drawn = Array.from({ length: DRAWN }, () => draws.map((draw) => draw()));
  return { assignments: [observed, ...drawn], exact: false };
}

/** Of few choices one of a list, so that what was computed of one can be found again. */
function drawOf(stratum: readonly boolean[], size: Size | undefined, random: Random): () => readonly boolean[] {
  if (size === undefined || choices(size.size, size.treated) > MOST_LISTED) return () => shuffled(stratum, random);
  const list = subsets(size);
  return () => list[Math.floor(random() * list.length)] ?? stratum;
}

/** n over k. */
export function choices(n: number, k: number): number {
  let product = 1;
  for (let index = 1; index <= Math.min(k, n - k); index += 1) product = (product * (n - index + 1)) / index;
  return Math.round(product);
}

interface Size {
  readonly size: number;
  readonly treated: number;
}

function enumerate(sizes: readonly Size[]): Assignment[] {
  return sizes.reduce<Assignment[]>(
    (found, each) => {
      const next = subsets(each);
      return found.flatMap((assignment) => next.map((stratum) => [...assignment, stratum]));
    },
    [[]],
  );
}

function subsets({ size, treated }: Size): (readonly boolean[])[] {
  if (treated > size || treated < 0) return [];
  if (size === 0) return [[]];
  return [true, false].flatMap((first) =>
    subsets({ size: size - 1, treated: treated - (first ? 1 : 0) }).map((rest) => [first, ...rest]),
  );
}

/** Fisher & Yates. */
function shuffled(stratum: readonly boolean[], random: Random): boolean[] {
  const order = [...stratum];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] === true, order[last] === true];
  }
  return order;
}
