/**
 * `npm run bench:worktree [-- RUNS]`: what checking out, building and serving both sides of the demo shop costs beside
 * the two builds themselves, run one after the other in plain folders. 3 s more is the limit.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import { HEAD_FAULTS } from '../fixtures/shop/faults.ts';
import { Git } from '../src/git/git.ts';
import { Worktrees } from '../src/deploys/providers/worktree/worktrees.ts';
import { median } from '../src/stats/numbers.ts';
import { SHOP_PLAN, shopHistory, type ShopHistory } from './shop-history.ts';

const LIMIT_MS = 3000;
const SIDES = [[], HEAD_FAULTS];

const runs = Number(process.argv[2] ?? 5);
const history = await shopHistory(SIDES);
try {
  const rounds: { readonly builds: number; readonly provider: number }[] = [];
  for (let run = 0; run < runs; run += 1)
    rounds.push({ builds: await timed(plainBuilds), provider: await timed(() => provided(history)) });
  const more = median(rounds.map(({ builds, provider }) => provider - builds));
  for (const [index, { builds, provider }] of rounds.entries())
    console.log(`${index + 1}: two builds ${seconds(builds)}, provider until both are ready ${seconds(provider)}`);
  console.log(`the provider takes ${seconds(more)} more (median; the limit is ${seconds(LIMIT_MS)})`);
  if (more > LIMIT_MS) process.exitCode = 1;
} finally {
  await history.remove();
}

/** Both builds, one after the other, as anybody would run them. */
async function plainBuilds(): Promise<void> {
  for (const faults of SIDES) {
    const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-plain-'));
    await writeFile(path.join(folder, 'faults.json'), JSON.stringify(faults));
    await execa(SHOP_PLAN.build ?? '', { cwd: folder, shell: true });
    await rm(folder, { recursive: true });
  }
}

/** Both sides until they answer; ending them is not counted. */
async function provided({ folder, shas: [base = '', head = ''] }: ShopHistory): Promise<() => Promise<void>> {
  const git = await Git.open(folder, process.env);
  if ('cause' in git) throw new Error(git.cause);
  const { signal } = new AbortController();
  const logs = path.join(folder, 'logs');
  const provider = await Worktrees.open({ plan: SHOP_PLAN, git, env: process.env, logs, log: () => {}, signal });
  await provider.serve(base, 'base');
  await provider.serve(head, 'head');
  return () => provider.dispose();
}

/** Milliseconds that `body` takes; what it returns is called afterwards. */
async function timed(body: () => Promise<(() => Promise<void>) | void>): Promise<number> {
  const start = performance.now();
  const end = await body();
  const took = performance.now() - start;
  await end?.();
  return took;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
