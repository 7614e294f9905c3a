/**
 * `npm run bench:visit [-- VISITS]`: what a visit costs in addition to the page's own time, and how much its numbers vary.
 * Visits of the demo shop's product page (base build) under `mobile`, with its add-to-cart interaction.
 *
 * Overhead = wall time − (navigation start to LCP, and each interaction to its next paint) − the settle window.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildShop } from '../fixtures/shop/build.ts';
import { serveShop } from '../fixtures/shop/serve.ts';
import { PRESETS } from '../src/config/conditions/presets.ts';
import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { Lab } from '../src/lab/lab.ts';
import { nodeAt, parsePath } from '../src/model/breakdown.ts';
import type { Route } from '../src/model/route.ts';
import type { MeasuredOutcome, VisitOutcome } from '../src/model/sample.ts';
import { median } from '../src/stats/numbers.ts';

const ROUTE: Route = {
  name: 'product',
  path: '/p/42',
  conditions: ['mobile'],
  interactions: [{ action: 'click', selector: '#add' }],
  budgets: [],
};

const count = Number(process.argv[2] ?? 30);
const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bench-'));
await buildShop({ out: folder });
const shop = await serveShop(folder);
const chromePath = await findChrome(null, process.env);
const log = (line: string): void => console.log(line);
const signal = new AbortController().signal;
const condition = PRESETS.mobile;
const lab = await Lab.open({ chromePath, env: process.env, settleMs: null, signal, log }, [condition]);
try {
  const learnt = measured(await lab.visit(ROUTE, condition, shop, { learn: true })).learntSettle;
  if (learnt === undefined) throw new Error('the warm-up visit learnt nothing');
  lab.keepSettle(ROUTE, condition, learnt.settleMs);
  console.log(`settle window: ${learnt.settleMs} ms${learnt.because === null ? '' : `, because of ${learnt.because}`}`);
  const outcomes: MeasuredOutcome[] = [];
  for (let index = 0; index < count; index++)
    outcomes.push(measured(await lab.visit(ROUTE, condition, shop, { next: shop })));
  report(outcomes);
} finally {
  await lab.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
}

function report(outcomes: readonly MeasuredOutcome[]): void {
  const timing = (key: keyof MeasuredOutcome['timing']): number =>
    median(outcomes.map((outcome) => outcome.timing[key]));
  console.log(`${outcomes.length} visits of ${ROUTE.path}, mobile, medians:`);
  console.log(
    `  wall ${timing('wallMs').toFixed(0)} ms = page ${timing('pageMs').toFixed(0)} + settle ${timing('settleMs')} + overhead ${timing('overheadMs').toFixed(0)}`,
  );
  console.log(
    `  wall / page's own time: ${median(outcomes.map(({ timing: { wallMs, pageMs } }) => wallMs / pageMs)).toFixed(2)}`,
  );
  console.log(
    `  overhead / page's own time: ${median(outcomes.map(({ timing: { overheadMs, pageMs } }) => overheadMs / pageMs)).toFixed(2)}`,
  );
  for (const node of [
    'lcp',
    'lcp.ttfb',
    'lcp.resource-load-delay',
    'lcp.resource-load-duration',
    'lcp.element-render-delay',
    'inp',
    'inp.processing-duration',
  ]) {
    const values = outcomes.map((outcome) => valueAt(outcome, node));
    console.log(
      `  ${node}: median ${median(values).toFixed(1)} ms, coefficient of variation ${(100 * variation(values)).toFixed(1)} %`,
    );
  }
  console.log(`  peak memory of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

function measured(outcome: VisitOutcome): MeasuredOutcome {
  if (outcome.status === 'failed') throw new Error(outcome.reason);
  return outcome;
}

function valueAt({ readings }: MeasuredOutcome, node: string): number {
  const segments = parsePath(node) ?? [];
  const reading = readings[segments[0] as keyof typeof readings];
  return reading?.status === 'measured' ? (nodeAt(reading.breakdown, segments)?.value ?? Number.NaN) : Number.NaN;
}

/** Standard deviation over mean. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance) / mean;
}
