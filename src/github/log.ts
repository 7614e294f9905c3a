import { randomUUID } from 'node:crypto';
import { endGroup, info, startGroup } from '@actions/core';

import type { Progress } from '../model/progress.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { redact } from '../text/redactor.ts';

const LONGEST_LINE = 2000;

/**
 * One of our lines, which may quote untrusted text. The runner reads `::x` at the start of a line, `##[x]` anywhere in
 * it.
 */
export function logLine(text: string): void {
  info(lineOf(text));
}

function lineOf(text: string): string {
  return neutral(sanitizeLine(redact(text), LONGEST_LINE));
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

/** Progress in the log of a job; `stop` ends what is open, and may be called again. */
export interface LogProgress extends Omit<Progress, 'begin' | 'look'> {
  readonly begin: (campaign: string, visits: number) => void;
  readonly look: (campaign: string, text: string) => void;
  readonly stop: () => void;
}

/**
 * The lines of each campaign in its own group, and its result below, so that it is visible with the groups closed.
 * GitHub does not nest groups, so campaigns that take turns open their groups again.
 */
export function logProgress(): LogProgress {
  let open: string | null = null;
  const stop = (): void => {
    if (open !== null) endGroup();
    open = null;
  };
  const enter = (campaign: string): void => {
    if (open === campaign) return;
    stop();
    // The whole text after the command is the name.
    startGroup(lineOf(campaign));
    open = campaign;
  };
  return {
    stop,
    line: logLine,
    begin: () => undefined,
    advance: () => undefined,
    look: (campaign, text) => {
      enter(campaign);
      logLine(text);
    },
    end: (campaign, note) => {
      stop();
      logLine(`measured ${campaign}${note === '' ? '' : `: ${note}`}`);
    },
  };
}
