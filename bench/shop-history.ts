/** A git repository with the demo shop's history: each commit has a list of faults, and builds the shop with them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import type { WorktreePlan } from '../src/model/config.ts';

const SHOP = path.resolve(import.meta.dirname, '../fixtures/shop');

/** How each commit is built and served: by this checkout's tools, with the commit's own faults. */
export const SHOP_PLAN: WorktreePlan = {
  install: null,
  build: `"${process.execPath}" "${path.join(SHOP, 'build.ts')}" --out .build --source "${SHOP}" --faults-file faults.json`,
  serve: `"${process.execPath}" .build/server.js --port {port} --sha "$(git rev-parse HEAD)"`,
  readyPath: '/health',
  readyTimeoutMs: 30_000,
  directory: '.',
};

export interface ShopHistory {
  readonly folder: string;
  /** Oldest first. */
  readonly shas: readonly string[];
  readonly remove: () => Promise<void>;
}

/** One commit for each list of faults. */
export async function shopHistory(commits: readonly (readonly string[])[]): Promise<ShopHistory> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-history-'));
  const git = async (...args: readonly string[]): Promise<string> =>
    (await execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', ...args], { cwd: folder })).stdout;
  await git('init', '--quiet', '--initial-branch=main');
  const shas: string[] = [];
  for (const [index, faults] of commits.entries()) {
    await writeFile(path.join(folder, 'faults.json'), JSON.stringify(faults));
    await writeFile(path.join(folder, `change-${index}.txt`), `${index}\n`);
    await git('add', '--all');
    await git('commit', '--quiet', '-m', `Change ${index}`);
    shas.push(await git('rev-parse', 'HEAD'));
  }
  return { folder, shas, remove: () => rm(folder, { recursive: true, force: true }) };
}
