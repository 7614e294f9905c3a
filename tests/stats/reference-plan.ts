/* The looks, the proof and their verdicts as docs/statistics.md has them, written from the page: see reference.ts. */
import { pValues, type Asked, type PValues, type Visits } from './reference.ts';

type Row = readonly [blocks: number, weight: number, tolerance: number, pass: number];

/** docs/statistics.md#the-table-of-looks */
const TABLES: Readonly<Record<10 | 15 | 20, readonly Row[]>> = {
  10: [
    [3, 0, 0, 0.1111],
    [5, 0.4, 0.0894, 0.0889],
    [7, 0.3, 0.1117, 0.0889],
    [10, 0.3, 0.149, 0.1111],
  ],
  15: [
    [3, 0, 0, 0.0972],
    [5, 0.4, 0.0746, 0.0729],
    [8, 0.2, 0.0933, 0.0729],
    [11, 0.2, 0.1057, 0.0729],
    [15, 0.2, 0.1244, 0.0972],
  ],
  20: [
    [3, 0, 0, 0.088],
    [5, 0.4, 0.0647, 0.066],
    [8, 0.15, 0.0755, 0.066],
    [11, 0.15, 0.0863, 0.066],
    [15, 0.15, 0.097, 0.0704],
    [20, 0.15, 0.1078, 0.088],
  ],
};

/** docs/statistics.md#the-proof */
const PROOF = [
  { blocks: 4, level: 0.0019 },
  { blocks: 8, level: 0.0023 },
  { blocks: 12, level: 0.0026 },
  { blocks: 16, level: 0.0032 },
];
const FUTILE = { blocks: 8, above: 0.5 };

type MaxBlocks = keyof typeof TABLES;

export interface Shared {
  readonly maxBlocks: MaxBlocks;
  readonly alpha: number;
  readonly comparisons: number;
}

/** What each look may spend of α / m: a share below 1 / 6^blocks waits for the next look. */
function zeroLevels({ maxBlocks, alpha, comparisons }: Shared): number[] {
  const rows = TABLES[maxBlocks];
  const weights = rows.map(([, weight]) => weight);
  for (const [index, [blocks]] of rows.entries()) {
    const weight = weights[index] ?? 0;
    if (index === rows.length - 1 || (weight * alpha) / comparisons >= 6 ** -blocks) continue;
    weights[index + 1] = (weights[index + 1] ?? 0) + weight;
    weights[index] = 0;
  }
  return weights.map((weight) => (weight * alpha) / comparisons);
}

export interface Look extends PValues {
  readonly blocks: number;
  readonly zero: number;
  readonly verdict: string;
}

/** Every look that the visits reach, whether or not an earlier one decides. */
export function looks(visits: Visits, asked: Asked, shared: Shared): Look[] {
  const rows = TABLES[shared.maxBlocks];
  const zeros = zeroLevels(shared);
  return rows.flatMap(([blocks, , tolerance, pass], index) => {
    if (blocks > visits.values.length) return [];
    const zero = zeros[index] ?? 0;
    const p = pValues(firstOf(visits, blocks), asked);
    const isWorse = zero > 0 && p.pZero <= zero && p.pTol <= tolerance;
    const isSame = p.pOk <= pass;
    const otherwise = index === rows.length - 1 ? 'unclear' : 'continue';
    const cleared = p.pFaster <= 0.01 ? 'better' : 'same';
    return [{ blocks, zero, ...p, verdict: isWorse ? 'worse' : isSame ? cleared : otherwise }];
  });
}

interface ProofLook {
  readonly blocks: number;
  readonly level: number;
  readonly pZero: number;
}

export interface Proof {
  readonly looks: readonly ProofLook[];
  readonly outcome: 'confirmed' | 'futile' | 'not-confirmed';
  /** Fresh blocks that are made. */
  readonly blocks: number;
}

/** Goes through the proof's looks on sixteen fresh blocks. */
export function proof(fresh: Visits, asked: Asked): Proof {
  const all = PROOF.map(({ blocks, level }) => ({
    blocks,
    level,
    pZero: pValues(firstOf(fresh, blocks), asked).pZero,
  }));
  for (const { blocks, level, pZero } of all) {
    if (pZero <= level) return { looks: all, outcome: 'confirmed', blocks };
    if (blocks === FUTILE.blocks && pZero > FUTILE.above) return { looks: all, outcome: 'futile', blocks };
  }
  return { looks: all, outcome: 'not-confirmed', blocks: all.at(-1)?.blocks ?? 0 };
}

function firstOf({ values, orders }: Visits, blocks: number): Visits {
  return { values: values.slice(0, blocks), orders: orders.slice(0, blocks) };
}
