/**
 * `npm run bench:cause-fixtures [-- [--mobile] [ID…]]`: whether each of `fixtures/causes` makes its metric worse, and in the
 * part that it says, on real Chrome: the better of two visits to each side. Exit code 1 if one does not.
 */
import { parseArgs } from 'node:util';

import type { CauseFixture, Side } from '../fixtures/causes/cause-fixture.ts';
import { CAUSE_FIXTURES } from '../fixtures/causes/index.ts';
import { serveCause } from '../fixtures/causes/serve.ts';
import { PRESETS } from '../src/config/conditions/presets.ts';
import type { Lab } from '../src/lab/lab.ts';
import { nodeAt, type Breakdown } from '../src/model/breakdown.ts';
import type { Condition } from '../src/model/route.ts';
import { readingOf } from '../src/model/sample.ts';
import { openExam } from '../tests/support/fault-exam.ts';
import { FAST, measured } from '../tests/support/lab.ts';

/** How much worse head must be at least: ms, and the score of CLS. */
const LEAST_MS = 150;
const LEAST_CLS = 0.1;
/** How much of that must be in the part. */
const LEAST_SHARE = 0.7;

const { values: options, positionals: ids } = parseArgs({
  allowPositionals: true,
  options: { mobile: { type: 'boolean', default: false } },
});

const fixtures = CAUSE_FIXTURES.filter(({ id }) => ids.length === 0 || ids.includes(id));
const lab = await openExam(fixtures.map(conditionOf));
try {
  for (const fixture of fixtures) await examine(lab, fixture);
} finally {
  await lab.close();
}

/** The condition with what a fixture needs of it. */
function conditionOf({ condition = {} }: CauseFixture): Condition {
  const common = options.mobile ? PRESETS.mobile : FAST;
  const { rttMs = common.rttMs, cpuSlowdown = common.cpuSlowdown } = condition;
  return { ...common, name: `${common.name}-${rttMs}-${cpuSlowdown}`, rttMs, cpuSlowdown };
}

async function examine(onLab: Lab, fixture: CauseFixture): Promise<void> {
  const first = await visit(onLab, fixture, 'base');
  const head = lesser(await visit(onLab, fixture, 'head'), await visit(onLab, fixture, 'head'));
  const base = lesser(first, await visit(onLab, fixture, 'base'));
  const change = head.value - base.value;
  const inPart = valueAt(head, fixture) - valueAt(base, fixture);
  const isEnough = change >= (fixture.metric === 'cls' ? LEAST_CLS : LEAST_MS);
  const passes = isEnough && inPart / change >= LEAST_SHARE;
  if (!passes) process.exitCode = 1;
  const numbers = [base.value, head.value, inPart].map((value) => (change < 2 ? value.toFixed(3) : value.toFixed(0)));
  const [before = '', after = '', part = ''] = numbers;
  console.log(
    `${passes ? 'pass' : 'FAIL'}  ${fixture.id.padEnd(26)} ${before} → ${after}, +${part} in ${fixture.segments.join('.')}`,
  );
}

async function visit(onLab: Lab, fixture: CauseFixture, side: Side): Promise<Breakdown> {
  const { url, hosts, close } = await serveCause(fixture, side);
  try {
    const condition = conditionOf(fixture);
    const { id, interactions = [], metric } = fixture;
    const route = { name: id, path: '/', conditions: [condition.name], interactions, budgets: [] };
    const reading = readingOf(measured(await onLab.visit(route, condition, { url, hosts })).readings, metric);
    if (reading.status === 'unmeasured')
      throw new Error(`${id}: ${metric} of ${side} is unmeasured: ${reading.reason}`);
    return reading.breakdown;
  } finally {
    await close();
  }
}

function lesser(a: Breakdown, b: Breakdown): Breakdown {
  return b.value < a.value ? b : a;
}

/** A part that one side does not have counts 0 there. */
function valueAt(root: Breakdown, { segments }: CauseFixture): number {
  return nodeAt(root, segments)?.value ?? 0;
}
