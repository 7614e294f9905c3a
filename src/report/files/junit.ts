import junit, { type Builder, type TestCase, type TestSuite } from 'junit-report-builder';

import type { GateReport } from '../../model/report.ts';
import type { BudgetRow } from '../../model/verdict.ts';
import { causePhrase, unmeasuredPhrase } from '../words/cause.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { routePhrase } from '../words/names.ts';
import { inText, joined, type Phrase } from '../words/phrase.ts';
import { forCampaign, distinctCampaigns } from '../rows/campaign-index.ts';
import { reportRow, type ReportRow } from '../rows/rows.ts';
import { rowPhrase, undecidedPhrase } from '../words/row-sentence.ts';

/** The package's types describe an ES module, but Node loads its CommonJS build, whose export is the builder itself. */
const reportBuilder = junit as unknown as Builder;

/**
 * The verdicts as JUnit XML: a suite per route and condition, a test case per budget. What blocks is a failure or an
 * error; what does not is a skipped case or plain output. No timestamps: the same result gives the same file.
 */
export function renderJunit(report: GateReport): string {
  const builder = reportBuilder.newBuilder().name('vitals-gate');
  for (const place of distinctCampaigns(report.result.budgets)) {
    const suite = builder.testSuite().name(inText(routePhrase(place)));
    for (const budget of forCampaign(report.result.budgets, place)) addCase(suite, budget, report);
  }
  return `${builder.build()}\n`;
}

function addCase(suite: TestSuite, budget: BudgetRow, report: GateReport): void {
  const row = reportRow(report, budget);
  const testCase = suite
    .testCase()
    .className(`${sanitizeLine(budget.route, 200)}.${sanitizeLine(budget.condition, 200)}`)
    .name(`${sanitizeLine(budget.path, 500)} ${budget.kind}`);
  write(testCase, row, report);
}

function write(testCase: TestCase, row: ReportRow, report: GateReport): void {
  const { verdict, reason } = row.budget;
  const story = inText(joined([rowPhrase(row), explanation(row, report)], ': '));
  if (verdict === 'pass') return;
  if (!blocks(row.budget, report)) testCase.skipped().standardOutput(inCdata(`${verdict}: ${story}`));
  else if (verdict === 'unmeasured') testCase.error(story, reason);
  else testCase.failure(story, reason);
}

/** The XML builder escapes the end of a CDATA section only once. */
function inCdata(text: string): string {
  return text.replaceAll(']]>', ']] >');
}

function explanation(row: ReportRow, report: GateReport): Phrase {
  if (row.budget.verdict === 'fail') return causePhrase(row, report);
  return row.comparison === null ? unmeasuredPhrase(row) : undecidedPhrase(row);
}

function blocks({ verdict, enforce, reason }: BudgetRow, { policy }: GateReport): boolean {
  if (enforce === 'warn' || reason === 'no-base') return false;
  if (verdict === 'fail') return true;
  if (verdict === 'unmeasured') return policy.onUnmeasured === 'block';
  return verdict === 'inconclusive' && policy.onInconclusive === 'block';
}
