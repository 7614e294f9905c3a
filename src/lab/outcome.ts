import { capped } from '../model/breakdown.ts';
import type { MeasuredOutcome, Reading } from '../model/sample.ts';
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
    readings: { lcp: bounded(lcp), inp: bounded(inp), cls: bounded(clsReading(facts.cls)) },
    evidence: evidenceOf(facts, around, [...notes, ...lcpNotes(facts, lcp, deployUrl)]),
    timing: { wallMs, pageMs, settleMs, overheadMs: Math.max(0, wallMs - pageMs - settleMs) },
  };
}

/** More parts than any page means to have; what is beyond them is one. */
const MOST_PARTS = 100;

function bounded(reading: Reading): Reading {
  if (reading.status === 'unmeasured') return reading;
  return { ...reading, breakdown: capped(reading.breakdown, MOST_PARTS, 'other') };
}
