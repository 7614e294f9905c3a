import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { execa } from 'execa';
import { expect, test } from 'vitest';

import { FAST, measured, openLab, route } from '../../support/lab.ts';
import { html, serveSite } from '../../support/site.ts';

/**
 * Every process that has the browser's temporary folder in its environment or its command line, by number; of the browsers
 * of its lab where `of` is that.
 */
async function family(browser: ChildProcess | null, of: 'browser' | 'lab' = 'browser'): Promise<number[]> {
  const own = /--user-data-dir=(\S+)\/profile/.exec(browser?.spawnargs.join(' ') ?? '')?.[1] ?? 'no folder';
  const folder = of === 'browser' ? own : path.dirname(own);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const told = await Promise.all(
    pids.map(async (pid) => {
      const files = ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => ''));
      return (await Promise.all(files)).join('');
    }),
  );
  return pids.filter((_, index) => told[index]?.includes(folder)).map(Number);
}

async function alive(pids: readonly number[]): Promise<string[]> {
  const { stdout } = await execa('ps', ['-o', 'pid=,stat=,args=', '-p', pids.join(',')], { reject: false });
  return stdout.split('\n').filter((line) => line.trim() !== '' && !/^\s*\d+\s+Z/.test(line));
}

const pidOf = (line: string): string => line.trim().split(' ')[0] ?? '';

test.runIf(process.platform === 'linux')(
  'a renderer that has stopped is not left behind, nor what waits for it',
  async () => {
    const site = await serveSite({ '/': html('<h1>Shop</h1>') });
    const lab = await openLab();
    measured(await lab.visit(route('/'), FAST, site));
    // The renderer of the visit may end at any time; this page stays.
    await (await lab.browser.newPage()).goto(site.url);
    const pids = await family(lab.browser.process());
    const renderers = (await alive(pids)).filter((line) => line.includes('--type=renderer')).map(pidOf);
    await execa('kill', ['-STOP', ...renderers], { reject: false });
    expect((await alive(pids)).filter((line) => /^\s*\d+\s+T/.test(line)).length).toBeGreaterThan(0);
    await lab.close();
    await site.close();
    expect(await alive(pids)).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')('a browser that was started in advance is not left behind', async () => {
  const site = await serveSite({ '/': html('<h1>Shop</h1>') });
  const lab = await openLab();
  const present = lab.browser;
  let pids: number[];
  // It is started in the last 100 ms of a quiet: where a busy machine is late by more, it is not.
  do {
    measured(await lab.visit(route('/'), FAST, site, { next: 'restart' }));
    pids = await family(present.process(), 'lab');
  } while (!(await alive(pids)).some((line) => line.includes('/2/profile')));
  await lab.close();
  await site.close();
  expect(await alive(pids)).toEqual([]);
});
