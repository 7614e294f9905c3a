import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { beaconSchema, type Beacon } from '../../model/beacon.ts';

/** A longer line is not a record: the collector takes no longer body. */
const LONGEST_LINE = 65_536;

/** The records of NDJSON files, in order; null for a line that is not one. */
export async function* recordsInFiles(files: readonly string[]): AsyncGenerator<Beacon | null> {
  for (const file of files)
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
      if (line !== '') yield recordOf(line);
}

function recordOf(line: string): Beacon | null {
  if (Buffer.byteLength(line) > LONGEST_LINE) return null;
  try {
    return beaconSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
