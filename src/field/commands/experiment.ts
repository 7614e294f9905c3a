import { NOTHING } from '../analyses/experiment/found.ts';
import { experimentResult, type ExperimentResult } from '../analyses/experiment/result.ts';
import { sumsOfCells } from '../analyses/experiment/sums.ts';
import type { Engine, PrintedDialect } from '../engines/engine.ts';
import { askExperiment, experimentText, type ExperimentQuestion } from '../questions/experiment.ts';
import type { Scope } from '../questions/scope.ts';
import { experimentMarkdown, experimentPage, experimentText as experimentReport } from '../report/experiment.ts';
import { coveredOf, daysOf, type Covered } from './covered.ts';
import { findEffect, type FoundEffect } from './experiment-designs.ts';
import { openOutcome, printedOutcome } from './experiment-outcome.ts';
import {
  currencyOf,
  kindOf,
  outcomeSubject,
  type ExperimentOptions,
  type OutcomeSubject,
} from './experiment-request.ts';
import { deployTime } from './its-request.ts';
import {
  askRecords,
  leftOutNotices,
  noFilesNotices,
  printedTarget,
  type FieldSetup,
  type Findings,
  type Place,
} from './reading.ts';

/** `field experiment`: what a treatment changed in the outcomes of sessions. */
export async function findExperiment(setup: FieldSetup, options: ExperimentOptions, place: Place): Promise<Findings> {
  const subject = outcomeSubject(setup, options);
  const at = await beginOf(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, scope) => {
    const found = await askEffect(engine, scope, { setup, options, subject, at });
    const covered = scope === null ? null : await coveredOf(engine, scope);
    return { ...found, scope, covered, notices: [...leftOutNotices(engine), ...found.notices] };
  });
  const { effect, sql, scope, covered, notices, landed } = asked.answer;
  const result = resultOf(effect, { setup, options, subject, place, covered, sql });
  const currency = currencyOf(subject);
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty: landed === 0 };
  return {
    json: result,
    text: experimentReport(result, about, currency),
    markdown: experimentMarkdown(result, about, currency),
    page: experimentPage(result, about, currency),
    notices: [...noFilesNotices(asked), ...notices, ...effect.notices, ...currencyNotices(subject)],
    exitCode: result.effect === null ? 3 : 0,
  };
}

interface Given {
  readonly setup: FieldSetup;
  readonly options: ExperimentOptions;
  readonly subject: OutcomeSubject;
}

/** When the treatment begins, or a period of it; null: the plan does not say. */
async function beginOf(setup: FieldSetup, { plan, environment }: ExperimentOptions): Promise<string | null> {
  if (plan.design !== 'did') return plan.design === 'switchback' ? plan.at : null;
  return plan.deploy === null ? plan.at : deployTime(setup, { deploy: plan.deploy, environment });
}

async function askEffect(
  engine: Engine,
  scope: Scope | null,
  { setup, options, subject, at }: Given & { at: string | null },
) {
  const { plan } = options;
  if (scope === null) {
    const effect: FoundEffect = { found: { ...NOTHING, reason: 'no-sessions' }, notices: [] };
    return { effect, sql: [], notices: [], landed: 0 };
  }
  const { outcome, notices } = await openOutcome(engine, scope, setup, subject);
  const question = questionOf(options, outcome);
  const cells = await askExperiment(engine, scope, question);
  return {
    effect: findEffect(plan, cells, { steps: subject.steps, scope, at }),
    sql: [experimentText(engine, scope, question)],
    notices,
    landed: sumsOfCells(cells).landed,
  };
}

function questionOf(
  { route, condition, plan }: ExperimentOptions,
  outcome: ExperimentQuestion['outcome'],
): ExperimentQuestion {
  const group = 'group' in plan ? plan.group : null;
  return { route, device: condition, outcome, group, hourly: 'group' in plan };
}

interface Made extends Given {
  readonly place: Place;
  readonly covered: Covered | null;
  readonly sql: readonly string[];
}

const DAYS_OF_WEEK = 7;

function resultOf({ found }: FoundEffect, { setup, options, subject, place, covered, sql }: Made): ExperimentResult {
  const { plan, route, condition } = options;
  const currency = currencyOf(subject);
  const sessions = (found.exposed / (covered === null ? setup.field.windowDays : daysOf(covered))) * DAYS_OF_WEEK;
  return experimentResult(
    found,
    {
      kind: kindOf(plan),
      design: plan.design,
      outcome: subject.name,
      route,
      condition,
      window: covered,
      sql,
      writtenAt: place.now.toISOString(),
    },
    currency === null ? null : { sessions, currency },
  );
}

function currencyNotices(subject: OutcomeSubject): string[] {
  if (subject.kind !== 'value' || subject.source.currency !== null) return [];
  return ['field.events names a value and no currency, so there is no money. Add for example currency: EUR.'];
}

/** The queries of `field experiment`. */
export function printExperiment(
  setup: FieldSetup,
  options: ExperimentOptions,
  place: Place,
  dialect: PrintedDialect,
): string[] {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return [experimentText(target, scope, questionOf(options, printedOutcome(dialect, outcomeSubject(setup, options))))];
}
