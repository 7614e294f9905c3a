import { findSteps, type DeployRow } from '../../src/field/analyses/deploys.ts';
import { synthesizeSeries } from '../../src/field/synthetic/series.ts';
import { deploysOf, HOUR_MS, monthWithStep, type FieldTruth } from '../../src/field/synthetic/truth.ts';

/** What the months of one kind came to. */
export interface Months {
  readonly months: number;
  /** Months in which the deploy, the route and the phase were named under both conditions. */
  readonly named: number;
  /** The same under one condition at least. */
  readonly namedOnce: number;
  /** Months in which anything was named that did not move. */
  readonly wrong: number;
  /** Intervals of the phase that moved, and how many of them held the truth. */
  readonly intervals: number;
  readonly held: number;
  /** The same of all that did not move. */
  readonly unmoved: number;
  readonly unmovedHeld: number;
}

const NOTHING: Months = {
  months: 0,
  named: 0,
  namedOnce: 0,
  wrong: 0,
  intervals: 0,
  held: 0,
  unmoved: 0,
  unmovedHeld: 0,
};
const CONDITIONS = ['mobile', 'desktop'];

/** Months of three routes under two conditions. */
export function lookAtMonths(months: number, stepMs: number, noise: Partial<FieldTruth>): Months {
  let total = NOTHING;
  for (let seed = 1; seed <= months; seed += 1) {
    const truth = { ...monthWithStep(String(seed), stepMs), ...noise };
    total = added(total, lookAtMonth(truth));
  }
  return total;
}

export function lookAtMonth(truth: FieldTruth): Months {
  const { from, days, step } = truth;
  const deploys = deploysOf(truth);
  const to = new Date(Date.parse(from) + days * 24 * HOUR_MS).toISOString();
  const rows = findSteps({ series: synthesizeSeries(truth), coverage: [], deploys, from, to });
  const isTrue = (row: DeployRow): boolean =>
    step !== null &&
    row.sha === deploys[step.deploy]?.sha &&
    row.route === step.route &&
    `${step.path}.`.startsWith(`${row.path}.`);
  const own = rows.filter((row) => isTrue(row) && row.path === step?.path);
  const found = own.filter(({ verdict, deepest }) => verdict === 'step' && deepest);
  const unmoved = rows.filter((row) => row.low !== null && !isTrue(row));
  const under = CONDITIONS.filter((condition) => found.some((row) => row.condition === condition)).length;
  return {
    months: 1,
    named: under === CONDITIONS.length ? 1 : 0,
    namedOnce: under > 0 ? 1 : 0,
    wrong: rows.some((row) => row.verdict === 'step' && !isTrue(row)) ? 1 : 0,
    intervals: own.length,
    held: own.filter(({ low, high }) => (low ?? -Infinity) <= (step?.ms ?? 0) && (step?.ms ?? 0) <= (high ?? Infinity))
      .length,
    unmoved: unmoved.length,
    unmovedHeld: unmoved.filter(({ low, high }) => (low ?? 0) <= 0 && 0 <= (high ?? 0)).length,
  };
}

function added(one: Months, other: Months): Months {
  return {
    months: one.months + other.months,
    named: one.named + other.named,
    namedOnce: one.namedOnce + other.namedOnce,
    wrong: one.wrong + other.wrong,
    intervals: one.intervals + other.intervals,
    held: one.held + other.held,
    unmoved: one.unmoved + other.unmoved,
    unmovedHeld: one.unmovedHeld + other.unmovedHeld,
  };
}
