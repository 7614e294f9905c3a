/*
 * The formulas of docs/statistics.md once more, written from the page and not from src/stats, of which nothing is
 * imported: plain lists, and labellings counted in whole numbers, so that the p-values are exact fractions.
 * `npm run golden:decisions` writes golden/decisions.json with it.
 */

type Kind = 'time' | 'part' | 'score' | 'size';

/** Values in measured order, and one letter a visit: B on base, H on head. */
export interface Visits {
  readonly values: readonly (readonly number[])[];
  readonly orders: readonly string[];
}

export interface Asked {
  readonly kind: Kind;
  /** The smallest difference that the metric's values can have. */
  readonly step: number;
  /** Fractions of base. */
  readonly relative?: number;
  /** In the quantity's unit. */
  readonly absolute?: number;
}

export interface PValues {
  readonly pZero: number;
  readonly pTol: number;
  readonly pOk: number;
  readonly pFaster: number;
}

const CLIP = 2;
const CUT = 4;
const STEPS = 6;

function middle(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? NaN;
  return sorted.length % 2 === 1
    ? at((sorted.length - 1) / 2)
    : (at(sorted.length / 2 - 1) + at(sorted.length / 2)) / 2;
}

function nearestEven(value: number): number {
  const below = Math.floor(value);
  if (value - below === 0.5) return 2 * Math.round(below / 2);
  return Math.round(value);
}

function robustScores(values: readonly (readonly number[])[], floor: number): number[][] {
  const residuals = values.map((block) => block.map((value) => value - middle(block)));
  const scale = Math.max(1.4826 * middle(residuals.flat().map((each) => Math.abs(each))), floor);
  return residuals.map((block) =>
    block.map((residual) => {
      const u = residual / scale;
      if (Math.abs(u) > CUT) return CLIP * STEPS;
      return nearestEven(STEPS * Math.min(CLIP, Math.max(-CLIP, u))) + CLIP * STEPS;
    }),
  );
}

function gridScores(values: readonly (readonly number[])[], step: number): number[][] {
  const [lowest, highest] = [Math.min(...values.flat()), Math.max(...values.flat())];
  const width = Math.max(step, (highest - lowest) / 10_000);
  return values.map((block) => block.map((value) => nearestEven((value - lowest) / width)));
}

/** How many of the 6^blocks labellings give each sum of head's scores. */
function labellings(scores: readonly (readonly number[])[]): Map<number, bigint> {
  let counts = new Map([[0, 1n]]);
  for (const block of scores) {
    const longer = new Map<number, bigint>();
    for (const [sum, count] of counts)
      for (const [i, first] of block.entries())
        for (const second of block.slice(i + 1)) {
          const total = sum + first + second;
          longer.set(total, (longer.get(total) ?? 0n) + count);
        }
    counts = longer;
  }
  return counts;
}

/** A fraction as the nearest number; a quotient of two large ones in whole numbers first, so that nothing overflows. */
function quotient(part: bigint, whole: bigint): number {
  const scale = 10n ** 30n;
  return Number((part * scale) / whole) / Number(scale);
}

interface TwoTails {
  readonly upper: number;
  readonly lower: number;
  /** Every labelling gives the same sum. */
  readonly same: boolean;
}

function tailsOf(scores: readonly (readonly number[])[], { orders }: Visits): TwoTails {
  const sums = labellings(scores);
  const observed = scores.reduce(
    (total, block, q) => total + block.reduce((sum, score, j) => sum + (orders[q]?.[j] === 'H' ? score : 0), 0),
    0,
  );
  const all = 6n ** BigInt(scores.length);
  const share = (isCounted: (sum: number) => boolean): number =>
    quotient(
      [...sums].reduce((total, [sum, ways]) => (isCounted(sum) ? total + ways : total), 0n),
      all,
    );
  return { upper: share((sum) => sum >= observed), lower: share((sum) => sum <= observed), same: sums.size === 1 };
}

/** Every value as `of` makes it: another formula for head's visits than for base's. */
function changed({ values, orders }: Visits, of: (value: number, head: 0 | 1) => number): number[][] {
  return values.map((block, q) => block.map((value, j) => of(value, orders[q]?.[j] === 'H' ? 1 : 0)));
}

export function pValues(visits: Visits, { kind, step, relative, absolute }: Asked): PValues {
  const isExact = kind === 'score' || kind === 'size';
  const inUnits = (values: readonly (readonly number[])[]): number[][] =>
    isExact ? gridScores(values, step) : robustScores(values, step / 2);
  const onLogScale = (shift: number): number[][] =>
    robustScores(
      changed(visits, (x, head) => Math.log(x) - head * shift),
      Math.max(step / 2 / middle(visits.values.flat()), 1e-9),
    );
  const beyond: number[][][] = [];
  if (relative !== undefined)
    beyond.push(
      kind === 'time'
        ? onLogScale(Math.log1p(relative))
        : inUnits(changed(visits, (x, head) => x / (head === 1 ? 1 + relative : 1))),
    );
  if (absolute !== undefined) beyond.push(inUnits(changed(visits, (x, head) => x - head * absolute)));
  const atAll = tailsOf(kind === 'time' ? onLogScale(0) : inUnits(visits.values), visits);
  const tails = beyond.map((scores) => tailsOf(scores, visits));
  return {
    pZero: atAll.upper,
    pTol: Math.max(...tails.map(({ upper }) => upper)),
    pOk: Math.min(...tails.map(({ lower, same }) => (same ? 0 : lower))),
    pFaster: atAll.lower,
  };
}
