/** The demo shop with the beacon, a collector beside it, and visitors from the first deploy to the second. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Browser } from 'puppeteer';

import { buildShop } from '../../fixtures/shop/build.ts';
import { BASE_FAULTS, HEAD_FAULTS } from '../../fixtures/shop/faults.ts';
import { serveShop } from '../../fixtures/shop/serve.ts';
import { findChrome } from '../../src/lab/browser/chrome-path.ts';
import { launchChrome } from '../../src/lab/browser/chrome.ts';
import type { Beacon, FinalBeacon } from '../../src/model/beacon.ts';
import { shopHistory } from '../shop-history.ts';
import { openShopSite, type ShopSite } from './shop-site.ts';
import { DEVICES, ENDS, visitShop, type MadeView } from './shop-visitors.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(ROOT, 'dist/cli.js');
const FAULTS = [BASE_FAULTS, HEAD_FAULTS];
export const ROUTES = ['home', 'list', 'product', 'checkout'];
/** The shop's database takes 20 ms at least, so the last budget is broken for certain. */
const CONFIG = `routes:
${ROUTES.map((route) => `  - { name: ${route}, path: /${route}, conditions: [mobile, desktop] }\n`).join('')}budgets:
  lcp: { max: 2500 ms }
  inp: { max: 200 ms }
  cls: { max: 0.1 }
  lcp.ttfb.request.db: { max: 5 ms }
field:
  beacons: "field/**/*.ndjson"
  deploys: field/deploys.ndjson
`;
/** The last records of a page come after the page is gone. */
const ARRIVAL_MS = 20_000;

/** What was visited, and the folder with its records, in `field`, and a configuration. */
export interface Visits {
  readonly folder: string;
  readonly made: readonly MadeView[];
  /** Of the collector, on SIGTERM. */
  readonly collectorExit: number | null;
  readonly remove: () => Promise<void>;
}

/** Makes all sessions: half of them on each deploy, the two devices in turn. */
export async function makeVisits(sessions: number): Promise<Visits> {
  const history = await shopHistory(FAULTS);
  const { folder, remove } = history;
  await writeFile(path.join(folder, 'vitals-gate.yml'), CONFIG);
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const site = await openShopSite();
  const collector = await startCollector(folder, site.url);
  const browser = await openChrome(path.join(folder, '.chrome'));
  const made: MadeView[] = [];
  try {
    for (const [deploy, sha] of history.shas.entries()) {
      const place = { folder, site, collectorUrl: collector.url, browser, sha };
      made.push(...(await visitDeploy(place, FAULTS[deploy] ?? [], sessions / FAULTS.length)));
      await arrivalOf(made.length, path.join(folder, 'field'));
    }
  } finally {
    await browser.close();
    await site.close();
    collector.child.kill('SIGTERM');
  }
  if (collector.child.exitCode === null) await once(collector.child, 'exit');
  return { folder, made, collectorExit: collector.child.exitCode, remove };
}

interface Place {
  readonly folder: string;
  readonly site: ShopSite;
  readonly collectorUrl: string;
  readonly browser: Browser;
  readonly sha: string;
}

/** Takes a build live, and sends it its visitors. */
async function visitDeploy(place: Place, faults: readonly string[], sessions: number): Promise<MadeView[]> {
  const { folder, site, collectorUrl, browser, sha } = place;
  const out = path.join(folder, `.build-${sha}`);
  await buildShop({ out, faults });
  const shop = await serveShop(out, { sha });
  site.show(shop.url, collectorUrl);
  console.log((await run(folder, 'deploy', 'record', '--sha', sha)).stdout.trim());
  const made: MadeView[] = [];
  for (let session = 0; session < sessions; session += 1) {
    const device = DEVICES[session % DEVICES.length] ?? 'mobile';
    const end = ENDS[session % ENDS.length] ?? 'left';
    made.push(...(await visitShop({ browser, url: site.url, device, sha, end })));
  }
  await shop.close();
  return made;
}

async function openChrome(folder: string): Promise<Browser> {
  await mkdir(folder);
  const chromePath = await findChrome(null, process.env);
  return launchChrome({ chromePath, env: process.env, folder, log: console.log });
}

interface Collector {
  readonly url: string;
  readonly child: ChildProcess;
}

async function startCollector(cwd: string, origin: string): Promise<Collector> {
  const argv = [CLI, 'field', 'collect', '--port', '0', '--dir', 'field', '--origin', origin];
  const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface(child.stderr).on('line', (line) => console.log(`collector: ${line}`));
  for (;;) {
    const [line] = (await once(lines, 'line')) as [string];
    const [, url] = /listening on (\S+),/.exec(line) ?? [];
    if (url !== undefined) return { url, child };
  }
}

/** Resolves when as many views have ended in the files as were made, or it has taken too long. */
async function arrivalOf(views: number, folder: string): Promise<void> {
  const deadline = performance.now() + ARRIVAL_MS;
  const ended = (): number =>
    new Set(
      storedIn(folder)
        .filter(isFinal)
        .map(({ view }) => view),
    ).size;
  while (ended() < views && performance.now() < deadline) await sleep(100);
}

/** All records of a folder, in no order. */
export function storedIn(folder: string): Beacon[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^date=.*ndjson$/.test(file),
  );
  const lines = files.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'));
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Beacon);
}

export const isFinal = (record: Beacon): record is FinalBeacon => record.type === 'final';

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
}

/** A command of the built tool, as its user calls it. */
export function run(cwd: string, ...argv: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...argv], { cwd, maxBuffer: 1e8 }, (_, stdout, stderr) => {
      process.stderr.write(stderr);
      resolve({ exitCode: child.exitCode ?? 3, stdout });
    });
  });
}
