import type { GateReport } from '../../model/report.ts';
import { COMMENT_MARKER, renderComment } from './comment.ts';

/** GitHub drops the whole job summary of a step above this. */
export const SUMMARY_LIMIT_BYTES = 1024 * 1024;

/** The comment as job summary: the same Markdown, with more room and without the marker. */
export function renderSummary(report: GateReport): string {
  return renderComment(report, { limitBytes: SUMMARY_LIMIT_BYTES }).replace(`${COMMENT_MARKER}\n`, '');
}
