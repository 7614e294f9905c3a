/**
 * `npm run bench:bisection [-- RUNS]`: whether the gate names the right commit in real Chrome. Each run is one history of
 * nine commits of the demo shop, in which another commit makes LCP slower.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runGate } from '../src/gate.ts';
import { SHOP_PLAN, shopHistory } from './shop-history.ts';

const COMMITS = 9;
const FAULT = 'origin-delay=150';

const CONFIG = JSON.stringify({
  deploys: {
    worktree: { build: SHOP_PLAN.build, serve: SHOP_PLAN.serve, ready: SHOP_PLAN.readyPath },
    verify: { header: 'x-deploy-sha' },
  },
  bisect: { 'max-minutes': 20 },
  routes: [{ name: 'product', path: '/p/42', conditions: ['mobile'] }],
  budgets: { lcp: { 'max-increase': ['5 %', '50 ms'] } },
});

const runs = Number(process.argv[2] ?? 5);
let right = 0;
for (let run = 0; run < runs; run += 1) {
  const culprit = 1 + ((run * 4 + 2) % COMMITS);
  if (await isFound(culprit)) right += 1;
}
console.log(`${right} of ${runs} right`);
if (right < runs) process.exitCode = 1;

async function isFound(culprit: number): Promise<boolean> {
  const faults = Array.from({ length: COMMITS + 1 }, (_, commit) => (commit >= culprit ? [FAULT] : []));
  const history = await shopHistory(faults);
  const out = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bisection-'));
  const cwd = process.cwd();
  const start = performance.now();
  try {
    process.chdir(history.folder);
    await writeFile(path.join(out, 'gate.json'), CONFIG);
    const lines: string[] = [];
    const progress = {
      line: (text: string) => lines.push(text),
      begin: ignore,
      advance: ignore,
      look: ignore,
      end: ignore,
    };
    const options = {
      config: path.join(out, 'gate.json'),
      baseUrl: null,
      headUrl: null,
      baseSha: history.shas[0] ?? null,
      headSha: history.shas.at(-1) ?? null,
      out,
      blocks: null,
      routes: [],
      conditions: [],
      lighthouse: 'never',
      chromePath: null,
    } as const;
    const { report } = await runGate(options, progress, new AbortController().signal);
    const found = report.result.attribution?.[0]?.culprits.map((sha) => history.shas.indexOf(sha)) ?? [];
    const took = ((performance.now() - start) / 1000).toFixed(0);
    console.log(`commit ${culprit}: found ${found.join(', ') || 'none'} (${took} s; ${lines.at(-1) ?? ''})`);
    return found.length === 1 && found[0] === culprit;
  } finally {
    process.chdir(cwd);
    await history.remove();
    await rm(out, { recursive: true, force: true });
  }
}

function ignore(): void {}
