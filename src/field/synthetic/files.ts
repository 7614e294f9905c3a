import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { synthesizeRecords } from './records.ts';
import { deploysOf, type FieldTruth } from './truth.ts';

/**
 * Writes a field that was made up as a team would have it: `beacons-DATE.ndjson` for each day, `deploys.ndjson`, and a
 * `vitals-gate.yml` that names both. The same truth writes the same files.
 */
export function writeField(truth: FieldTruth, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, lines: readonly object[]): void =>
    writeFileSync(path.join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeFileSync(path.join(folder, 'vitals-gate.yml'), configOf(truth));
  write(
    'deploys.ndjson',
    deploysOf(truth).map(({ sha, at }) => ({ sha, t: at })),
  );
  for (const [date, records] of daysOf(synthesizeRecords(truth))) write(`beacons-${date}.ndjson`, records);
}

function configOf({ routes }: FieldTruth): string {
  const declared = routes.map((route) => `  - { name: ${route}, path: /${route} }\n`).join('');
  return `routes:\n${declared}field:\n  beacons: beacons-*.ndjson\n  deploys: deploys.ndjson\n`;
}

/** Records in the order in which they were made, a day at a time. Those of a session that lasts past midnight stay together. */
function* daysOf<Made extends { readonly t: string }>(records: Iterable<Made>): Generator<[date: string, Made[]]> {
  let [date, those] = ['', [] as Made[]];
  for (const record of records) {
    const day = record.t.slice(0, 10);
    if (day > date) {
      if (those.length > 0) yield [date, those];
      [date, those] = [day, []];
    }
    those.push(record);
  }
  if (those.length > 0) yield [date, those];
}
