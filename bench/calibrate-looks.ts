/**
 * `npm run bench:calibrate-looks [-- [--campaigns N] [--tolerance 0.2] [--pass 0.2]]`: the levels of the looks in
 * `src/stats/versions.ts`, on simulated campaigns whose head is slower by exactly the tolerance. Prints for each plan how often each
 * look's level is passed first and how often any is; then the table as versions.ts has it, scaled to the probabilities asked for
 * (the proportions between looks are kept; levels are rounded down). The campaigns are seeded. Takes about ten seconds.
 *
 * The levels of the proof need no simulation: the chance that some look passes by chance is at most their sum, which is printed.
 *
 * Exit code 1 if some level of the committed table is passed too often (in more than 20.5 %), if the table could be a tenth higher (then it
 * wastes visits), or if the levels of the proof do not sum to 1 %.
 */
import { parseArgs } from 'node:util';

import { looksOf } from '../src/stats/plan.ts';
import type { MaxBlocks } from '../src/stats/plan.ts';
import { sum } from '../src/stats/numbers.ts';
import {
  atTolerance,
  firstPasses,
  JOINT,
  KINDS,
  largestScale,
  levelsOf,
  MAXIMA,
  PROOF_LEVEL,
  proofLooks,
  scaled,
  sumOfLevels,
} from './simulation/looks.ts';
import type { AtTolerance, Kind } from './simulation/looks.ts';
import { percent, table } from './simulation/markdown.ts';

/** The rates were found by simulation too, and hold to within half a point of 20. */
const LOOSE = 1.025;
/** A table whose rate is lower than this share of what it may be is not tight. */
const TIGHT = 0.9;

const { values } = parseArgs({
  options: {
    campaigns: { type: 'string', default: '40000' },
    tolerance: { type: 'string', default: String(JOINT.tolerance) },
    pass: { type: 'string', default: String(JOINT.pass) },
  },
});
const joint: Readonly<Record<Kind, number>> = { tolerance: Number(values.tolerance), pass: Number(values.pass) };
const campaigns = atTolerance(Number(values.campaigns));

const rows = MAXIMA.flatMap((most) => KINDS.map((kind) => ({ most, kind, ...rates(campaigns, most, kind) })));
console.log(
  table(
    ['plan', 'level', 'first passed at each look', 'at some look', 'at most'],
    rows.map(({ most, kind, passes, any }) => [
      `at most ${most} blocks`,
      kind,
      passes.map((share) => percent(share, 2)).join(', '),
      percent(any, 2),
      percent(joint[kind], 2),
    ]),
  ),
);
console.log(`\nconst LOOKS: Readonly<Record<MaxBlocks, readonly PlannedLook[]>> = {`);
for (const most of MAXIMA) printPlan(most);
console.log('};');
const proof = proofLooks();
const proofSum = sumOfLevels(proof);
console.log(`\nproof: ${proof.map(({ blocks, level }) => `${percent(level, 2)} after ${blocks} blocks`).join(', ')}`);
console.log(`together ${percent(proofSum, 2)}, which is to be ${percent(PROOF_LEVEL, 2)}`);
if (rows.some(({ kind, any }) => any > LOOSE * JOINT[kind] || any < TIGHT * JOINT[kind]) || proofSum !== PROOF_LEVEL)
  process.exitCode = 1;

function rates(of: readonly AtTolerance[], most: MaxBlocks, kind: Kind) {
  const passes = firstPasses(of, levelsOf(most, kind), kind);
  return { passes, any: sum(passes) };
}

function printPlan(most: MaxBlocks): void {
  const weights = looksOf({ plan: { kind: 'looks', maxBlocks: most }, alpha: 1, comparisons: 1 });
  const [tolerance, pass] = KINDS.map((kind) => {
    const levels = levelsOf(most, kind);
    return scaled(levels, largestScale(campaigns, levels, kind, joint[kind]));
  });
  console.log(`  ${most}: [`);
  for (const [index, { blocks, thresholds }] of weights.entries()) {
    const level = (of: typeof tolerance): string => String(floored(of?.[index]?.level ?? 0));
    const weight = Number(thresholds.zero.toFixed(6));
    console.log(`    { blocks: ${blocks}, weight: ${weight}, tolerance: ${level(tolerance)}, pass: ${level(pass)} },`);
  }
  console.log('  ],');
}

/** Four decimals, never above. */
function floored(level: number): number {
  return Math.floor(10_000 * level + 1e-9) / 10_000;
}
