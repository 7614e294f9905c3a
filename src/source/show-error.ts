import { readFileSync, statSync } from 'node:fs';

import { formatError, type ErrorCode, type GateError } from '../errors.ts';
import { excerpt } from './excerpt.ts';

/** Of errors that are about a line; the others name a file as a whole. */
const ABOUT_LINES: readonly ErrorCode[] = ['config-invalid', 'graphql-input', 'cost-directive', 'deploys-invalid'];
const MOST_EXCERPTS = 10;
const MOST_BYTES = 1_000_000;
const COLUMNS = 100;

/**
 * The error block for a terminal or a log: as `formatError`, with the line of the file that each problem is about. Shows
 * no line of a file that cannot be read any more.
 *
 * @param columns of the terminal
 */
export function errorWithLines(error: GateError, columns = COLUMNS): string {
  if (!ABOUT_LINES.includes(error.code)) return formatError(error);
  let shown = 0;
  return formatError(error, (where) => {
    const lines = shown < MOST_EXCERPTS ? excerptAt(where, columns) : null;
    if (lines !== null) shown += 1;
    return lines;
  });
}

/** The lines at `file:line:column`, or null. */
function excerptAt(where: string, columns: number): string | null {
  const [, file, line, column] = /^(.+):(\d{1,7}):(\d{1,7})$/.exec(where) ?? [];
  const text = file === undefined ? null : textOf(file);
  return text === null ? null : excerpt(text, { line: Number(line), column: Number(column) }, columns);
}

function textOf(file: string): string | null {
  try {
    const stats = statSync(file);
    return stats.isFile() && stats.size <= MOST_BYTES ? new TextDecoder().decode(readFileSync(file)) : null;
  } catch {
    return null;
  }
}
