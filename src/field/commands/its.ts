import { quote } from '../../source/diagnostic.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { ItsResult } from '../analyses/its.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import { coverageText } from '../questions/coverage.ts';
import { distributionsText } from '../questions/distributions.ts';
import { seriesText } from '../questions/series.ts';
import { itsMarkdown, itsPage, itsText } from '../report/its.ts';
import { askInterruption } from './its-records.ts';
import { itsSubject, type ItsOptions } from './its-request.ts';
import { fieldPathOf } from './named.ts';
import {
  askRecords,
  leftOutNotices,
  noFilesNotices,
  printedGroup,
  printedTarget,
  type FieldSetup,
  type Findings,
  type Place,
} from './reading.ts';

/** `field its`: the step of one node at one instant, beside the covariates of the configuration. */
export async function findInterruption(setup: FieldSetup, options: ItsOptions, place: Place): Promise<Findings> {
  const subject = await itsSubject(setup, options);
  const given = { options, subject, covariates: setup.field.covariates };
  const asked = await askRecords(setup, options, place, async (engine, scope) => ({
    ...(await askInterruption(engine, scope, given)),
    scope,
    leftOut: leftOutNotices(engine),
  }));
  const { result, conditions, scope, leftOut } = asked.answer;
  const isEmpty = conditions.length === 0;
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty };
  return {
    json: result,
    text: itsText(result, about),
    markdown: itsMarkdown(result, about),
    page: itsPage(result, about),
    notices: [
      ...noFilesNotices(asked),
      ...leftOut,
      ...conditionNotices(result, conditions, options),
      ...covariateNotices(result),
    ],
    exitCode: result.step === null ? 3 : 0,
  };
}

function conditionNotices(
  { condition }: ItsResult,
  conditions: readonly (string | null)[],
  { condition: asked }: ItsOptions,
): string[] {
  const names = conditions.map((each) => (each === null ? 'not named' : sanitizeLine(each, 100))).join(', ');
  if (asked === null && conditions.length > 1)
    return [`--condition is not given, so the report is about the one with the most page views, of ${names}.`];
  if (asked === null || conditions.length === 0 || conditions.includes(condition)) return [];
  return [`no page view of the route has the condition ${quote(asked)}. There are ${names}.`];
}

/** Why a declared covariate has no number. */
function covariateNotices({ covariates, alike, stretches, step }: ItsResult): string[] {
  if (stretches === 0) return [];
  return covariates.flatMap((covariate) => {
    const name = `the covariate ${quote(covariate.name)}`;
    if (covariate.stretches === 0)
      return [`${name} has no day with page views in the window, so it is not in the model.`];
    if (covariate.stretches === stretches) return [`${name} covers the whole window, so it is not in the model.`];
    if (alike.includes(covariate.name)) return [`${name} cannot be told apart from the step.`];
    return covariate.value === null && step !== null
      ? [`${name} cannot be told apart from the rest of the model.`]
      : [];
  });
}

/** The queries of `field its`, with an example of the numbers that come from the answers before. */
export function printInterruption(
  setup: FieldSetup,
  options: ItsOptions,
  place: Place,
  dialect: PrintedDialect,
): string[] {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const path = fieldPathOf(options.metric);
  const device = options.condition ?? printedGroup(setup).device;
  return [
    distributionsText(target, scope, [path]),
    seriesText(target, scope, 'hour', [{ route: options.route, device, by: null, path, value: 10_000 }]),
    coverageText(target, scope),
  ];
}
