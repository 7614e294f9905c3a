import type { GateReport } from '../../model/report.ts';
import { becausePhrase, unmeasuredPhrase, wherePhrase } from '../words/why.ts';
import { brokenItems, itemsOf, listOf, waivedItems, type Item, type Items } from './findings-list.ts';
import { pathPhrase, placePhrase } from '../words/names.ts';
import { comparisonPhrase, improved } from './overview.ts';
import { capitalised, inMarkdown, joined, type Phrase } from '../words/phrase.ts';
import { findingsOf, type BudgetFinding } from '../rows/findings.ts';
import { groupRows, type ReportRow } from '../rows/rows.ts';
import { findingPhrase, undecidedPhrase, warningPhrase } from '../words/row-sentence.ts';
import { changePhrases, expiredPhrases } from '../words/policy-notes.ts';

/** A list of the report under its title; the title is empty if the headline says it already. */
export interface Remark extends Items {
  readonly title: string;
}

/** As Markdown; empty without items. */
export function remarkText({ title, items, total }: Remark): string {
  if (items.length === 0) return '';
  const rest = total - items.length;
  const list = listOf(rest === 0 ? items : [...items, { line: `and ${rest} more`, below: [] }]);
  return title === '' ? list : `**${title}**\n\n${list}`;
}

/** What a reader must see, in the order of its weight; the first is what the headline is about. */
export function openRemarks(report: GateReport, most: number): Remark[] {
  const { verdict } = report.result;
  return [
    { title: '', ...brokenItems(report, most) },
    { title: verdict === 'unmeasured' ? '' : 'Could not be measured', ...unmeasuredItems(report, most) },
    { title: verdict === 'waived' ? '' : 'Waived', ...waivedItems(report, most) },
    ...(isInconclusiveOpen(report) ? [inconclusive(report, most)] : []),
    ...(verdict === 'fail' ? [] : [warned(report, most), preExisting(report, most)]),
    lines('Expired waivers (not applied)', expiredPhrases(report), most),
    lines('This pull request changes the policy; the base values were applied', changePhrases(report, 'base'), most),
    lines('It also changes what is visited; the head values were applied', changePhrases(report, 'head'), most),
  ];
}

/** The remarks inside folds: they do not block, and the headline does not mention them. */
export function foldedRemarks(report: GateReport, most: number): Remark[] {
  return [
    ...(report.result.verdict === 'fail' ? [warned(report, most), preExisting(report, most)] : []),
    ...(isInconclusiveOpen(report) ? [] : [inconclusive(report, most)]),
    lines('Improved', improved(report).map(comparisonPhrase), most),
  ];
}

function isInconclusiveOpen({ result, policy }: GateReport): boolean {
  return result.verdict === 'inconclusive' || policy.onInconclusive === 'block';
}

function inconclusive(report: GateReport, most: number): Remark {
  const title = report.result.verdict === 'inconclusive' ? '' : 'Could not be decided';
  const items = itemsOf(findingsOf(groupRows(report).inconclusive), most, (finding) => ({
    line: inMarkdown(findingPhrase(finding)),
    below: finding.rows.map((row) => inMarkdown(capitalised(undecidedPhrase(row)))),
  }));
  return { title, ...items };
}

function warned(report: GateReport, most: number): Remark {
  const findings = findingsOf(groupRows(report).warned);
  return { title: 'Warnings (do not block)', ...itemsOf(findings, most, (finding) => withCause(finding, report)) };
}

function withCause(finding: BudgetFinding, report: GateReport): Item {
  const because = becausePhrase(finding.row, report);
  const where = wherePhrase(finding.row, report);
  const below: Phrase[] = [
    because.length === 0 ? [] : ['Because: ', ...because],
    where.length === 0 ? [] : ['Where: ', ...where],
  ];
  return {
    line: inMarkdown(warningPhrase(finding)),
    below: below.filter((each) => each.length > 0).map(inMarkdown),
  };
}

function preExisting(report: GateReport, most: number): Remark {
  const findings = findingsOf(groupRows(report).preExisting);
  return { title: 'Over the limit, but not because of this change', ...itemsOf(findings, most, plainItem) };
}

function plainItem(finding: BudgetFinding): Item {
  return { line: inMarkdown(findingPhrase(finding)), below: [] };
}

/** One item per route and reason, naming its budgets. */
function unmeasuredItems(report: GateReport, most: number): Items {
  const rows = groupRows(report).unmeasured;
  const groups = Map.groupBy(rows, ({ budget }) => JSON.stringify([budget.route, budget.condition, budget.reason]));
  return itemsOf([...groups.values()], most, unmeasuredItem);
}

function unmeasuredItem(group: readonly ReportRow[]): Item {
  const [first] = group;
  if (first === undefined) return { line: '', below: [] };
  const paths = [...new Map(group.map(({ budget, segments }) => [budget.path, pathPhrase(segments)])).values()];
  const place = placePhrase(first.budget, first.segments[0] ?? '');
  const line: Phrase = [...place, ', ', ...joined(paths, ', '), ': ', ...unmeasuredPhrase(first)];
  const remedy = first.route?.remedy ?? null;
  const isOfRoute = first.route?.unmeasurable != null;
  return { line: inMarkdown(line), below: remedy === null || !isOfRoute ? [] : [remedy] };
}

function lines(title: string, phrases: readonly Phrase[], most: number): Remark {
  return { title, ...itemsOf(phrases, most, (phrase) => ({ line: inMarkdown(phrase), below: [] })) };
}
