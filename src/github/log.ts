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
  const lines = withinLog(
    redact(text)
      .trimEnd()
      .split(/\r\n|\r|\n/),
  );
  info([`::stop-commands::${token}`, ...lines.map(neutral), `::${token}::`].join('\n'));
}

/** The runner keeps every line, and a reader waits for all of them. */
const MOST_LINES = 5000;
const LONGEST_BLOCK = 1_000_000;

function withinLog(lines: readonly string[]): string[] {
  let length = 0;
  const end = lines.findIndex((line, index) => index >= MOST_LINES || (length += line.length + 1) > LONGEST_BLOCK);
  if (end === -1) return [...lines];
  return [...lines.slice(0, end), `… and ${lines.length - end} more lines, which the files in the output folder have`];
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
