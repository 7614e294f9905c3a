/**
 * `npm run bench:memory`: how much memory the gate's own loop takes for 10, 50 and 100 routes of 15 blocks, judged and
 * reported. The visits are made up, of the size that real ones have; everything else is the gate. Each number of routes
 * has a process of its own, with a heap of 128 MB. Exits with 1 where 100 routes take more than 1.3 times the memory of 10, without what their
 * results take.
 */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

import { concludeRun } from '../src/gate/verdict/conclude.ts';
import type { GateOutcome } from '../src/gate/verdict/publish.ts';
import { SAMPLES } from '../src/record/log.ts';
import { openFakeRun } from '../tests/support/fake-lab.ts';
import { heavyVisit } from './scale/heavy-visit.ts';

const ROUTES = [10, 50, 100] as const;
const BLOCKS = 15;
const BOUND = 1.3;
/** The live heap is taken so often, in visits: taking it stops everything. */
const EVERY = 150;

/** A heap in which a run that keeps its visits does not end, so that what is left to be collected does not count. */
const LIMITS = ['--expose-gc', '--max-old-space-size=128', '--max-semi-space-size=8'];

interface Memory {
  readonly routes: number;
  readonly samplesBytes: number;
  /** The most that was alive at any visit, and after the report. */
  readonly heapBytes: number;
  /** Of that the outcome: comparisons, rows, causes. */
  readonly resultsBytes: number;
  readonly rssBytes: number;
  readonly seconds: number;
}

async function measured(routes: number): Promise<Memory> {
  const began = performance.now();
  const names = Array.from({ length: routes }, (_, index) => `route-${index}`);
  const config = `routes:
${names.map((name) => `  - { name: ${name}, path: /${name}, conditions: [desktop] }`).join('\n')}
budgets: { lcp: { max-increase: [5 %, 50 ms] }, inp: { max-increase: 10 % }, cls: { max-increase: 0.02 }, bytes: { max-increase: 5 % } }
`;
  let most = 0;
  const { run, remove } = await openFakeRun({
    config,
    blocks: BLOCKS,
    visit: ({ count, random }) => {
      if (count % EVERY === 0) most = Math.max(most, liveBytes());
      return heavyVisit(random);
    },
  });
  try {
    let outcome: GateOutcome | null = await concludeRun(run, { lighthouse: 'never' });
    if (outcome.exitCode !== 0) throw new Error(`the run of ${routes} routes exits ${outcome.exitCode}`);
    const held = liveBytes();
    outcome = null;
    await new Promise(setImmediate);
    const resultsBytes = held - liveBytes();
    return {
      routes,
      samplesBytes: statSync(path.join(run.out, SAMPLES)).size,
      heapBytes: Math.max(most, held),
      resultsBytes,
      rssBytes: process.resourceUsage().maxRSS * 1024,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await remove();
  }
}

function liveBytes(): number {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function inOwnProcess(routes: number): Memory {
  const script = path.resolve(import.meta.dirname, '../scripts/run-ts.ts');
  const args = [...LIMITS, script, path.resolve(import.meta.dirname, 'memory.ts'), String(routes)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Memory;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`.padStart(10);

function report(all: readonly Memory[]): boolean {
  console.log('routes   samples   live heap   of it results   peak RSS   seconds');
  for (const { routes, samplesBytes, heapBytes, resultsBytes, rssBytes, seconds } of all)
    console.log(
      [
        String(routes).padStart(6),
        megabytes(samplesBytes),
        megabytes(heapBytes),
        megabytes(resultsBytes).padStart(15),
        megabytes(rssBytes),
        seconds.toFixed(1).padStart(9),
      ].join(' '),
    );
  const [least, most] = [all.at(0), all.at(-1)];
  if (least === undefined || most === undefined) throw new Error('nothing was measured');
  const results = most.resultsBytes - least.resultsBytes;
  const heap = (most.heapBytes - results) / least.heapBytes;
  const rss = (most.rssBytes - results) / least.rssBytes;
  console.log(`${most.routes} routes to ${least.routes}, without the results that they have more:`);
  console.log(`live heap ${heap.toFixed(2)}×, peak RSS ${rss.toFixed(2)}×; the bound is ${BOUND}×`);
  return heap <= BOUND && rss <= BOUND;
}

const [asked] = process.argv.slice(2);
if (asked === undefined) process.exitCode = report(ROUTES.map(inOwnProcess)) ? 0 : 1;
else console.log(JSON.stringify(await measured(Number(asked))));
