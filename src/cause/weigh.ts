import { nodeAt } from '../model/breakdown.ts';
import type { Difference } from '../model/comparison.ts';
import { CAUSE_IDS } from '../model/cause.ts';
import type { Finding } from './finding.ts';

/** What accounts for less of the change than this also changed, but is not its reason. */
export const LEAST_SHARE = 0.2;

/** A finding, with what of the measured change it accounts for. */
export interface Weighed {
  readonly finding: Finding;
  /** The phase that most of it lies in. */
  readonly part: readonly string[];
  readonly amount: number;
  /** From 0 to 1. */
  readonly share: number;
}

interface Draw {
  readonly phase: readonly string[];
  readonly amount: number;
}

/**
 * How much of the budget's change each finding accounts for: no more than the phases that it can be in got worse as
 * measured, and without what a more specific finding accounts for already. A finding that is left with nothing but what
 * others explain is dropped, unless it is a guess: that is left with what nothing else explains.
 *
 * @param segments of the budget's node
 */
export function weigh(findings: readonly Finding[], whole: Difference, segments: readonly string[]): Weighed[] {
  const change = nodeAt(whole, segments)?.value ?? 0;
  const draws: Draw[] = [];
  const claimed = new Set<string>();
  const weighed: Weighed[] = [];
  for (const finding of findings.toSorted(bySpecificity)) {
    const phases = finding.phases
      .filter((phase) => isRelated(phase, segments))
      .map((phase) => narrowed(phase, segments));
    if (phases.length === 0 || finding.claims.some((claim) => claimed.has(claim))) continue;
    const own = drawnFrom(phases, finding.amount, draws, whole);
    const amount = own.reduce((sum, draw) => sum + draw.amount, 0);
    const share = change > 0 ? Math.min(1, amount / change) : 0;
    if (finding.isGuess === true) {
      weighed.push({ finding, part: phases[0] ?? segments, amount, share });
      continue;
    }
    const isTaken = phases.some((phase) => draws.some((draw) => isRelated(draw.phase, phase)));
    if (share < LEAST_SHARE && isTaken && amount < finding.amount / 2) continue;
    const part = own.toSorted((one, other) => other.amount - one.amount)[0]?.phase ?? phases[0] ?? segments;
    weighed.push({ finding, part, amount, share });
    if (share < LEAST_SHARE) continue;
    draws.push(...own);
    for (const claim of finding.claims) claimed.add(claim);
  }
  return weighed;
}

/** Guesses come last. Of two of one id the larger comes first. */
function bySpecificity(one: Finding, other: Finding): number {
  const guesses = Number(one.isGuess === true) - Number(other.isGuess === true);
  return guesses || CAUSE_IDS.indexOf(one.id) - CAUSE_IDS.indexOf(other.id) || other.amount - one.amount;
}

function isRelated(one: readonly string[], other: readonly string[]): boolean {
  return one.slice(0, other.length).every((id, depth) => id === other[depth]);
}

/** A budget on a part of the phase is about that part only. */
function narrowed(phase: readonly string[], segments: readonly string[]): readonly string[] {
  return segments.length > phase.length ? segments : phase;
}

function drawnFrom(
  phases: readonly (readonly string[])[],
  amount: number,
  draws: readonly Draw[],
  whole: Difference,
): Draw[] {
  const own: Draw[] = [];
  let left = amount;
  for (const phase of phases) {
    const taken = [...draws, ...own].filter((draw) => isRelated(draw.phase, phase));
    const room = (nodeAt(whole, phase)?.value ?? 0) - taken.reduce((sum, draw) => sum + draw.amount, 0);
    const drawn = Math.max(0, Math.min(left, room));
    if (drawn > 0) own.push({ phase, amount: drawn });
    left -= drawn;
  }
  return own;
}
