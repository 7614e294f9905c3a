import { error, warning } from '@actions/core';

import type { GateReport } from '../model/report.ts';
import { causePhrase, unmeasuredPhrase } from '../report/cause.ts';
import { inText, type Phrase } from '../report/phrase.ts';
import { reasonSentence } from '../report/reasons.ts';
import { findingsOf, type Finding } from '../report/regressions.ts';
import { groupRows } from '../report/rows.ts';
import { findingPhrase, undecidedPhrase } from '../report/sentence.ts';
import { redact } from '../text/redactor.ts';

/** GitHub shows ten annotations of a level per step and drops the rest. */
const MOST = 10;
const LONGEST = 4096;

export interface Annotations {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * All that a reader of the checks page is told: broken budgets as errors, everything else that needs a look as warnings.
 * `foremost` are warnings that must not be among those left out.
 */
export function annotationsOf(report: GateReport, foremost: readonly string[] = []): Annotations {
  const { broken, warned, preExisting, unmeasured, inconclusive } = groupRows(report);
  return {
    errors: capped(findingsOf(broken).map((finding) => line(finding, causePhrase(finding.row, report)))),
    warnings: capped([
      ...foremost,
      ...findingsOf(unmeasured).map((finding) => line(finding, unmeasuredPhrase(finding.row))),
      ...findingsOf(warned).map((finding) => line(finding, causePhrase(finding.row, report))),
      ...findingsOf(preExisting).map((finding) => line(finding, [reasonSentence(finding.row.budget.reason)])),
      ...findingsOf(inconclusive).map((finding) => line(finding, undecidedPhrase(finding.row))),
    ]),
  };
}

function line(finding: Finding, why: Phrase): string {
  return inText([...findingPhrase(finding), ': ', ...why]);
}

function capped(lines: readonly string[]): string[] {
  const texts = lines.map((each) => Array.from(redact(each)).slice(0, LONGEST).join(''));
  if (texts.length <= MOST) return texts;
  return [
    ...texts.slice(0, MOST - 1),
    `and ${texts.length - MOST + 1} more: see the job summary, or result.json in the output folder`,
  ];
}

/** Writes them as workflow commands; @actions/core escapes what the runner would read. */
export function annotate({ errors, warnings }: Annotations): void {
  for (const text of errors) error(text, { title: 'vitals-gate: budget broken' });
  for (const text of warnings) warning(text, { title: 'vitals-gate' });
}
