import type { MeasuredOutcome } from '../model/sample.ts';
import { clsReading } from './breakdowns/cls.ts';
import { evidenceOf, type Surroundings } from './breakdowns/evidence.ts';
import { inpReading } from './breakdowns/inp.ts';
import { lcpReading } from './breakdowns/lcp.ts';
import { lcpNotes } from './breakdowns/notes.ts';
import type { Facts } from './probe/facts.ts';

/** All that a visit brought home. */
export interface Measured {
  readonly facts: Facts;
  readonly around: Surroundings;
  readonly notes: readonly string[];
  readonly deployUrl: string;
  /** Time spent waiting for quiet, by rule, ms. */
  readonly settleMs: number;
}

/** The breakdowns, evidence and cost of a visit that took `wallMs`. */
export function outcomeOf({ facts, around, notes, deployUrl, settleMs }: Measured, wallMs: number): MeasuredOutcome {
  const lcp = lcpReading(facts, around.document.redirectMs);
  const inp = inpReading(facts.inp, facts.interactionsSeen, deployUrl);
  const softMs = facts.softStart === null ? 0 : (facts.lcp?.value ?? 0);
  const pageMs = facts.loadMs + softMs + facts.interactionMs;
  return {
    status: 'measured',
    readings: { lcp, inp, cls: clsReading(facts.cls) },
    evidence: evidenceOf(facts, around, [...notes, ...lcpNotes(facts, lcp, deployUrl)]),
    timing: { wallMs, pageMs, settleMs, overheadMs: Math.max(0, wallMs - pageMs - settleMs) },
  };
}
