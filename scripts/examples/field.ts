import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { findChrome } from '../../src/lab/browser/chrome-path.ts';
import { launchChrome } from '../../src/lab/browser/chrome.ts';
import type { ExampleRepository } from './repository.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The last record of a page comes as the page goes. */
const ARRIVAL_MS = 120_000;

/** Installs this checkout as the package of the example, as npm does from the repository. */
async function install(folder: string): Promise<void> {
  const modules = path.join(folder, 'node_modules');
  await mkdir(path.join(modules, '@duckdb'), { recursive: true });
  await symlink(ROOT, path.join(modules, 'vitals-gate'), 'dir');
  await symlink(path.join(ROOT, 'node_modules/@duckdb/node-api'), path.join(modules, '@duckdb/node-api'), 'dir');
}

/** Serves the example's shop, visits both pages `sessions` times in Chrome, and returns when the records are in its folder. */
export async function visitExample({ folder, head }: ExampleRepository, sessions: number): Promise<void> {
  await install(folder);
  const server = spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', SHA: head },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [url] = (await once(createInterface(server.stdout), 'line')) as [string];
    await visit(url, path.join(folder, '.chrome'), sessions, (views) => arrivalOf(views, path.join(folder, 'field')));
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }
}

/** Visits both pages `sessions` times; `arrived` returns once the records of so many views have come. */
async function visit(
  url: string,
  profile: string,
  sessions: number,
  arrived: (views: number) => Promise<void>,
): Promise<void> {
  await mkdir(profile);
  const chromePath = await findChrome(null, process.env);
  const browser = await launchChrome({ chromePath, env: process.env, folder: profile, log: console.error });
  try {
    for (let session = 0; session < sessions; session += 1) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'load' });
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('a')]);
      // As long as a visitor who sees the page stays: until it has been painted.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      await page.close({ runBeforeUnload: true });
      // What a page sends as it goes is lost with its context.
      await arrived(2 * (session + 1));
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

const recordSchema = z.object({ type: z.string(), view: z.string() });

/** Returns once a start and a final of each of so many views have been written. A page may send more than one final. */
async function arrivalOf(views: number, folder: string): Promise<void> {
  const deadline = performance.now() + ARRIVAL_MS;
  for (;;) {
    const ended = await endedIn(folder);
    if (ended >= views) return;
    if (performance.now() > deadline) throw new Error(`${views} page views were made, and ${ended} have ended`);
    await sleep(50);
  }
}

/** How many views have a start and a final in the collector's folder, which is made with the first record. */
async function endedIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const texts = await Promise.all(
    names.filter((name) => name.endsWith('.ndjson')).map((name) => readFile(path.join(folder, name), 'utf8')),
  );
  // A line that is being written is whole with the next look.
  const lines = texts.flatMap((text) => text.split('\n').slice(0, -1));
  const records = lines.map((line) => recordSchema.parse(JSON.parse(line)));
  const viewsOf = (wanted: string): Set<string> =>
    new Set(records.filter(({ type }) => type === wanted).map(({ view }) => view));
  const begun = viewsOf('start');
  return [...viewsOf('final')].filter((view) => begun.has(view)).length;
}
