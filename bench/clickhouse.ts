/**
 * `npm run bench:clickhouse`: asks every question of the field plane of ClickHouse and of DuckDB over the same records, and
 * fails where an answer differs. ClickHouse is chdb, its engine as a library (0.5 GB), which is installed into a temporary
 * folder from npm.
 */
import { deepStrictEqual } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import { CLICKHOUSE_SETTINGS, plainRows } from '../src/field/engines/clickhouse.ts';
import { NODE_COLUMNS } from '../src/field/engines/columns.ts';
import { ddlOf } from '../src/field/engines/ddl.ts';
import { openFiles } from '../src/field/engines/duckdb.ts';
import type { Engine } from '../src/field/engines/engine.ts';
import { loadPackage } from '../src/field/engines/load-package.ts';
import { rowOf } from '../src/field/load/table-row.ts';
import { askCommits, askSessions, askViews } from '../src/field/questions/checks.ts';
import { askClusters } from '../src/field/questions/clusters.ts';
import { askCoverage } from '../src/field/questions/coverage.ts';
import { askDistributions } from '../src/field/questions/distributions.ts';
import { askExtent } from '../src/field/questions/extent.ts';
import { askLayers } from '../src/field/questions/layers.ts';
import { DIMENSIONS, type Dimension } from '../src/field/questions/scope.ts';
import { askSeries } from '../src/field/questions/series.ts';
import { beaconSchema } from '../src/model/beacon.ts';
import { manyRecords } from '../tests/support/field/many-records.ts';

const CHDB = '3.4.0';
const SESSIONS = 20_000;

/** What chdb exports of itself. */
interface Chdb {
  readonly Session: new () => { query: (sql: string, format: string) => string; cleanup: () => void };
}

async function openChdb(folder: string): Promise<Engine> {
  await writeFile(path.join(folder, 'package.json'), '{"private":true,"allowScripts":{"chdb":true}}');
  await execa('npm', ['install', '--no-audit', '--no-fund', `chdb@${CHDB}`], { cwd: folder, stdio: 'inherit' });
  const { Session } = await loadPackage<Chdb>('chdb', folder, 'ClickHouse');
  const session = new Session();
  session.query('CREATE DATABASE field', 'Null');
  const settings = Object.entries(CLICKHOUSE_SETTINGS).map(
    ([name, value]) => `${name} = ${JSON.stringify(value).replaceAll('"', "'")}`,
  );
  session.query(`SET ${settings.join(', ')}`, 'Null');
  return {
    dialect: 'clickhouse',
    table: 'field.beacons FINAL',
    leftOut: null,
    shard: null,
    query: async (sql) => {
      const answer = session.query(sql, 'JSON');
      return answer === '' ? [] : plainRows(JSON.parse(answer) as Parameters<typeof plainRows>[0]);
    },
    close: async () => session.cleanup(),
  };
}

async function fill(engine: Engine, records: readonly object[]): Promise<void> {
  await engine.query(ddlOf('clickhouse', 'field.beacons').replace(/;$/, ''));
  for (let at = 0; at < records.length; at += 5000) {
    const rows = records.slice(at, at + 5000).map((record) => {
      const row = rowOf(beaconSchema.parse(JSON.parse(JSON.stringify(record))));
      return JSON.stringify({ ...row, layers: row['layers'] === null ? null : JSON.stringify(row['layers']) });
    });
    await engine.query(`INSERT INTO field.beacons FORMAT JSONEachRow ${rows.join('\n')}`);
  }
}

/** The answers to every question, by what they are. */
async function answersOf(engine: Engine, by: Dimension | null): Promise<Record<string, unknown>> {
  const scope = { from: '2026-11-01T02:00:00.000Z', to: '2026-11-02T20:00:00.000Z', by, sha: null };
  const layers = await askLayers(engine, scope);
  const distributions = await askDistributions(engine, scope, [
    ...NODE_COLUMNS.map(({ path: each }) => each),
    ...layers,
  ]);
  const thresholds = distributions.map(({ values, ...group }) => ({
    ...group,
    value: values[Math.floor(values.length / 2)]?.value ?? 0,
  }));
  const deployed = new Map([["c'c", '2026-11-01T12:00:00.000Z']]);
  return {
    layers,
    distributions,
    clusters: await askClusters(engine, scope, thresholds),
    coverage: await askCoverage(engine, scope),
    hours: await askSeries(engine, scope, 'hour', thresholds),
    days: await askSeries(engine, scope, 'day', thresholds),
    extent: await askExtent(engine, scope.to),
    commits: await askCommits(engine, scope, { latest: '2026-11-02T00:00:00.000Z', deployed }),
    sessions: await askSessions(engine, scope),
    views: await askViews(engine, scope),
  };
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-clickhouse-'));
try {
  const records = manyRecords(SESSIONS);
  await writeFile(path.join(folder, 'records.ndjson'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const duckdb = await openFiles({ glob: 'records.ndjson' }, folder);
  const clickhouse = await openChdb(folder);
  await fill(clickhouse, [...records, ...records.slice(0, 1000)]);
  console.log(`${records.length} records`);
  for (const by of [null, ...DIMENSIONS]) {
    const expected = await answersOf(duckdb, by);
    const startedAt = performance.now();
    const answers = await answersOf(clickhouse, by);
    const ms = performance.now() - startedAt;
    deepStrictEqual(answers, expected);
    const perMillion = (ms / 1000 / records.length) * 1e6;
    console.log(`by ${by ?? 'nothing'}: equal; ${ms.toFixed(0)} ms, ${perMillion.toFixed(1)} s per million records`);
  }
  await duckdb.close();
  await clickhouse.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
