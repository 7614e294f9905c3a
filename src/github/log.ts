import { randomUUID } from 'node:crypto';
import { info } from '@actions/core';

import type { Progress } from '../model/progress.ts';
import { clean } from '../report/foreign.ts';
import { redact } from '../text/redactor.ts';

const LONGEST_LINE = 2000;

/** One line of ours that may quote others. The runner reads `::x` at the start of a line, `##[x]` anywhere in it. */
export function logLine(text: string): void {
  info(neutral(clean(redact(text), LONGEST_LINE)));
}

/** Text of many lines, colours and all, in a stretch of the log in which the runner obeys nothing. */
export function logBlock(text: string): void {
  const token = randomUUID();
  const lines = redact(text)
    .trimEnd()
    .split(/\r\n|\r|\n/);
  info([`::stop-commands::${token}`, ...lines.map(neutral), `::${token}::`].join('\n'));
}

function neutral(line: string): string {
  return line.replace(/^\s*::/, '│ ::').replaceAll('##[', '## [');
}

/** Progress as plain lines: one when a campaign begins, one when it ends. */
export const logProgress: Progress = {
  line: logLine,
  begin: (campaign, visits) => logLine(`measuring ${campaign}: ${visits} visits`),
  advance: () => undefined,
  end: (campaign, note) => logLine(`measured ${campaign}${note === '' ? '' : `: ${note}`}`),
};
