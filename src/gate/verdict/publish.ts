import type { Judgement } from '../../judge/judge.ts';
import type { CommentMode } from '../../model/config.ts';
import type { FollowedMain } from '../../model/history.ts';
import type { GateReport } from '../../model/report.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isComplete } from '../../record/campaigns.ts';
import type { RunLog } from '../../record/log.ts';
import { writeReport, type ReportFiles } from '../../report/files/files.ts';
import { pageSizeNotices } from '../../report/words/page-size.ts';
import type { MainStory } from '../history/story.ts';
import { reportPage } from './report-page.ts';
import { reportOf } from './judge-log.ts';

/** The outcome of a run: its verdict, the exit code that follows from it, and the report on disk. */
export interface GateOutcome {
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
  readonly report: GateReport;
  readonly files: ReportFiles;
  /** When the configuration wants it on the pull request; absent if no configuration says. */
  readonly comment?: CommentMode;
  /** Which of several comments that is; absent or null: as the path of the configuration says. */
  readonly commentKey?: string | null;
  /** What becomes of the numbers; absent for a run that does not follow main, or has not ended. */
  readonly followed?: FollowedMain;
  /** What main has become over time; absent where that is not looked at. */
  readonly main?: MainStory;
}

/** The outcome, with the judgement that the explanations use. */
export interface PublishedOutcome extends GateOutcome {
  readonly judgement: Judgement;
}

/**
 * Judges what was recorded and writes the report into the output folder.
 *
 * @throws GateError `record-lost` if the samples are not what was recorded
 */
export async function publish({ log, out }: { readonly log: RunLog; readonly out: string }): Promise<PublishedOutcome> {
  const { judgement, report: judged } = reportOf(log);
  log.assertUnchanged();
  const page = await reportPage(judged, { log, out });
  const report = { ...judged, notices: [...judged.notices, ...pageSizeNotices(Buffer.byteLength(page))] };
  const { verdict, exitCode } = judgement;
  return {
    verdict,
    exitCode,
    judgement,
    report,
    ...(log.run.followed !== undefined && isComplete(log) && { followed: log.run.followed }),
    files: await writeReport(report, page, out),
  };
}
