import { groupsOf } from '../analyses/experiment/field-variance.ts';
import { holdbackCost, powerFound, RISK, type PowerPlan, type PowerResult } from '../analyses/experiment/power.ts';
import { sumsOfCells } from '../analyses/experiment/sums.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import {
  askExperiment,
  experimentText,
  type ExperimentCell,
  type ExperimentQuestion,
} from '../questions/experiment.ts';
import type { ExperimentGroup } from '../questions/experiment-names.ts';
import type { Scope } from '../questions/scope.ts';
import { powerMarkdown, powerPage, powerText } from '../report/power.ts';
import { openOutcome, printedOutcome } from './experiment-outcome.ts';
import { assertTreated, currencyOf, outcomeSubject, type OutcomeOptions } from './experiment-request.ts';
import {
  askRecords,
  leftOutNotices,
  noFilesNotices,
  printedTarget,
  type FieldSetup,
  type Findings,
  type Place,
} from './reading.ts';

export interface PowerOptions extends OutcomeOptions {
  readonly plan: PowerPlan;
  /** What makes groups of a difference in differences, or regions of a switchback. */
  readonly group: ExperimentGroup | null;
  readonly days: readonly number[];
  /** As a fraction of the mean; null: none is asked. */
  readonly effect: number | null;
  readonly power: number;
}

interface Answer {
  readonly cells: readonly ExperimentCell[];
  readonly scope: Scope | null;
  readonly sql: readonly string[];
  readonly notices: readonly string[];
}

/** `field power`: what an experiment would find, by what the sessions of the window differ by. */
export async function findPower(setup: FieldSetup, options: PowerOptions, place: Place): Promise<Findings> {
  const subject = outcomeSubject(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, scope): Promise<Answer> => {
    if (scope === null) return { cells: [], scope, sql: [], notices: leftOutNotices(engine) };
    const { outcome, notices } = await openOutcome(engine, scope, setup, subject);
    const question = questionOf(options, outcome);
    return {
      cells: await askExperiment(engine, scope, question),
      scope,
      sql: [experimentText(engine, scope, question)],
      notices: [...leftOutNotices(engine), ...notices],
    };
  });
  const { cells, scope, sql, notices } = asked.answer;
  const { plan, group, route, condition, days, effect, power } = options;
  if (plan.design === 'did' && group !== null && cells.length > 0)
    assertTreated(groupsOf(cells), { group, treated: plan.treated });
  const window = scope === null ? null : { from: scope.from, to: scope.to };
  const span = { fromMs: Date.parse(window?.from ?? ''), untilMs: Date.parse(window?.to ?? '') };
  const found = powerFound(cells, span, plan, { days, effect, power, steps: subject.steps });
  const unit = { outcome: subject.name, currency: currencyOf(subject) };
  const result: PowerResult = {
    design: plan.design,
    outcome: subject.name,
    route,
    condition,
    ...found,
    power,
    risk: RISK,
    holdbackCost: holdbackCost(found, plan, unit),
    window,
    sql,
    writtenAt: place.now.toISOString(),
  };
  const isEmpty = sumsOfCells(cells).landed === 0;
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty };
  return {
    json: result,
    text: powerText(result, about, unit),
    markdown: powerMarkdown(result, about, unit),
    page: powerPage(result, about, unit),
    notices: [...noFilesNotices(asked), ...notices],
    exitCode: result.detectable.some((each) => each.effect !== null) ? 0 : 3,
  };
}

function questionOf(
  { route, condition, group }: PowerOptions,
  outcome: ExperimentQuestion['outcome'],
): ExperimentQuestion {
  return { route, device: condition, outcome, group, hourly: true };
}

/** The query of `field power`. */
export function printPower(setup: FieldSetup, options: PowerOptions, place: Place, dialect: PrintedDialect): string[] {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const outcome = printedOutcome(dialect, outcomeSubject(setup, options));
  return [experimentText(target, scope, questionOf(options, outcome))];
}
