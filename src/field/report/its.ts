import { parsePath } from '../../model/breakdown.ts';
import { code, row as markdownRow } from '../../report/comment/markdown.ts';
import { change, count } from '../../report/words/format.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { inText } from '../../report/words/phrase.ts';
import { shortSha } from '../../text/short-sha.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { ItsResult } from '../analyses/its.ts';
import type { NotEstablished } from '../analyses/judge-interruption.ts';
import { tablePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { unitOfPath } from './unit.ts';
import { sharePercent, windowWords, type About } from './window.ts';

const TITLE = 'Interrupted time series';
const HEAD = ['', 'change (95 % interval)', 'stretches'];
const NUMBERS: ReadonlySet<number> = new Set([2]);

/** As the end of a sentence that begins with `because`; of `like-covariate` the names follow. */
export const BECAUSE: Readonly<Record<NotEstablished, string>> = {
  'no-data': 'no page view ended there',
  'no-data-before': 'no page view is older',
  'no-data-after': 'no page view is newer',
  'too-few-data': 'there are too few hours with page views',
  'near-another-deploy': 'another deploy is too near',
  'coverage-changed': 'a different share of page views ended before and after',
  'contains-zero': 'its interval contains 0',
  'too-few-placebos': 'there are too few earlier times without a deploy to compare with',
  'like-placebos': 'earlier times without a deploy have steps as large',
  'like-covariate': 'it cannot be told apart from',
};

/** For a terminal. */
export function itsText(result: ItsResult, about: About): string {
  const table = result.step === null ? [] : alignedLines([HEAD, ...rowsOf(result)], NUMBERS);
  return [
    windowWords(about),
    '',
    sanitizeLine(titleOf(result), 300),
    ...table,
    '',
    ...sentences(result, (name) => sanitizeLine(name, 100)),
    '',
  ].join('\n');
}

export function itsMarkdown(result: ItsResult, about: About): string {
  const table = [
    markdownRow(HEAD),
    markdownRow(HEAD.map((_, at) => (NUMBERS.has(at) ? '--:' : '---'))),
    ...rowsOf(result).map((cells) => markdownRow(cells.map((cell) => (cell === '' ? '' : code(cell))))),
    '',
  ];
  const condition = result.condition === null ? 'a device that is not recorded' : code(result.condition);
  const title = `### ${code(nodeOf(result))} of ${code(result.route)} on ${condition} at ${code(instantOf(result))}`;
  return [
    `## ${TITLE}`,
    '',
    windowWords(about),
    '',
    title,
    '',
    ...(result.step === null ? [] : table),
    ...sentences(result, (name) => code(name)),
    '',
  ].join('\n');
}

export function itsPage(result: ItsResult, about: About): ReportPage {
  const table = result.step === null ? [] : tablePart([HEAD, ...rowsOf(result)], 'Changes');
  const parts = [{ title: titleOf(result) }, ...table, { lines: sentences(result, (name) => name) }];
  return { title: TITLE, about: windowWords(about), parts };
}

function titleOf(result: ItsResult): string {
  return `${nodeOf(result)} of ${result.route} on ${result.condition ?? 'not named'} at ${instantOf(result)}`;
}

const nodeOf = ({ metric }: ItsResult): string => inText(pathPhrase(parsePath(metric) ?? [metric]));

function instantOf({ sha, at }: ItsResult): string {
  const time = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return sha === null ? time : `${shortSha(sha)}, ${time}`;
}

function rowsOf({ metric, step, slope, covariates }: ItsResult): string[][] {
  const unit = unitOfPath(metric);
  const lines = [
    { name: 'step', effect: step, stretches: '' },
    { name: 'slope, per day', effect: slope, stretches: '' },
    ...covariates.map(({ name, value, low, high, stretches }) => ({
      name,
      effect: value === null ? null : { value, low, high },
      stretches: String(stretches),
    })),
  ];
  return lines.flatMap(({ name, effect, stretches }) =>
    effect === null ? [] : [[name, change(effect, unit), stretches]],
  );
}

/** @param show how a covariate's name is shown */
function sentences(result: ItsResult, show: (name: string) => string): string[] {
  const { rho, stretches, stretchHours, placebos, coverage, step } = result;
  const ofPlacebos = `${(placebos.rank ?? 1) - 1} of ${placebos.n} earlier times without a deploy have a step as large.`;
  const ofSeries = `${stretches} stretches of ${count(stretchHours, 'hour')}; ρ is ${(rho ?? 0).toFixed(2)}.`;
  return [
    verdictOf(result, show),
    ...(step === null ? [] : [ofPlacebos, ofSeries]),
    ...(stretches === 0
      ? []
      : [`Coverage: ${sharePercent(coverage.before)} before, ${sharePercent(coverage.after)} after.`]),
    ...(stretches === 0 ? [] : notInModelOf(result, show)),
  ];
}

function notInModelOf({ notInModel, covariates }: ItsResult, show: (name: string) => string): string[] {
  if (notInModel.length === 0) return [];
  const isOwn = (name: string): boolean => covariates.some((covariate) => covariate.name === name);
  return [`Not in the model: ${notInModel.map((name) => (isOwn(name) ? show(name) : name)).join(', ')}.`];
}

function verdictOf({ reason, alike }: ItsResult, show: (name: string) => string): string {
  if (reason === null)
    return 'The step is established. It is an association, because nothing was randomised: what else changed then counts as the step.';
  const which = reason === 'like-covariate' ? ` ${alike.map(show).join(' and ')}` : '';
  return `The step is not established, because ${BECAUSE[reason]}${which}.`;
}
