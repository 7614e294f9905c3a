import { mkdir, watch } from 'node:fs/promises';
import path from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { CLI, workspace, type Workspace } from '../support/gate.ts';
import { html, serveSite, type Site } from '../support/site.ts';

let site: Site;
let work: Workspace;
beforeAll(async () => {
  site = await serveSite({ '/': html('<h1>Some large text</h1>') });
  work = await workspace();
  await mkdir(path.join(work.folder, 'vitals-gate-out'));
  await work.write(
    'vitals-gate.yml',
    'routes: [{ name: home, path: /, conditions: [desktop] }]\nbudgets: { lcp: { max: 2 s } }\n',
  );
});
afterAll(async () => {
  await site.close();
  await work.remove();
});

async function samples(): Promise<number> {
  return (await work.read('vitals-gate-out/samples.ndjson').catch(() => '')).split('\n').length - 2;
}

/** Resolves once samples.ndjson holds so many visits. */
async function sampled(visits: number): Promise<void> {
  for await (const _ of watch(path.join(work.folder, 'vitals-gate-out'))) if ((await samples()) >= visits) return;
}

/** The ids of every process below `pid`. */
async function descendants(pid: number): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'pid=,ppid=,args='], { reject: false });
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  const family = new Set([String(pid)]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [child, parent] of rows) if (child && parent && family.has(parent)) family.add(child);
  }
  return [...family].filter((each) => each !== String(pid));
}

/** Those of the processes that still run; one that has ended but that nobody has waited for does not. */
async function alive(pids: readonly string[]): Promise<string[]> {
  const { stdout } = await execa('ps', ['-o', 'pid=,stat=,args=', '-p', pids.join(',')], { reject: false });
  return stdout.split('\n').filter((line) => line.trim() !== '' && !/^\s*\d+\s+Z/.test(line));
}

/** Ends after the gate, because it waits for that. */
const isGuardian = (line: string): boolean => line.includes('--input-type=module');

it('Ctrl-C ends the run with one clear error, keeps the samples and leaves no process behind', async () => {
  const gate = execa(process.execPath, [CLI, 'run', '--base-url', site.url, '--head-url', site.url, '--blocks', '10'], {
    cwd: work.folder,
    reject: false,
    env: { CI: 'true' },
  });
  const tooEarly = async (): Promise<never> => {
    const { exitCode, stderr } = await gate;
    throw new Error(`the run ended with ${exitCode} before its fourth visit: ${stderr}`);
  };
  await Promise.race([sampled(4), tooEarly()]);
  const children = await descendants(gate.pid ?? 0);
  expect(children.length).toBeGreaterThan(0);
  gate.kill('SIGINT');
  const { exitCode, stderr } = await gate;
  expect(exitCode).toBe(3);
  expect(stderr).toContain('Stopped by SIGINT');
  expect(stderr).toContain('samples.ndjson');
  expect((await alive(children)).filter((line) => !isGuardian(line))).toEqual([]);
  await expect.poll(() => alive(children), { timeout: 60_000 }).toEqual([]);
  expect((await work.read('vitals-gate-out/samples.ndjson')).split('\n').length).toBeGreaterThan(4);
  const comment = await work.read('vitals-gate-out/comment.md');
  expect(comment).toContain('Stopped by SIGINT');
  const again = await execa(process.execPath, [CLI, 'judge', 'vitals-gate-out'], { cwd: work.folder, reject: false });
  expect(again.exitCode).toBe(3);
  expect(await work.read('vitals-gate-out/comment.md')).toBe(comment);
});
