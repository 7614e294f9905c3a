/**
 * `npm run bench:field-price [-- SESSIONS]`: what `field price` costs over ten million sessions in Parquet, which must be
 * answered in 60 s and 2 GB on two cores (on a busy machine its processor time says more than the clock), and what it says
 * of a hundred shops each whose truth is known.
 *
 * Exit code 1 if it takes more, or if fewer than 95 of 100 shops in which waiting costs nothing are refused or have an
 * interval over 0, or if the interval holds the truth in fewer than 90 of 100.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findPrice } from '../src/field/commands/price.ts';
import { readSetup } from '../src/field/commands/reading.ts';
import { openDuckDb } from '../src/field/engines/duckdb.ts';
import { eventsText, recordsText } from './field/price-sessions.ts';
import { lookAtShops } from './field/price-shops.ts';
import { table } from './simulation/markdown.ts';

const MOST_SECONDS = 60;
const MOST_BYTES = 2e9;
const SHOPS = 100;
const MODULES = path.resolve(import.meta.dirname, '../node_modules');

const CONFIG = `field:
  beacons: beacons.parquet
  events: { files: events.parquet, session: session, time: t, value: value, currency: EUR }
`;

async function makeParquet(folder: string, sessions: number): Promise<void> {
  await symlink(MODULES, path.join(folder, 'node_modules'));
  await writeFile(path.join(folder, 'vitals-gate.yml'), CONFIG);
  const { query, close } = await openDuckDb(folder);
  for (const [name, text] of Object.entries({ beacons: recordsText(sessions), events: eventsText(sessions) }))
    await query(`COPY (${text}) TO '${path.join(folder, name)}.parquet' (FORMAT parquet, COMPRESSION zstd)`);
  await close();
}

/** In this process, which was started for it, so that its memory is that of `field price`. */
async function priceSessions(folder: string): Promise<void> {
  const options = {
    config: 'vitals-gate.yml',
    json: true,
    by: null,
    sha: null,
    until: null,
    environment: null,
    lab: null,
    markdown: null,
    html: null,
    printSql: null,
    metric: 'lcp',
    route: 'product',
    condition: null,
    out: null,
  };
  const place = { cwd: folder, env: {}, now: new Date('2026-11-30T00:00:00Z') };
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const { text } = await findPrice(await readSetup(options, place), options, place);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  const bytes = process.resourceUsage().maxRSS * 1024;
  console.log(text);
  console.log(
    `${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time, at most ${(bytes / 1e9).toFixed(2)} GB`,
  );
  if (seconds <= MOST_SECONDS && bytes <= MOST_BYTES) return;
  console.error(`more than ${MOST_SECONDS} s or ${MOST_BYTES / 1e9} GB`);
  process.exitCode = 1;
}

function priceShops(): void {
  const shops = [
    { name: '100 ms cost 1 %', per100ms: -0.01, hidden: 0 },
    { name: 'waiting costs nothing', per100ms: 0, hidden: 0 },
    { name: 'the same, with a hidden trait', per100ms: 0, hidden: 1 },
  ].map(({ name, ...truth }) => ({ name, truth, found: lookAtShops(truth, SHOPS) }));
  const rows = shops.map(({ name, found }) => [
    name,
    ...[found.held, found.naiveHeld, found.established, found.refusedByControl].map(String),
  ]);
  console.log(table(['shop', 'interval holds', 'naive interval holds', 'established', 'refused by the control'], rows));
  for (const { truth, found } of shops) {
    if (truth.hidden === 0 && found.held < 0.9 * SHOPS) process.exitCode = 1;
    if (truth.per100ms === 0 && found.established > 0.05 * SHOPS) process.exitCode = 1;
  }
}

const [argument = '10000000', given] = process.argv.slice(2);
if (given === undefined) {
  const folder = await mkdtemp(path.join(tmpdir(), 'field-price-'));
  try {
    await makeParquet(folder, Number(argument));
    const child = spawn(process.execPath, ['scripts/run-ts.ts', 'bench/field-price.ts', argument, folder], {
      stdio: 'inherit',
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) process.exitCode = 1;
    priceShops();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else await priceSessions(given);
