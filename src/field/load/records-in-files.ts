import type { Beacon } from '../../model/beacon.ts';
import { linesOf } from '../lines/lines-of.ts';
import { readLine } from '../lines/read-line.ts';

/** The records of NDJSON files, in order; null for a line that is not one. */
export async function* recordsInFiles(files: readonly string[]): AsyncGenerator<Beacon | null> {
  for (const file of files)
    for await (const line of linesOf(file)) {
      const read = readLine(line);
      if (read.kind !== 'empty') yield read.kind === 'record' ? read.record : null;
    }
}
