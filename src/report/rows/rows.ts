import { nodeAt, parsePath, type Breakdown } from '../../model/breakdown.ts';
import type { Budget } from '../../model/budget.ts';
import type { Comparison, Difference } from '../../model/comparison.ts';
import type { GateReport, RouteReport } from '../../model/report.ts';
import type { BudgetRow } from '../../model/verdict.ts';
import { forCampaign, itemsAt } from './campaign-index.ts';

/** A budget row with everything the report holds about its node. */
export interface ReportRow {
  readonly budget: BudgetRow;
  readonly segments: readonly string[];
  /** Null if the metric could not be measured. */
  readonly comparison: Comparison | null;
  readonly base: Breakdown | null;
  readonly head: Breakdown | null;
  readonly difference: Difference | null;
  readonly declared: Budget | null;
  readonly route: RouteReport | null;
  /** Whether it was not measured because the samples of its shard are not there. */
  readonly isOfMissingShard: boolean;
}

/** The rows by what a reader does about them; each in the order of the result. */
export interface RowGroups {
  /** Blocking budgets that are broken. */
  readonly broken: readonly ReportRow[];
  /** Broken budgets that only warn. */
  readonly warned: readonly ReportRow[];
  /** Over an absolute limit, and not by this change, where that does not block. */
  readonly preExisting: readonly ReportRow[];
  readonly unmeasured: readonly ReportRow[];
  readonly inconclusive: readonly ReportRow[];
  readonly waived: readonly ReportRow[];
  readonly kept: readonly ReportRow[];
}

/** Every renderer asks for them, and the comment once more for every detail that it sheds. */
const known = new WeakMap<GateReport, RowGroups>();

/** On a first run, rows that need a base deploy are in no group, because the user cannot act on them. */
export function groupRows(report: GateReport): RowGroups {
  const groups = known.get(report) ?? groupsOf(report);
  known.set(report, groups);
  return groups;
}

function groupsOf(report: GateReport): RowGroups {
  const rows = report.result.budgets.filter(({ reason }) => reason !== 'no-base').map((row) => reportRow(report, row));
  const having = (verdict: BudgetRow['verdict']) => rows.filter(({ budget }) => budget.verdict === verdict);
  const failed = having('fail');
  const warned = failed.filter(({ budget }) => budget.enforce === 'warn');
  return {
    broken: failed.filter(({ budget }) => budget.enforce === 'block'),
    warned: warned.filter(({ budget }) => budget.reason !== 'pre-existing'),
    preExisting: warned.filter(({ budget }) => budget.reason === 'pre-existing'),
    unmeasured: having('unmeasured'),
    inconclusive: having('inconclusive'),
    waived: having('waived'),
    kept: having('pass'),
  };
}

/** Looks up what the report says of one budget's node. */
export function reportRow(report: GateReport, budget: BudgetRow): ReportRow {
  const segments = parsePath(budget.path) ?? [budget.path];
  const comparison = itemsAt(report.result.comparisons, budget, 'metric', segments[0] ?? '')[0] ?? null;
  const route = forCampaign(report.routes, budget)[0] ?? null;
  return {
    budget,
    segments,
    comparison,
    base: comparison?.base ? (nodeAt(comparison.base, segments) ?? null) : null,
    head: comparison ? (nodeAt(comparison.head, segments) ?? null) : null,
    difference: comparison?.difference ? (nodeAt(comparison.difference, segments) ?? null) : null,
    declared: route?.budgets.find(({ path }) => path === budget.path) ?? null,
    route,
    isOfMissingShard: budget.reason === 'interrupted' && report.missingShards !== undefined,
  };
}

/** Whether the row is about its numbers: head may also be gone after some were measured, and then that is the news. */
export function isMeasured({ comparison, budget }: Pick<ReportRow, 'comparison' | 'budget'>): boolean {
  return comparison !== null && budget.reason !== 'not-measurable-on-head';
}
