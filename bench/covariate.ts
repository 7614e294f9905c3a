/**
 * `npm run bench:covariate [-- BLOCKS]`: how much of the noise of LCP is explained by what is recorded of the machine
 * during a visit. Visits of the demo shop's product page, base against itself, while another process is busy on one core
 * at random half of the time.
 *
 * A covariate that correlates with ln LCP by r within blocks would remove r² of its variance. It is worth using from
 * |r| = .4 on, on real runners: the neighbour here is made up.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildShop } from '../fixtures/shop/build.ts';
import { serveShop } from '../fixtures/shop/serve.ts';
import { PRESETS } from '../src/config/conditions/presets.ts';
import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { Lab } from '../src/lab/lab.ts';
import { NoiseMeter } from '../src/lab/visit-noise.ts';
import type { Route } from '../src/model/route.ts';
import type { MeasuredOutcome, VisitNoise, VisitOutcome } from '../src/model/sample.ts';
import { median } from '../src/stats/numbers.ts';
import { correlation, withoutMean } from './covariate/correlation.ts';

const ROUTE: Route = { name: 'product', path: '/p/42', conditions: ['mobile'], interactions: [], budgets: [] };
const VISITS_PER_BLOCK = 4;
const WORTHWHILE = 0.4;

/** Busy or idle for up to three seconds at a time; it ends with the process that started it. */
const NEIGHBOUR = `
  const parent = Number(process.argv[1]);
  const turn = () => {
    try { process.kill(parent, 0); } catch { process.exit(); }
    const end = Date.now() + 3000 * Math.random();
    if (Math.random() < 0.5) return setTimeout(turn, end - Date.now());
    while (Date.now() < end);
    setImmediate(turn);
  };
  turn();`;

const blocks = Number(process.argv[2] ?? 20);
const condition = PRESETS.mobile;
const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bench-'));
await buildShop({ out: folder });
const shop = await serveShop(folder);
const neighbour = startNeighbour();
const about = { chromePath: await findChrome(null, process.env), env: process.env, settleMs: 500 };
const lab = await Lab.open({ ...about, signal: new AbortController().signal, log: console.log }, [condition]);
try {
  await lab.visit(ROUTE, condition, shop);
  const outcomes: MeasuredOutcome[] = [];
  for (let visit = 0; visit < VISITS_PER_BLOCK * blocks; visit += 1) {
    if (visit > 0 && visit % (3 * VISITS_PER_BLOCK) === 0) await lab.restart();
    outcomes.push(measured(await lab.visit(ROUTE, condition, shop)));
  }
  report(outcomes);
  await reportCost();
} finally {
  process.kill(neighbour, 'SIGKILL');
  await lab.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
}

/** Started by a shell that ends, so that it is nobody's child: the time of our own processes is left out. */
function startNeighbour(): number {
  const start = '"$0" -e "$1" "$2" >/dev/null 2>&1 & echo $!';
  return Number(
    execFileSync('sh', ['-c', start, process.execPath, NEIGHBOUR, String(process.pid)], { encoding: 'utf8' }),
  );
}

function measured(outcome: VisitOutcome): MeasuredOutcome {
  if (outcome.status === 'failed') throw new Error(outcome.reason);
  return outcome;
}

function report(outcomes: readonly MeasuredOutcome[]): void {
  const logLcp = inBlocks(outcomes.map(({ readings: { lcp } }) => logOf(lcp)));
  const spread = Math.sqrt(logLcp.reduce((sum, each) => sum + each ** 2, 0) / (logLcp.length - blocks));
  console.log(
    `${outcomes.length} visits in ${blocks} blocks; LCP varies by ${(100 * spread).toFixed(1)} % within a block`,
  );
  const noise = outcomes.map(({ noise: each }) => {
    if (each === null || each === undefined) throw new Error('this system does not say what other processes do');
    return each;
  });
  const most = Math.max(...noise.map(({ turns }) => turns ?? 0));
  const covariates: Record<string, (each: VisitNoise) => number> = {
    'steal time': ({ stealMs }) => stealMs,
    "other processes' time": ({ othersMs }) => othersMs,
    'both of them': ({ stealMs, othersMs }) => stealMs + othersMs,
    'turns in 10 ms before it, against the most': ({ turns }) => 1 - (turns ?? 0) / most,
  };
  for (const [name, of] of Object.entries(covariates)) {
    const r = correlation(inBlocks(noise.map(of)), logLcp);
    const share =
      r === null
        ? 'it never differs'
        : `r = ${r.toFixed(2)}, would remove ${(100 * r ** 2).toFixed(0)} % of the variance`;
    console.log(`  ${name}: ${share}${r !== null && Math.abs(r) >= WORTHWHILE ? ' (.4 or more)' : ''}`);
  }
}

function inBlocks(values: readonly number[]): number[] {
  return withoutMean(values, VISITS_PER_BLOCK);
}

function logOf(reading: MeasuredOutcome['readings']['lcp']): number {
  if (reading.status === 'unmeasured') throw new Error(`LCP is unmeasured: ${reading.reason}`);
  return Math.log(reading.breakdown.value);
}

/** What recording it takes. */
async function reportCost(): Promise<void> {
  const meter = new NoiseMeter();
  const failed = { status: 'failed', code: 'none', reason: 'this is no visit' } as const;
  await meter.during(async () => failed);
  const took: number[] = [];
  for (let visit = 0; visit < 50; visit += 1) {
    const began = performance.now();
    await meter.during(async () => failed);
    took.push(performance.now() - began);
  }
  console.log(`  recorded in ${median(took).toFixed(1)} ms a visit`);
}
