/**
 * `npm run field:synthetic -- --out DIR [--seed N] [--step-ms 180] [--sessions-per-hour 120] [--days 28]`: writes page views
 * that were made up, with a known truth: DIR/beacons-DATE.ndjson, DIR/deploys.ndjson and DIR/vitals-gate.yml. Fifteen days in, a
 * deploy adds the milliseconds to the resource load delay of the route `product`; `--step-ms 0` writes a month in which no deploy
 * moved anything. The same arguments write the same files.
 */
import { parseArgs } from 'node:util';

import { writeField } from '../src/field/synthetic/files.ts';
import { monthWithStep } from '../src/field/synthetic/truth.ts';

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

writeField(truth, out);
