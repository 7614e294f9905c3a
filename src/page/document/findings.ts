import type { GateReport } from '../../model/report.ts';
import { findingsOf, type BudgetFinding } from '../../report/rows/findings.ts';
import { groupRows, isMeasured } from '../../report/rows/rows.ts';
import type { Phrase } from '../../report/words/pieces.ts';
import { inMarkdown } from '../../report/words/phrase.ts';
import { pricePhrase } from '../../report/words/price.ts';
import { waivedPhrase } from '../../report/words/policy-notes.ts';
import { strongPhrase, undecidedPhrase } from '../../report/words/row-sentence.ts';
import { becausePhrase, unknownPhrase, unmeasuredPhrase, wherePhrase } from '../../report/words/why.ts';
import { FINDING_GROUPS, type FindingGroup, type ToldFinding } from '../data/page-data.ts';

/** Every finding but the budgets that are met, the most urgent first, in the sentences of the comment. */
export function toldFindings(report: GateReport): ToldFinding[] {
  const groups = groupRows(report);
  return FINDING_GROUPS.flatMap((group) => findingsOf(groups[group]).map((finding) => told(group, finding, report)));
}

function told(group: FindingGroup, finding: BudgetFinding, report: GateReport): ToldFinding {
  const { route, condition, path, verdict, enforce } = finding.row.budget;
  const story = STORIES[group](finding, report).filter((phrase) => phrase.length > 0);
  const line = strongPhrase(finding);
  const markdown = [`- ${inMarkdown(line)}`, ...story.map((phrase) => `  - ${inMarkdown(phrase)}`)].join('\n');
  return { route, condition, path, verdict, enforce, group, line, story, markdown };
}

const because = ({ row }: BudgetFinding, report: GateReport): Phrase[] => {
  const [why, where] = [becausePhrase(row, report), wherePhrase(row, report)];
  return [
    isMeasured(row) ? [] : unmeasuredPhrase(row),
    why.length === 0 ? [] : ['Because: ', ...why],
    unknownPhrase(row, report),
    where.length === 0 ? [] : ['Where: ', ...where],
    pricePhrase(row, report),
  ];
};

const STORIES: Readonly<Record<FindingGroup, (finding: BudgetFinding, report: GateReport) => Phrase[]>> = {
  broken: because,
  waived: (finding, report) => [...because(finding, report), waivedPhrase(finding.row)],
  warned: because,
  preExisting: () => [],
  inconclusive: ({ row }) => [undecidedPhrase(row)],
  unmeasured: ({ row }) => [unmeasuredPhrase(row)],
};
