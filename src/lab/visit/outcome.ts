import { capped } from '../../model/breakdown.ts';
import { definitionOf, METRICS, type Metric } from '../../model/metric.ts';
import type { LearntSettle, MeasuredOutcome, NotSettled, Reading, ReadingOf } from '../../model/sample.ts';
import { clsReading } from '../../readings/cls.ts';
import { inpReading } from '../../readings/inp.ts';
import { lcpReading } from '../../readings/lcp.ts';
import { bytesNotes, bytesReading } from '../breakdowns/bytes.ts';
import { evidenceOf, type VisitContext } from '../breakdowns/evidence.ts';
import { fcpReading } from '../breakdowns/fcp.ts';
import { lcpNotes } from '../breakdowns/notes.ts';
import { refusalNotes } from '../breakdowns/refusals.ts';
import type { Facts } from '../probe/facts.ts';
import type { Open } from '../quiet/settling.ts';

/** All that a visit brought home. */
export interface VisitFindings {
  readonly facts: Facts;
  readonly around: VisitContext;
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
export function outcomeOf(measured: VisitFindings, wallMs: number): MeasuredOutcome {
  const { facts, around, notes, open, learnt, deployUrl, budgeted, settledMs: settleMs } = measured;
  const { redirectMs } = around.document;
  // What a new metric has here, the compiler asks for.
  const found: { readonly [Each in Metric]: ReadingOf<Each> } = {
    lcp: lcpReading(facts, { redirectMs, load: around.lcpLoad }),
    inp: inpReading(facts, deployUrl),
    cls: clsReading(facts.cls),
    fcp: fcpReading(facts, redirectMs),
    bytes: bytesReading(around.transfers, deployUrl, budgeted),
  };
  const readings = eachOf((metric) => final(found[metric], open[metric]));
  const softMs = facts.softStart === null ? 0 : (facts.lcp?.value ?? 0);
  const pageMs = facts.loadMs + softMs + facts.interactionMs;
  return {
    status: 'measured',
    // Bytes bound themselves, and keep what a budget names.
    readings: eachOf((metric) => (metric === 'bytes' ? readings[metric] : bounded(readings[metric]))),
    evidence: evidenceOf(facts, around, [
      ...notes,
      ...openNotes(open),
      ...refusalNotes(around.traffic),
      ...lcpNotes(facts, readings.lcp),
      ...(budgeted.some(([metric]) => metric === 'bytes') ? bytesNotes(around) : []),
    ]),
    timing: { wallMs, pageMs, settleMs, overheadMs: Math.max(0, wallMs - pageMs - settleMs) },
    ...(learnt === null ? {} : { learntSettle: learnt }),
  };
}

function eachOf(readingOf: (metric: Metric) => Reading): Readonly<Record<Metric, Reading>> {
  return Object.fromEntries(METRICS.map((metric) => [metric, readingOf(metric)])) as Record<Metric, Reading>;
}

/** A value that could still change is not a value: it would be the smaller for it. */
function final(reading: Reading, open: string | null): Reading {
  const unsettled: NotSettled = { status: 'unmeasured', reason: 'not-settled' };
  return open === null || reading.status === 'unmeasured' ? reading : unsettled;
}

function openNotes(open: Open): string[] {
  const held = new Map<string, string[]>();
  for (const metric of METRICS) {
    const [by, { isCore, name }] = [open[metric], definitionOf(metric)];
    if (by !== null && isCore) held.set(by, [...(held.get(by) ?? []), name]);
  }
  return [...held].map(
    ([by, metrics]) =>
      `${metrics.join(' and ')} could not be measured: the page was still busy at the visit’s time limit, and ${by} could still have changed ${metrics.length > 1 ? 'them' : 'it'}.`,
  );
}

/** More parts than any page means to have; what is beyond them is one. */
const MOST_PARTS = 100;

function bounded(reading: Reading): Reading {
  if (reading.status === 'unmeasured') return reading;
  return { ...reading, breakdown: capped(reading.breakdown, MOST_PARTS, 'other') };
}
