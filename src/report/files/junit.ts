import type { GateReport } from '../../model/report.ts';
import type { BudgetRow } from '../../model/verdict.ts';
import { storyPhrase, unmeasuredPhrase } from '../words/why.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { renderXml, type XmlElement } from '../../text/xml.ts';
import { routePhrase } from '../words/names.ts';
import { reasonSentence } from '../words/reasons.ts';
import { inText, joined, type Phrase } from '../words/phrase.ts';
import { forCampaign, distinctCampaigns } from '../rows/campaign-index.ts';
import { reportRow, type ReportRow } from '../rows/rows.ts';
import { rowPhrase, undecidedPhrase } from '../words/row-sentence.ts';

/** Verdicts that do not pass, by the element that says so; also what suites count. */
const COUNTED = { failures: 'failure', errors: 'error', skipped: 'skipped' } as const;

/**
 * The verdicts as JUnit XML: a suite per route and condition, a test case per budget. What blocks is a failure or an
 * error; what does not is a skipped case or plain output. No timestamps: the same result gives the same file.
 */
export function renderJunit(report: GateReport): string {
  const { budgets } = report.result;
  const suites = distinctCampaigns(budgets).map((place) => ({
    name: inText(routePhrase(place)),
    cases: forCampaign(budgets, place).map((budget) => testCase(budget, report)),
  }));
  return renderXml({
    name: 'testsuites',
    attributes: { name: 'vitals-gate', ...countsOf(suites.flatMap(({ cases }) => cases)) },
    content: suites.map(({ name, cases }) => ({
      name: 'testsuite',
      attributes: { name, ...countsOf(cases) },
      content: cases,
    })),
  });
}

interface TestCase extends XmlElement {
  readonly content: readonly XmlElement[];
}

function countsOf(cases: readonly TestCase[]): Record<string, number> {
  const counts = Object.entries(COUNTED).map(([count, element]) => [
    count,
    cases.filter(({ content }) => content.some(({ name }) => name === element)).length,
  ]);
  return { tests: cases.length, ...(Object.fromEntries(counts) as Record<string, number>) };
}

function testCase(budget: BudgetRow, report: GateReport): TestCase {
  const attributes = {
    classname: `${sanitizeLine(budget.route, 200)}.${sanitizeLine(budget.condition, 200)}`,
    name: `${sanitizeLine(budget.path, 500)} ${budget.kind}`,
  };
  return { name: 'testcase', attributes, content: outcomeOf(reportRow(report, budget), report) };
}

function outcomeOf(row: ReportRow, report: GateReport): XmlElement[] {
  const { verdict, reason } = row.budget;
  if (reason === 'identical-bytes') return [{ name: 'system-out', content: `not measured: ${reasonSentence(reason)}` }];
  if (verdict === 'pass') return [];
  const message = inText(joined([rowPhrase(row), explanation(row, report)], ': '));
  if (!blocks(row.budget, report))
    return [{ name: 'skipped' }, { name: 'system-out', content: `${verdict}: ${message}` }];
  return [{ name: verdict === 'unmeasured' ? 'error' : 'failure', attributes: { message, type: reason } }];
}

function explanation(row: ReportRow, report: GateReport): Phrase {
  if (row.budget.verdict === 'fail') return storyPhrase(row, report);
  return row.comparison === null ? unmeasuredPhrase(row) : undecidedPhrase(row);
}

function blocks({ verdict, enforce, reason }: BudgetRow, { policy }: GateReport): boolean {
  if (enforce === 'warn' || reason === 'no-base') return false;
  if (verdict === 'fail') return true;
  if (verdict === 'unmeasured') return policy.onUnmeasured === 'block';
  return verdict === 'inconclusive' && policy.onInconclusive === 'block';
}
