import { capped } from '../../model/breakdown.ts';
import { definitionOf, METRICS, type Metric } from '../../model/metric.ts';
import type { LearntSettle, MeasuredOutcome, NotSettled, Reading, ReadingOf } from '../../model/sample.ts';
import { bytesReading } from '../breakdowns/bytes.ts';
import { clsReading } from '../breakdowns/cls.ts';
import { evidenceOf, type Surroundings } from '../breakdowns/evidence.ts';
import { fcpReading } from '../breakdowns/fcp.ts';
import { inpReading } from '../breakdowns/inp.ts';
import { lcpReading } from '../breakdowns/lcp.ts';
import { lcpNotes } from '../breakdowns/notes.ts';
import { refusalNotes } from '../breakdowns/refusals.ts';
import type { Facts } from '../probe/facts.ts';
import type { Open } from '../quiet/settling.ts';

/** All that a visit brought home. */
export interface Measured {
  readonly facts: Facts;
  readonly around: Surroundings;
  readonly notes: readonly string[];
  readonly deployUrl: string;
  /** The nodes that the route's budgets name. */
  readonly budgeted: readonly (readonly string[])[];
  /** What could still change the metrics when the visit ended. */
  readonly open: Open;
  /** The settle window that the page asks for; null where the visit did not watch for it. */
  readonly learnt: LearntSettle | null;
  /** Time spent waiting for quiet, by rule, ms. */
  readonly settledMs: number;
}

/** The breakdowns, evidence and cost of a visit that took `wallMs`. */
export function outcomeOf(measured: Measured, wallMs: number): MeasuredOutcome {
  const { facts, around, notes, open, learnt, deployUrl, budgeted, settledMs: settleMs } = measured;
  const lcp = final(lcpReading(facts, { redirectMs: around.document.redirectMs, load: around.lcpLoad }), open.lcp);
  const fcp = fcpReading(facts, around.document.redirectMs);
  const bytes = final(bytesReading(around.transfers, deployUrl, budgeted), open.bytes);
  const cls = final(clsReading(facts.cls), open.cls);
  // What a new metric has here, the compiler asks for.
  const readings: { readonly [Each in Metric]: ReadingOf<Each> } = {
    lcp,
    inp: inpReading(facts, deployUrl),
    cls,
    fcp,
    bytes,
  };
  const softMs = facts.softStart === null ? 0 : (facts.lcp?.value ?? 0);
  const pageMs = facts.loadMs + softMs + facts.interactionMs;
  return {
    status: 'measured',
    readings: boundedAll(readings),
    evidence: evidenceOf(facts, around, [
      ...notes,
      ...openNotes(open),
      ...refusalNotes(around.traffic),
      ...lcpNotes(facts, lcp),
    ]),
    timing: { wallMs, pageMs, settleMs, overheadMs: Math.max(0, wallMs - pageMs - settleMs) },
    ...(learnt === null ? {} : { learntSettle: learnt }),
  };
}

/** A value that could still change is none: it would be the smaller for it. */
function final<Found extends Reading>(reading: Found, open: string | null): Found | NotSettled {
  return open === null || reading.status === 'unmeasured' ? reading : { status: 'unmeasured', reason: 'not-settled' };
}

function openNotes(open: Open): string[] {
  const held = new Map<string, string[]>();
  for (const [metric, by] of Object.entries(open) as [keyof Open, string | null][])
    if (by !== null && definitionOf(metric).isCore) held.set(by, [...(held.get(by) ?? []), definitionOf(metric).name]);
  return [...held].map(
    ([by, metrics]) =>
      `${metrics.join(' and ')} could not be measured: the page was still busy at the visit’s time limit, and ${by} could still have changed ${metrics.length > 1 ? 'them' : 'it'}.`,
  );
}

/** More parts than any page means to have; what is beyond them is one. */
const MOST_PARTS = 100;

function boundedAll(readings: Readonly<Record<Metric, Reading>>): MeasuredOutcome['readings'] {
  // Bytes bound themselves, and keep what a budget names.
  const each = METRICS.map(
    (metric) => [metric, metric === 'bytes' ? readings[metric] : bounded(readings[metric])] as const,
  );
  return Object.fromEntries(each) as MeasuredOutcome['readings'];
}

function bounded(reading: Reading): Reading {
  if (reading.status === 'unmeasured') return reading;
  return { ...reading, breakdown: capped(reading.breakdown, MOST_PARTS, 'other') };
}
