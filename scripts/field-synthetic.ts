/**
 * `npm run field:synthetic -- --out DIR [--seed N] [--step-ms 180] [--sessions-per-hour 120] [--days 28]`: writes page views
 * that were made up, with a known truth: DIR/beacons-DATE.ndjson, DIR/deploys.ndjson and DIR/vitals-gate.yml. Fifteen days in, a
 * deploy adds the milliseconds to the resource load delay of the route `product`; `--step-ms 0` writes a month in which no deploy
 * moved anything. The same arguments write the same files.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { synthesizeRecords } from '../src/field/synthetic/records.ts';
import { deploysOf, monthWithStep } from '../src/field/synthetic/truth.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'step-ms': { type: 'string', default: '180' },
    'sessions-per-hour': { type: 'string', default: '120' },
    days: { type: 'string', default: '28' },
  },
});
const out = values.out;
if (out === undefined) throw new Error('say where to write with --out DIR');
const truth = {
  ...monthWithStep(values.seed, Number(values['step-ms'])),
  sessionsPerHour: Number(values['sessions-per-hour']),
  days: Number(values.days),
};
const config = `routes:\n${truth.routes.map((route) => `  - name: ${route}\n    path: /${route}\n`).join('')}field:\n  beacons: beacons-*.ndjson\n  deploys: deploys.ndjson\n`;

mkdirSync(out, { recursive: true });
writeFileSync(path.join(out, 'vitals-gate.yml'), config);
const deploys = deploysOf(truth).map(({ sha, at }) => `${JSON.stringify({ sha, t: at })}\n`);
writeFileSync(path.join(out, 'deploys.ndjson'), deploys.join(''));

let date = '';
let lines: string[] = [];
const flush = (): void => appendFileSync(path.join(out, `beacons-${date}.ndjson`), lines.join(''));
for (const record of synthesizeRecords(truth)) {
  const day = record.t.slice(0, 10);
  if (day > date) {
    if (lines.length > 0) flush();
    lines = [];
    date = day;
    writeFileSync(path.join(out, `beacons-${date}.ndjson`), '');
  }
  lines.push(`${JSON.stringify(record)}\n`);
}
if (lines.length > 0) flush();
