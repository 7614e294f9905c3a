import type { HistoryDrift } from '../../src/history/drift-of.ts';
import { overviewOf } from '../../src/history/overview.ts';
import type { Random } from '../../src/stats/random.ts';
import { COMMITS, until, yearOf, type Regression, type Year } from './year.ts';

/** What became of one regression. Places and errors in commits. */
export interface Found {
  readonly regression: Regression;
  /** Null: it was not noticed by the end of the year. */
  readonly noticedAfter: number | null;
  readonly errorAtAlarm: number | null;
  /** At the end of the year. */
  readonly error: number | null;
  readonly isInRange: boolean;
  readonly rangeLength: number;
  readonly isPhaseRight: boolean;
  /** Whether the creep budget was broken by the end of the year. */
  readonly isCreepBroken: boolean;
}

export interface YearScore {
  readonly found: readonly Found[];
  /** Rises of series that have no regression, or noticed before it began. */
  readonly falseAlarms: number;
  readonly falseCreep: number;
}

/** 3 % of LCP, 10 % of INP. */
const CREEP = [
  { metric: 'lcp', limit: { value: 3, unit: '%' } },
  { metric: 'inp', limit: { value: 10, unit: '%' } },
] as const;

const placeOf = (sha: string): number => Number.parseInt(sha, 16);

/** Simulates a year, reads it as the gate does at its end and at each alarm, and compares with the truth. */
export function scoreYear(random: Random, year: Year): YearScore {
  const history = yearOf(random, year);
  const { drifts, rows } = overviewOf(history, CREEP);
  const rises = drifts.filter(({ direction }) => direction === 'rise');
  const causeOf = ({ route, metric }: Pick<HistoryDrift, 'route' | 'metric'>): Regression | undefined =>
    year.regressions.find((each) => each.route === route && each.path.startsWith(`${metric}.`));
  const isFalse = (drift: HistoryDrift): boolean => placeOf(drift.noticed.sha) < (causeOf(drift)?.onset ?? COMMITS);
  const found = year.regressions.map((regression): Found => {
    const drift = rises.find((each) => causeOf(each) === regression && !isFalse(each));
    const creep = rows.filter((row) => causeOf(row) === regression).flatMap((row) => row.creep);
    const isCreepBroken = creep.some(({ standing }) => standing === 'broken');
    if (drift === undefined) return { ...NOT_FOUND, regression, isCreepBroken };
    const noticed = placeOf(drift.noticed.sha);
    const then = overviewOf(until(history, noticed), []).drifts.find((each) => causeOf(each) === regression);
    const { onset } = regression;
    const [earliest, latest] = [placeOf(drift.earliest.sha), placeOf(drift.latest.sha)];
    return {
      regression,
      noticedAfter: noticed - onset,
      errorAtAlarm: then === undefined ? null : placeOf(then.since.sha) - onset,
      error: placeOf(drift.since.sha) - onset,
      isInRange: earliest <= onset && onset <= latest,
      rangeLength: latest - earliest + 1,
      isPhaseRight: drift.phase === regression.path,
      isCreepBroken,
    };
  });
  const falseCreep = rows.filter(
    (row) => causeOf(row) === undefined && row.creep.some(({ standing }) => standing === 'broken'),
  );
  return { found, falseAlarms: rises.filter(isFalse).length, falseCreep: falseCreep.length };
}

const NOT_FOUND = {
  noticedAfter: null,
  errorAtAlarm: null,
  error: null,
  isInRange: false,
  rangeLength: 0,
  isPhaseRight: false,
};
