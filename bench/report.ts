/**
 * `npm run bench:report`: how long `report` takes over 20,000 campaigns, which is as many as a configuration can have, and
 * in how much memory. Once with three blocks each, in the shards of a job matrix, and once without any visit. Each report
 * has a process of its own. Exits with 1 beyond the bounds.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runReport } from '../src/gate.ts';
import { leaf } from '../src/model/breakdown.ts';
import type { Place } from '../src/model/place.ts';
import type { LaterRecord, RunRecord } from '../src/model/record.ts';
import { blockOrder, seededRandom } from '../src/stats/random.ts';
import { about, lcpOf, outcomeOf } from '../tests/compare/campaigns.ts';
import { recordsOf } from '../tests/support/recorded.ts';

const ROUTES = 1000;
const CONDITIONS = 20;
const SHARDS = 8;
const BLOCKS = 3;
/** Of processor time, which other processes do not prolong as they do the wall clock's. */
const BOUNDS = { cpuSeconds: 60, megabytes: 1500 };

const conditions = Array.from({ length: CONDITIONS }, (_, index) => `condition-${index}`);
const routes = Array.from({ length: ROUTES }, (_, index) => ({ name: `route-${index}`, conditions }));
const places = routes.flatMap(({ name }) => conditions.map((condition) => ({ route: name, condition })));

/** The samples of one shard, a campaign at a time. */
function writeShard(folder: string, index: number, blocks: number): number {
  const campaigns = places.filter((_, at) => at % SHARDS === index);
  const shard = { index: index + 1, of: SHARDS, campaigns };
  const [run] = recordsOf({ routes, blocks: 0, shard, run: { plan: { kind: 'fixed', blocks: BLOCKS } } });
  mkdirSync(folder, { recursive: true });
  const file = openSync(path.join(folder, 'samples.ndjson'), 'w');
  let bytes = 0;
  const write = (records: readonly object[]): void => {
    bytes += writeSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  };
  write([run]);
  for (const place of campaigns) write(campaignOf(run, place, blocks));
  write([{ type: 'end' }]);
  closeSync(file);
  return bytes;
}

function campaignOf({ seed }: RunRecord, place: Place, blocks: number): LaterRecord[] {
  const random = seededRandom(seed.base, seed.head, place.route, place.condition);
  const values = seededRandom('values', place.route, place.condition);
  const visits = Array.from({ length: blocks }, (_, block) =>
    blockOrder(random).map((side, position): LaterRecord => {
      const outcome = outcomeOf({ lcp: lcpOf(values), inp: leaf('inp', about(40, values)), cls: leaf('cls', 0) });
      return { type: 'visit', ...place, side, phase: 'measure', page: 'route', block, position, attempt: 1, outcome };
    }),
  );
  const unmeasurable = blocks > 0 ? null : { sides: ['head' as const], code: 'connection-failed', reason: 'refused' };
  const stopped = blocks > 0 ? 'maximum' : 'unmeasurable';
  const looks = blocks > 0 ? [{ type: 'look' as const, ...place, blocks, open: ['lcp'] }] : [];
  return [...visits.flat(), ...looks, { type: 'campaign', ...place, stopped, unmeasurable }];
}

interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

/** What `report` costs on these samples. */
async function reported(folder: string): Promise<Cost> {
  const began = performance.now();
  const options = { config: 'vitals-gate.yml', policyAt: null, contents: null, expected: null };
  await runReport({ blobs: [folder], out: path.join(folder, 'out'), ...options });
  const { user, system } = process.cpuUsage();
  return {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    rssBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function inOwnProcess(folder: string): Cost {
  const script = path.resolve(import.meta.dirname, '../scripts/run-ts.ts');
  const args = ['--max-semi-space-size=8', script, path.resolve(import.meta.dirname, 'report.ts'), folder];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Cost;
}

function isWithinBounds(blocks: number): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-bench-'));
  try {
    const bytes = Array.from({ length: SHARDS }, (_, index) =>
      writeShard(path.join(folder, `shard-${index}`), index, blocks),
    ).reduce((sum, each) => sum + each);
    const { seconds, cpuSeconds, rssBytes } = inOwnProcess(folder);
    const megabytes = rssBytes / 1e6;
    console.log(
      `${places.length} campaigns of ${blocks} blocks in ${SHARDS} shards, ${(bytes / 1e6).toFixed(0)} MB: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor time, at most ${megabytes.toFixed(0)} MB`,
    );
    return cpuSeconds <= BOUNDS.cpuSeconds && megabytes <= BOUNDS.megabytes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [asked] = process.argv.slice(2);
if (asked === undefined) process.exitCode = [0, BLOCKS].map(isWithinBounds).every(Boolean) ? 0 : 1;
else console.log(JSON.stringify(await reported(asked)));
