import { keyOf } from '../../model/place.ts';
import type { GateReport } from '../../model/report.ts';
import type { Reason } from '../../model/verdict.ts';
import { becausePhrase, storyPhrase, unknownPhrase, unmeasuredPhrase, wherePhrase } from '../words/why.ts';
import { problemPhrase } from '../words/cost-cause.ts';
import { pricePhrase } from '../words/price.ts';
import { isOfGraph, pathPhrase, placePhrase } from '../words/names.ts';
import { numbersPhrase } from '../words/page-link.ts';
import { capitalised, inMarkdown, joined, listed, strong, type Phrase } from '../words/phrase.ts';
import { distinctCampaigns } from '../rows/campaign-index.ts';
import { findingsOf, type BudgetFinding } from '../rows/findings.ts';
import { groupRows, isMeasured, type ReportRow } from '../rows/rows.ts';
import { strongPhrase } from '../words/row-sentence.ts';
import { waivedPhrase } from '../words/policy-notes.ts';
import { trafficPhrases } from '../words/traffic.ts';

/** A list item and what stands below it, each line finished Markdown. */
export interface Item {
  readonly line: string;
  readonly below: readonly string[];
}

export function listOf(items: readonly Item[]): string {
  return items.flatMap(({ line, below }) => [`- ${line}`, ...below.map((each) => `  - ${each}`)]).join('\n');
}

/** As many items as are wanted, of how many. */
export interface Items {
  readonly items: readonly Item[];
  readonly total: number;
}

/** The first of a list as items. */
export function itemsOf<T>(all: readonly T[], most: number, toItem: (each: T) => Item): Items {
  return { items: all.slice(0, most).map(toItem), total: all.length };
}

/** What got worse, one item per node: by how much against which limit, then because, then where. */
export function brokenItems(report: GateReport, most: number): Items {
  const findings = findingsOf(groupRows(report).broken);
  const failed = failuresOf(findings.filter(({ row }) => !isMeasured(row)));
  const counted = findings.filter(({ row }) => isMeasured(row));
  const first = new Set(distinctCampaigns(counted.map(({ row }) => row.budget)));
  const all: (() => Item)[] = [
    ...failed.map((failure) => () => failedItem(failure, report)),
    ...counted.map((finding) => () => itemOf(finding, report, first.has(finding.row.budget))),
  ];
  return itemsOf(all, most, (item) => item());
}

/** What could not be measured on head at all: one per place and reason, however many budgets it has. */
function failuresOf(findings: readonly BudgetFinding[]): readonly (readonly BudgetFinding[])[] {
  return [...Map.groupBy(findings, ({ row: { budget } }) => JSON.stringify([keyOf(budget), budget.reason])).values()];
}

function failedItem(failure: readonly BudgetFinding[], report: GateReport): Item {
  const first = failure[0]?.row;
  if (first === undefined) return { line: '', below: [] };
  const { budget, segments, route } = first;
  const metric = segments[0] ?? '';
  const place = placePhrase(budget, metric);
  const why = isOfGraph(metric) ? problemPhrase(budget, report) : unmeasuredPhrase(first);
  const remedy: Phrase[] = route?.unmeasurable == null || route.remedy === null ? [] : [[route.remedy]];
  const paths = failure.map(({ row }) => pathPhrase(row.segments));
  const budgets: Phrase = isOfGraph(metric) ? [] : ['Not judged: ', ...listed(paths)];
  return {
    line: inMarkdown([strong([...place, ` ${FAILED_WORDS[budget.reason] ?? 'could not be measured on head'}`])]),
    below: [capitalised(why), ...remedy, budgets].filter((each) => each.length > 0).map(inMarkdown),
  };
}

const FAILED_WORDS: Readonly<Partial<Record<Reason, string>>> = {
  'invalid-operation': 'is not valid against the schema of head',
  'not-composed': 'does not compose',
};

export function waivedItems(report: GateReport, most: number): Items {
  return itemsOf(findingsOf(groupRows(report).waived), most, (finding) => {
    const { line, below } = itemOf(finding, report, false);
    return { line, below: [...below, inMarkdown(waivedPhrase(finding.row))] };
  });
}

function itemOf(finding: BudgetFinding, report: GateReport, isFirst: boolean): Item {
  const { row } = finding;
  const below = story(row, report);
  const also = isFirst && row.route !== null && row.difference !== null ? trafficPhrases(row.route, report) : [];
  const numbers = isFirst ? numbersPhrase(row.budget, row.segments[0] ?? '', report) : [];
  return {
    line: inMarkdown(strongPhrase(finding)),
    below: [
      ...below,
      also.length === 0 ? [] : ['Also: ', ...joined(also, '; ')],
      numbers.length === 0 ? [] : ['See ', ...numbers],
    ]
      .filter((each) => each.length > 0)
      .map(inMarkdown),
  };
}

function story(row: ReportRow, report: GateReport): Phrase[] {
  if (row.budget.reason === 'pre-existing') return [storyPhrase(row, report)];
  const because = becausePhrase(row, report);
  const where = wherePhrase(row, report);
  return [
    because.length === 0 ? [] : ['Because: ', ...because],
    unknownPhrase(row, report),
    where.length === 0 ? [] : ['Where: ', ...where],
    pricePhrase(row, report),
  ];
}
