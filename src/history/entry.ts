import { z } from 'zod';

import { formatPath } from '../model/breakdown.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Difference } from '../model/difference.ts';
import { definitionOf, isExact, isMetric, type Metric } from '../model/metric.ts';
import { knownParts } from '../model/metrics/index.ts';
import type { Result } from '../model/result.ts';
import { studentQuantile } from '../stats/distributions.ts';

/** What a line of a history begins with. Later versions of the gate may add fields to it; a change of the rest counts up. */
export const HISTORY_FORMAT = 'vitals-gate-history/1';

const label = z.string().min(1).max(200);
const time = z.iso.datetime({ offset: true });

const rowSchema = z.object({
  route: label,
  condition: label,
  /** As in a budget: `lcp`, `lcp.ttfb`, `cls`. */
  path: z.string().min(1).max(1000),
  /** `log`: estimate and error are of ln(main / anchor); `difference`: of main − anchor in the metric's unit. */
  scale: z.enum(['log', 'difference']),
  estimate: z.number(),
  /** The standard error of the estimate. 0 if all visits of a side measured the same. */
  error: z.number().nonnegative(),
  pairs: z.number().int().positive(),
  /** The level of each build over its visits, in the metric's unit. */
  anchor: z.number(),
  head: z.number(),
});
export type HistoryRow = Readonly<z.infer<typeof rowSchema>>;

/** One measured commit of main: what its visits say of it against the anchor build, which they took turns with. */
export const historyEntrySchema = z.object({
  format: z.literal(HISTORY_FORMAT),
  sha: label,
  /** When the commit was made, and when its run ended; ISO 8601 with a zone. */
  committed: time,
  measured: time,
  /** The commit of the anchor build. */
  anchor: label,
  /** The version of Chrome, e.g. `156.0.7778.2`. */
  chrome: label,
  /** What measured, e.g. `linux x64, AMD EPYC 7763, 4 cores`. */
  runner: label,
  /** The version of vitals-gate. */
  version: label,
  run: z.string().max(2000).nullable(),
  rows: z.array(rowSchema).max(100_000),
});
export type HistoryEntry = Readonly<z.infer<typeof historyEntrySchema>>;

/** What a result does not say of its run. */
export type AboutRun = Pick<HistoryEntry, 'committed' | 'measured' | 'chrome' | 'runner' | 'version' | 'run'>;

/**
 * The entry of a run whose base is the anchor build and whose head is a commit of main. Null if a commit of the two is not
 * known, or nothing was compared.
 */
export function fromResult({ base, head, comparisons }: Result, about: AboutRun): HistoryEntry | null {
  const rows = comparisons.flatMap(rowsOf);
  if (base.sha === null || head.sha === null || rows.length === 0) return null;
  return { format: HISTORY_FORMAT, sha: head.sha, anchor: base.sha, ...about, rows };
}

/** The entry as a line of a history, with its line feed. */
export function historyLine(entry: HistoryEntry): string {
  const { format, sha, committed, measured, anchor, chrome, runner, version, run, rows } = entry;
  return `${JSON.stringify({ format, sha, committed, measured, anchor, chrome, runner, version, run, rows })}\n`;
}

/** The whole metric, and the phases that every page has. What operations cost is exact, and has no history. */
function rowsOf(comparison: Comparison): HistoryRow[] {
  const { metric, difference, base } = comparison;
  if (!isMetric(metric) || difference === null || base === null) return [];
  const parts = knownParts(definitionOf(metric).parts);
  const phases = isExact(metric) ? [] : difference.parts.filter(({ id }) => parts.some((part) => part.id === id));
  const levels = (id: string) => ({ anchor: valueOf(base.parts, id), head: valueOf(comparison.head.parts, id) });
  const whole = wholeRow(comparison, metric, difference, { anchor: base.value, head: comparison.head.value });
  return [
    ...whole,
    ...phases.flatMap((phase) => differenceRow(comparison, [metric, phase.id], phase, levels(phase.id))),
  ];
}

type Levels = Pick<HistoryRow, 'anchor' | 'head'>;

const valueOf = (parts: readonly { readonly id: string; readonly value: number }[], id: string): number =>
  parts.find((part) => part.id === id)?.value ?? 0;

/**
 * A whole time scatters by a share of itself. Its error in milliseconds is divided by the logarithmic mean of the levels,
 * which keeps the number of standard errors that the change is.
 */
function wholeRow(comparison: Comparison, metric: Metric, difference: Difference, levels: Levels): HistoryRow[] {
  const { anchor, head } = levels;
  if (isExact(metric)) return differenceRow(comparison, [metric], difference, levels);
  if (!(anchor > 0 && head > 0)) return [];
  const estimate = Math.log(head / anchor);
  const mean = Math.abs(estimate) < 1e-9 ? anchor : (head - anchor) / estimate;
  return row(comparison, [metric], {
    scale: 'log',
    estimate,
    error: errorOf(difference, comparison) / mean,
    ...levels,
  });
}

function differenceRow(
  comparison: Comparison,
  segments: readonly string[],
  difference: Difference,
  levels: Levels,
): HistoryRow[] {
  const error = errorOf(difference, comparison);
  return row(comparison, segments, { scale: 'difference', estimate: difference.value, error, ...levels });
}

/** The standard error behind a 95 % interval of Student's t, which a campaign of Q blocks gives 3Q − 1 degrees. */
function errorOf({ low, high }: Difference, { blocks }: Comparison): number {
  return (high - low) / 2 / studentQuantile(0.95, 3 * blocks - 1);
}

function row(
  { route, condition, blocks }: Comparison,
  segments: readonly string[],
  { scale, ...numbers }: Pick<HistoryRow, 'scale' | 'estimate' | 'error' | 'anchor' | 'head'>,
): HistoryRow[] {
  const { estimate, error, anchor, head } = numbers;
  if (![estimate, error, anchor, head].every(Number.isFinite)) return [];
  return [
    {
      route,
      condition,
      path: formatPath(segments),
      scale,
      estimate: rounded(estimate),
      error: rounded(error),
      pairs: 2 * blocks,
      anchor: rounded(anchor),
      head: rounded(head),
    },
  ];
}

/** Six digits are more than any run knows, and a history keeps thousands of rows. */
const rounded = (value: number): number => Number(value.toPrecision(6));
