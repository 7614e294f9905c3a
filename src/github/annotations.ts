import path from 'node:path';
import { error, warning, type AnnotationProperties } from '@actions/core';

import { readLines, type ConfigLines } from '../config/messages/config-lines.ts';

import { isGraphMetric } from '../model/metric.ts';
import { keyOf, type Place } from '../model/place.ts';
import type { GateReport } from '../model/report.ts';
import type { BudgetRow } from '../model/verdict.ts';
import { storyPhrase, unmeasuredPhrase } from '../report/words/why.ts';
import { inText, type Phrase } from '../report/words/phrase.ts';
import { causeSentence } from '../report/words/cause.ts';
import { reasonSentence } from '../report/words/reasons.ts';
import { findingsOf, type BudgetFinding } from '../report/rows/findings.ts';
import { removalsIn } from '../report/words/removals.ts';
import { groupRows, type ReportRow } from '../report/rows/rows.ts';
import { findingPhrase, undecidedPhrase } from '../report/words/row-sentence.ts';
import { redact } from '../text/redactor.ts';
import { LONGEST, MOST, type Annotation, type Annotations } from './annotation.ts';
import { placeAnnotations, type PlaceFinding } from './place-annotations.ts';

/**
 * The annotations of the checks page: broken budgets as errors, everything else that needs a look as warnings.
 * `foremost` are warnings that must not be among those left out. What is said at lines that the pull request changed comes
 * before what is said at a budget.
 */
export function annotationsOf(
  report: GateReport,
  foremost: readonly string[] = [],
  lines: FileLines | null = null,
  places: readonly PlaceFinding[] = changedPlaces(report, lines),
): Annotations {
  const changed = placeAnnotations(places);
  const at = (finding: BudgetFinding, why: Phrase): Annotation => ({
    text: told(finding, why),
    place: placeOf(finding.row, report, lines),
  });
  const { broken, warned, preExisting, unmeasured, inconclusive } = groupRows(report);
  return {
    errors: capped(
      together(
        changed.errors,
        findingsOf(broken).map((finding) => at(finding, storyPhrase(finding.row, report))),
      ),
    ),
    warnings: capped([
      ...foremost.map((text) => ({ text, place: null })),
      ...together(changed.warnings, [
        ...removalsIn(report).map(({ phrase, line: number }) => ({
          text: sentenceOf(phrase),
          place: lines === null ? null : { file: lines.file, line: lines.atMost(number) },
        })),
        ...findingsOf(unmeasured).map((finding) => at(finding, unmeasuredPhrase(finding.row))),
        ...findingsOf(warned).map((finding) => at(finding, storyPhrase(finding.row, report))),
        ...findingsOf(preExisting).map((finding) => at(finding, [reasonSentence(finding.row.budget.reason)])),
        ...findingsOf(inconclusive).map((finding) => at(finding, undecidedPhrase(finding.row))),
      ]),
    ]),
  };
}

/**
 * The reasons at lines that head changed, the worst budget first; each once, however many budgets it broke. A server that
 * the change touches is a guess, and no annotation; what made a cost grow is told by the annotation of its budget, where
 * that is at the same line.
 */
function changedPlaces(report: GateReport, lines: FileLines | null): PlaceFinding[] {
  const { result, searches = [] } = report;
  const blocked = new Set(result.budgets.filter(isBlocking).map((row) => nodeKey(row)));
  const found = new Map<string, PlaceFinding>();
  for (const cause of searches.flatMap(({ causes }) => causes)) {
    const place = cause.places.find(({ role, inChange }) => role !== 'server' && inChange === true);
    if (!cause.because || place === undefined || place.file === null) continue;
    const { file, line, column } = place;
    const own = lines !== null && isGraphMetric(cause.metric) ? costPlaceOf(cause, report, lines) : null;
    if (own?.file === file && own.line === line) continue;
    const key = JSON.stringify([cause.id, file, line]);
    const level = blocked.has(nodeKey(cause)) ? 'error' : 'warning';
    if (!found.has(key)) found.set(key, { file, line, column, message: causeSentence(cause, report), level });
  }
  return [...found.values()];
}

function isBlocking({ verdict, enforce }: BudgetRow): boolean {
  return verdict === 'fail' && enforce === 'block';
}

function nodeKey({ path: node, ...place }: Place & { readonly path: string }): string {
  return JSON.stringify([keyOf(place), node]);
}

/** The others after the first, without those that say the same. */
function together(first: readonly Annotation[], others: readonly Annotation[]): Annotation[] {
  const said = new Set(first.map(({ text }) => text));
  return [...first, ...others.filter(({ text }) => !said.has(redact(text)))];
}

function told(finding: BudgetFinding, why: Phrase): string {
  return inText([...findingPhrase(finding), ': ', ...why]);
}

function sentenceOf(phrase: Phrase): string {
  const text = inText(phrase);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** A configuration and its lines. */
export interface FileLines extends ConfigLines {
  readonly file: string;
}

/** The source line that caused a cost, if known; otherwise the budget's line. */
function placeOf({ budget }: ReportRow, report: GateReport, lines: FileLines | null): Annotation['place'] {
  if (lines === null) return null;
  const { file } = lines;
  return ['operation', 'subgraph', 'route', 'composition'].includes(budget.condition)
    ? costPlaceOf(budget, report, lines)
    : { file, line: lines.ofBudget(budget) };
}

function costPlaceOf(
  { route, condition, path: node }: Pick<BudgetRow, 'route' | 'condition' | 'path'>,
  { graphql }: GateReport,
  { file, ofGraphql }: FileLines,
): { readonly file: string; readonly line: number } {
  const isOf = (each: Place): boolean => each.route === route && each.condition === condition;
  const cause = graphql?.causes.find((each) => isOf(each) && each.metric === node.split('.')[0]);
  const where = graphql?.problems.find(isOf)?.where ?? cause?.shares.find((share) => share.where !== null)?.where;
  const [, source, line] = /^([^:]+):(\d+)(?::\d+)?$/.exec(where ?? '') ?? [];
  if (source === undefined) return { file, line: ofGraphql() };
  return { file: path.posix.join(path.posix.dirname(file), source), line: Number(line) };
}

function capped(annotations: readonly Annotation[]): Annotation[] {
  const cut = annotations.map(({ text, place }) => ({
    text: Array.from(redact(text)).slice(0, LONGEST).join(''),
    place,
  }));
  if (cut.length <= MOST) return cut;
  const rest = `and ${cut.length - MOST + 1} more: see the job summary, or result.json in the output folder`;
  return [...cut.slice(0, MOST - 1), { text: rest, place: null }];
}

/** Writes them as workflow commands; @actions/core escapes what the runner would read. */
export function annotate({ errors, warnings }: Annotations): void {
  for (const { text, place } of errors) error(text, { title: 'vitals-gate: budget broken', ...propertiesOf(place) });
  for (const { text, place } of warnings) warning(text, { title: 'vitals-gate', ...propertiesOf(place) });
}

function propertiesOf(place: Annotation['place']): AnnotationProperties {
  if (place === null) return {};
  const { file, line, column } = place;
  return { file, startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
}

/** The configuration that a job has checked out, for its lines; null if it has none, or elsewhere. */
export async function linesOf(config: string, cwd = process.cwd()): Promise<FileLines | null> {
  const file = path.relative(cwd, path.resolve(cwd, config)).split(path.sep).join('/');
  const lines = file.startsWith('../') || path.isAbsolute(file) ? null : await readLines(path.resolve(cwd, config));
  return lines === null ? null : { ...lines, file };
}
