import { isAbsolute, relative } from 'node:path';

import { sanitizeLine } from '../../text/sanitize.ts';
import type { RefusedLine } from '../analyses/finding.ts';
import { linesOf } from '../lines/lines-of.ts';
import { readLine } from '../lines/read-line.ts';

const MOST_NAME = 60;
const shown = (name: string): string => JSON.stringify(sanitizeLine(name, MOST_NAME));

/** The first lines of files that are not records, at most `most`. A file is read only as far as it has to be. */
export async function findRefusedLines(files: readonly string[], most: number, cwd: string): Promise<RefusedLine[]> {
  const found: RefusedLine[] = [];
  for (const path of files) {
    let number = 0;
    for await (const line of linesOf(path)) {
      if (found.length >= most) return found;
      number += 1;
      const read = readLine(line, shown);
      if (read.kind === 'refused') found.push({ file: shownPath(path, cwd), line: number, why: read.why });
    }
  }
  return found;
}

function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.startsWith('..') || isAbsolute(near) ? path : near;
}
