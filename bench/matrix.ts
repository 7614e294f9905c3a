/**
 * `npm run bench:matrix [-- [--fast] [--no-null] [--broken] [--repeat N] [--verbose] [ROW…]]`: the lab's own exam.
 * Every row of the fault matrix on `mobile` (or under the tests' fast condition), with the truth, and how much of it
 * was found where; then every row's base against itself, which must show nothing. Exit code 1 if a row fails.
 *
 * `--broken` proves that rows can fail: head is served as base is, but marked as if its dial were turned.
 */
import { parseArgs } from 'node:util';

import type { Fault } from '../fixtures/faults/fault.ts';
import { FAULTS } from '../fixtures/faults/index.ts';
import { PRESETS } from '../src/config/conditions/presets.ts';
import type { Lab } from '../src/lab/lab.ts';
import type { Condition } from '../src/model/route.ts';
import type { Visit } from '../src/model/sample.ts';
import { fastCondition, openExam, sit } from '../tests/support/fault-exam.ts';
import { falseAlarms, mark, type Marks } from '../tests/support/fault-marks.ts';

const { values: options, positionals: ids } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    fast: { type: 'boolean', default: false },
    null: { type: 'boolean', default: true },
    broken: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});

const WIDTHS = [24, 9, 9, 9, 36, 7];
const started = performance.now();
const faults = FAULTS.filter(({ id }) => ids.length === 0 || ids.includes(id));
const lab = await openExam(faults.map(conditionOf));
let failed = 0;
try {
  row('row', 'truth', 'total', 'in part', 'largest elsewhere', 'seconds', 'verdict');
  for (let time = 0; time < Number(options.repeat); time++) for (const fault of faults) await examine(lab, fault);
  if (options.null) {
    console.log('\nbase against base');
    for (const fault of faults) await compareWithItself(lab, fault);
  }
  console.log(`\n${failed} failed; ${((performance.now() - started) / 1000).toFixed(0)} s in all`);
} finally {
  await lab.close();
}
if (failed > 0) process.exitCode = 1;

function conditionOf(fault: Fault): Condition {
  return options.fast ? fastCondition(fault) : PRESETS.mobile;
}

async function examine(onLab: Lab, fault: Fault): Promise<void> {
  const condition = conditionOf(fault);
  const dial = options.fast ? fault.dials.fast : fault.dials.mobile;
  const start = performance.now();
  const result = await sit(onLab, { fault, condition, base: 0, head: options.broken ? 0 : dial, record });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const marks = mark(fault, dial, condition, result);
  if (marks.complaints.length > 0) failed++;
  const { truth, total, inPart, elsewhere } = marks;
  row(
    fault.id,
    truth === null ? 'unknown' : number(truth),
    number(total),
    share(inPart, marks),
    elsewhere === null ? '' : `${elsewhere.path} ${share(elsewhere.value, marks)}`,
    seconds,
    marks.complaints.length === 0 ? 'pass' : marks.complaints.join('; '),
  );
}

async function compareWithItself(onLab: Lab, fault: Fault): Promise<void> {
  const condition = conditionOf(fault);
  const alarms = falseAlarms(await sit(onLab, { fault, condition, base: 0, head: 0, record }));
  if (alarms.length > 0) failed++;
  console.log(`${fault.id.padEnd(24)} ${alarms.length === 0 ? 'pass' : alarms.join('; ')}`);
}

/** `--verbose`: every visit's breakdowns. */
function record({ side, block, outcome }: Visit): void {
  if (!options.verbose) return;
  const found = outcome.status === 'failed' ? outcome.reason : JSON.stringify(outcome.readings, rounded);
  console.log(
    `  ${block} ${side} ${found} ${outcome.status === 'failed' ? '' : JSON.stringify(outcome.timing, rounded)}`,
  );
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(3)) : value;
}

function row(...cells: readonly string[]): void {
  console.log(cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join(' '));
}

function number(value: number): string {
  return Math.abs(value) < 2 ? value.toFixed(3) : value.toFixed(1);
}

function share(value: number, { truth, total }: Marks): string {
  const change = truth ?? total;
  return change === 0 ? '' : `${((100 * value) / change).toFixed(0)} %`;
}
