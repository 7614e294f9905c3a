import { afterEach, beforeEach, expect, test } from 'vitest';

import { openDeploys } from '../../src/deploys/deploys.ts';
import type { DeploySource } from '../../src/model/config.ts';
import { repository, serverFiles, type Repository } from './repository.ts';

const worktree = (): DeploySource => ({
  kind: 'worktree',
  install: null,
  build: 'node build.js',
  serve: 'node server.js {port}',
  readyPath: '/',
  readyTimeoutMs: 10_000,
  directory: '.',
});

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

const textAt = async (url = ''): Promise<string> => (await fetch(url)).text();

test('sides of the same source share its builds, and the commits between are served too', async () => {
  const base = await repo.commit('base', serverFiles('old'));
  const between = await repo.commit('between', serverFiles('newer'));
  const head = await repo.commit('head', serverFiles('new'));
  const lines: string[] = [];
  const request = { baseSha: base, headSha: head, cwd: repo.folder, out: `${repo.folder}/out` };
  const deploys = await openDeploys({ deploys: { base: worktree(), head: worktree() } }, request, (line) =>
    lines.push(line),
  );
  const again = await deploys.serveBetween?.(base);
  const other = await deploys.serveBetween?.(between);
  expect(
    await Promise.all([deploys.base?.url, deploys.head.url, again?.deploy.url, other?.deploy.url].map(textAt)),
  ).toEqual(['old', 'new', 'old', 'newer']);
  expect(lines.filter((line) => line.includes('building'))).toHaveLength(3);
  await deploys.close();
  await expect(textAt(other?.deploy.url)).rejects.toThrow('fetch failed');
});
