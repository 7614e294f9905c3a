import { COMMENT_MARKER } from '../comment/comment.ts';
import { code, codeLines } from '../comment/markdown.ts';
import { shortSha } from '../../text/short-sha.ts';

/** Why a run came to no verdict. */
export interface Failure {
  /** What is said of it elsewhere: the block of an error, or one line. */
  readonly text: string;
  /** 2: invalid usage or configuration; 3: nothing could be measured. */
  readonly exitCode: 2 | 3;
  /** Whether the error was unexpected. */
  readonly isInternal: boolean;
  /** The commit that it would have been about; null if that is not known. */
  readonly headSha: string | null;
}

/** Lines of a log below a message: there may be anything in them, and they are in the log of the run. */
const LOG_LINE = /^\s+\| /;

/** A failure as Markdown in the place of a report, so that an earlier verdict does not stand for this commit. */
export function renderFailure({ text, exitCode, isInternal, headSha }: Failure): string {
  const lines = text.split(/\r\n|\r|\n/);
  const told = lines.filter((line) => !LOG_LINE.test(line));
  const about = headSha === null ? '' : ` for ${code(shortSha(headSha))}`;
  return [
    `${COMMENT_MARKER}\n### ⚠️ vitals-gate: no verdict${about}`,
    isInternal ? INTERNAL : WHY[exitCode],
    codeLines(told),
    ...(told.length < lines.length ? ['The output is in the log of the run.'] : []),
    'Nothing was judged. If a verdict stood here before, it was about an earlier run.\n',
  ].join('\n\n');
}

const WHY = {
  2: 'Correct the configuration, an input or the workflow first (exit code 2).',
  3: 'The pages could not be measured (exit code 3).',
} as const;
const INTERNAL = 'The gate itself failed (exit code 3). Please report it, with the log of the run.';
